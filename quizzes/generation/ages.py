"""Between which years what a stem names can have acted: by general knowledge and by the document.

A wrong year outside is one that nobody has to know the document to rule out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .eras import ERAS, OPEN, TIMES
from .leaders import spans_of
from .model import SourceFact

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_NAME = r"(?P<name>[A-Z][\w.&’'-]*(?:\s[A-Z][\w.&’'-]*){0,3})"
_BEGUN = (
    r"(?:was|were)?\s?(?:\w+ly\s|first\s)?(?:founded|established|incorporated|formed|born|"
    r"set\sup|created|spun\s(?:off|out))"
)
_ENDED = r"(?:died|passed\saway|was\sdissolved|was\sdisbanded|ceased\sto\sexist|was\sliquidated)"
_WHEN = rf"(?:\s(?!but|and|when)[\w’'-]+){{0,5}}?\s(?:in|on)\s(?:\w+\s(?:\d{{1,2}},?\s)?)?{_YEAR}"
# "Lund, founded in 1907", "Lund was established by two brothers in 1907".
_FROM = re.compile(rf"{_NAME},?\s{_BEGUN}{_WHEN}")
# "In 1907, two brothers founded Lund", "On May 3, 1907, Sweden launched Operation Lund".
_MADE = re.compile(
    rf"(?:[Ii]n|[Oo]n)\s(?:[A-Z]\w+\s(?:\d{{1,2}},?\s)?)?{_YEAR},?\s[^.;]{{3,70}}?\s"
    rf"(?:founded|established|co-founded|launched|set\sup)\s{_NAME}"
)
_TO = re.compile(rf"{_NAME}\s{_ENDED}{_WHEN}")
# The question is about the beginning itself: that it begins then is its answer, no hint.
_BEGINS = re.compile(
    r"\b(?:found(?:ed)?|establish(?:ed)?|form(?:ed)?|set\sup|create[d]?|(?:creation|formation|foundation|establishment)\sof|born|rebrand(?:ed)?|"
    r"renamed?|incorporate[d]?|change\sits\sname)\b"
)
_AROUND = re.compile(r"\b(?:after|before|since|following|despite|until|post|pre)\b")
_ENDS = re.compile(r"\b(?:die|died|dissolved?|disband(?:ed)?|end|collapse|abolish(?:ed)?)\b")


# Who is renamed or incorporated does it himself; who founds founds another.
_OWN = re.compile(r"rebrand|rename|incorporate|change")
_EXACT = 6
_APART = re.compile(r"\b(?:by|in|at|for|with|from|under|against)\b")


Span = tuple[str, int, int]
"""A name with the first and the last year of what it names."""


@dataclass(frozen=True)
class Age:
    """The first and the last year that are possible, and the names that say so."""

    first: int
    last: int
    names: tuple[str, ...] = ()

    def holds(self, year: float) -> bool:
        return self.first <= year <= self.last


@lru_cache(maxsize=1_000)
def known_in(stem: str) -> tuple[Span, ...]:
    """What a stem names of which general knowledge tells the years."""
    found = ((named[0], a, b) for pattern, a, b in ERAS if (named := pattern.search(stem)))
    return (*spans_of(stem), *found)


def age_of(stem: str, key: int, told: Sequence[Span] = ()) -> Age:
    """The years that remain possible for what the stem says. The key's year is always one.

    ``told`` are the lifespans that the document tells of. One that the key itself contradicts is
    no reason: the document is about the exception. The bound at which the key stands is dropped
    where the stem asks for just this beginning or end.
    """
    first, last = 0, OPEN
    names: list[str] = []
    people = spans_of(stem)
    asks_begin, asks_end = bool(_BEGINS.search(stem)), bool(_ENDS.search(stem))
    here = [
        one
        for one in told
        if one[0] in stem and re.search(rf"(?<!\w){re.escape(one[0])}(?!\w)", stem)
    ]
    for name, lower, upper in (*known_in(stem), *here):
        if not lower <= key <= upper:
            continue
        ruled = (name, lower, upper) in people  # when somebody ruled is known to the year
        begins = asks_begin and key <= lower + 1 and not ruled and _begun(name, stem)
        ends = asks_end and key >= upper - 1 and not ruled
        if lower > first and not begins:
            first = lower
            names.append(name)
        if upper < last and not ends:
            last = upper
            names.append(name)
    return Age(first, last, tuple(dict.fromkeys(names)))


def _begun(name: str, stem: str) -> bool:
    """Whether a beginning is that of the name: "was Lund founded", "found Lund"; not "by Lund"."""
    for named in re.finditer(re.escape(name), stem):
        for done in _BEGINS.finditer(stem):
            if done.start() < named.start():
                between = stem[done.end() : named.start()]
                if len(between.split()) <= 5 and not _APART.search(between):
                    return True
            elif _OWN.match(done[0]) or re.search(r"\b(?:was|were)\s", stem[: done.start()]):
                return True
    return False


def read_spans(facts: Sequence[SourceFact]) -> tuple[Span, ...]:
    """When the named things of a document began and ended, where it says so plainly."""
    found: list[Span] = []
    for fact in facts:
        for pattern in (_FROM, _MADE, _TO):
            for told in pattern.finditer(fact.text):
                name = re.sub(r"^(?:The|In|At|By)\s", "", told["name"]).rstrip(".")
                year = int(told["year"])
                found.append((name, 0, year) if pattern is _TO else (name, year, OPEN))
    return tuple(found)


def contradicted(stem: str, key: int) -> str:
    """A time that the stem names and that does not hold the key's year, "" for none."""
    for pattern, first, last in TIMES:
        named = pattern.search(stem)
        loose = last - first > _EXACT  # wars and crises are known to the year, ages are not
        if (
            named
            and not first - loose <= key <= last + loose
            and not _AROUND.search(stem[: named.start()])
        ):
            return named[0]
    return ""
