"""Gates on questions for a year: it happened once, and what the stem names does not date it."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult

from .common import passed, refused

# What people and companies do again and again, so that no single year is the right one. Two blind
# raters refused "In which year did X make a profit?" and its like for having several right answers.
_REPEATED = re.compile(
    r"\b(?:meet\swith|write\sto|post\sa|make\sa\s(?:profit|loss)|maintain|encounter|"
    r"begin\susing|seek|mention|express|visit(?!\s\w+\sto)|struggle|try\sto|attempt\sto)\b"
)
_ONCE = re.compile(r"\b(?:first|last|only|never\sbefore)\b", re.I)
_AGAIN = re.compile(r"\b(?:again|once\smore|another|anew|re-?elected)\b", re.I)

# Names of times that many know, with their years: the options must not leave one within them.
_ERAS: tuple[tuple[str, int, int], ...] = (
    (r"World\sWar\sII\b|Second\sWorld\sWar", 1939, 1945),
    (r"World\sWar\sI\b|First\sWorld\sWar|Great\sWar", 1914, 1918),
    (r"Great\sDepression", 1929, 1939),
    (r"October\sRevolution|newly\sformed\sSoviet", 1917, 1923),
    (r"Sputnik", 1957, 1958),
    (r"Cuban\sMissile\sCrisis", 1962, 1962),
    (r"(?:fall|erection|building)\sof\sthe\sBerlin\sWall", 1961, 1989),
    (r"collapse\sof\sthe\sSoviet|fall\sof\sthe\sSoviet", 1989, 1992),
    (r"9/11|September\s11", 2001, 2001),
    (r"(?:global\s)?financial\scrisis|Lehman", 2007, 2010),
    (r"COVID|pandemic|lockdown", 2019, 2022),
    (r"Stalin\b", 1922, 1953),
    (r"\bMao\b", 1935, 1976),
    (r"President(?:-elect)?\s(?:Donald\s)?Trump", 2016, 2028),
    (r"ChatGPT|Chat\sGPT|Claude|GPT-\d|DeepSeek", 2018, 2030),
)
LEAST_WITHIN = 3
"""Options, the key among them, that have to lie within a time that the stem names."""


def happened_once(draft: Draft) -> CheckResult:
    """One year alone is right: what is done again and again is asked of nobody."""
    if draft.form != "year":
        return passed("happened once", "No year is asked for.")
    repeated = _REPEATED.search(draft.stem)
    if repeated and not _ONCE.search(draft.stem):
        reason = f"“{repeated[0]}” may have happened in several years."
        return refused("happened once", reason)
    again = _AGAIN.search(draft.sentence)
    if again and not _AGAIN.search(draft.stem):
        reason = f"The sentence says “{again[0]}”, so it had happened before."
        return refused("happened once", reason)
    return passed("happened once", "What is asked for happened in one year.")


def age_not_told(draft: Draft) -> CheckResult:
    """A time that the stem names leaves at least three of the years possible."""
    if draft.form != "year" or draft.value is None:
        return passed("age not told", "No year is asked for.")
    years = [draft.value.number, *(wrong.number for wrong in draft.wrong)]
    for pattern, first, last in _ERAS:
        named = re.search(pattern, draft.stem)
        if named and first <= draft.value.number <= last:
            within = sum(first <= year <= last for year in years)
            if within < LEAST_WITHIN:
                reason = f"“{named[0]}” in the stem leaves few of the years possible."
                return refused("age not told", reason)
    return passed("age not told", "The stem names no time that singles the year out.")
