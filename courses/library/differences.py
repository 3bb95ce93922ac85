"""Two texts side by side, line by line, with the words that differ. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Kind = Literal["same", "changed", "removed", "added"]

ALIKE = 0.4
"""Share of common words from which two lines are shown as one line that changed, 0 to 1."""
LONGEST = 2000
"""Words of a line that are compared; a longer line is shown as wholly changed."""
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Run:
    """Words in a row that both texts have, or that only this one has."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Row:
    """A line of the old text beside its line of the new; empty where the other has none."""

    kind: Kind
    old: tuple[Run, ...] = ()
    new: tuple[Run, ...] = ()


def compare(old: str, new: str) -> tuple[Row, ...]:
    """Every line that is not blank, in order; what was taken out stands before what came in."""
    before, after = _lines(old), _lines(new)
    rows: list[Row] = []
    matcher = SequenceMatcher(None, before, after)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            rows += (Row("same", *([(Run(line, False),)] * 2)) for line in before[a:b])
        else:
            rows += _block(before[a:b], after[c:d])
    return tuple(rows)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def _block(before: list[str], after: list[str]) -> Iterator[Row]:
    for old, new in zip_longest(before, after):
        if old is not None and new is not None:
            row = _changed(old, new)
            if row:
                yield row
                continue
        if old is not None:
            yield Row("removed", old=(Run(old, True),))
        if new is not None:
            yield Row("added", new=(Run(new, True),))


def _changed(old: str, new: str) -> Row | None:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    left: list[Run] = []
    right: list[Run] = []
    for what, a, b, c, d in matcher.get_opcodes():
        for runs, words in ((left, before[a:b]), (right, after[c:d])):
            if words:
                runs.append(Run("".join(words), what != "equal"))
    return Row("changed", tuple(left), tuple(right))
