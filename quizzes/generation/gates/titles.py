"""The gate on a quoted title: spelled as it must be, and of the time that is asked for."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult

from .common import passed, refused
from .sentence import TITLED

_CENTURY = re.compile(r"\b(1[5-9]|2[01])(?:st|th)[\s-]century\b", re.I)
# From when on, or until when, a title speaks.
_NOT_BEFORE = (
    (re.compile(r"\b(?:recent|latest|modern|current|today|future|prospects|upcoming|emerging|"
                r"contemporary)\b", re.I), 1990),
    (re.compile(r"\b(?:pandemic|covid|post-?covid)\b", re.I), 2019),
    (re.compile(r"\bpost-?war\b", re.I), 1945),
)  # fmt: skip
_NOT_AFTER = (
    (re.compile(r"\bpre-?war\b", re.I), 1941),
    (re.compile(r"\bpost-?war\b", re.I), 1975),
    (
        re.compile(r"\b(?:early|origins?|beginnings|ancient|mediaeval|medieval|colonial)\b", re.I),
        2000,
    ),
)


def quoted_title(draft: Draft) -> CheckResult:
    """No "Chinas rise" that may be China's, and no title of another time."""
    title = draft.fact.title.strip()
    if not draft.stem.startswith(TITLED):
        return passed("quoted title", "The stem quotes no title.")
    unsure = draft.index.unsure_titles.get(draft.fact.title, "")
    if unsure:
        return refused("quoted title", f"“{unsure}” of the title may have lost an apostrophe.")
    if draft.form == "year" and draft.value is not None:
        clash = _other_time(title, int(draft.value.number))
        if clash:
            return refused("quoted title", f"“{clash}” of the title is at another time.")
    return passed("quoted title", "The title is quoted as it has to be.")


def _other_time(title: str, year: int) -> str:
    century = _CENTURY.search(title)
    if century and (year - 1) // 100 + 1 != int(century[1]):
        return century[0]
    for pattern, first in _NOT_BEFORE:
        found = pattern.search(title)
        if found and year < first:
            return found[0]
    for pattern, last in _NOT_AFTER:
        found = pattern.search(title)
        if found and year > last:
            return found[0]
    return ""
