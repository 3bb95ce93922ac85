"""The gate on years of what comes every year, or is done many times by everybody."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult

from .common import passed, refused

_ONCE = re.compile(r"\b(?:first|inaugural|founding|only|last)\b", re.I)
_BEGUN = re.compile(r"\b(?:found|establish|create|introduce|inaugurate|abolish)(?:e?d)?\b")
_EVERY_YEAR = re.compile(
    r"\b(?:(?:Authori[sz]ation|Appropriations?|Finance)\s(?:Act|Bill)|annual|yearly|biennial|"
    r"(?:the|an?|its|their|federal|state|national|defen[cs]e|military|supplementary)\s(?:\w+\s)?budget|"
    r"(?:\d+(?:st|nd|rd|th)|[a-z]+th)\s(?:edition|delay|session)|census|white\spaper|by-?election)\b",
    re.I,
)
_HELD = re.compile(
    r"\b(?:holds?|held|hosts?|hosted|attend|attended|organi[sz]ed?|convened?|publish(?:ed)?|released?|"
    r"issued?|conduct|conducted|adopt(?:ed)?|sponsor|sponsored|address|speak)\b(?=.*\b(?:edition|summit|"
    r"conference|congress|forum|symposium|festival|fair|exhibition|expo|tournament|championship|"
    r"elections?|survey|report|ranking|yearbook|budget)s?\b)|"
    r"\b(?:edition|summit|conference|forum|symposium|festival|fair|exhibition|expo|tournament|"
    r"championship)\s(?:take\splace|held|begin|open|hosted|convened)\b",
    re.I,
)
# What goes up and down all the time.
_MASSES = (
    r"(?:subsid(?:y|ies)|prices?|tariffs?|(?:[a-z]+\s)?rates?|tax(?:es)?|duties|wages?|salar(?:y|ies)|quotas?|"
    r"fees?|fares?|tolls?|restrictions|controls|production|output|spending|expenditures?|funding|"
    r"investments?|staff|workforce|jobs|exports|imports|royalties|pensions|benefits|costs?|dues|"
    r"sanctions|rations?|loans|purchases|deliveries|shipments|dividends?|targets?|forecasts?)"
)
_CHANGED = re.compile(
    r"\b(?:change|adjust|revise|raise|cut|lower|increase|reduce|slash|hike|trim|boost|expand|ease|"
    r"tighten|loosen|relax|double|triple|halve|curb|scale\sback|update|amend)d?\s"
    rf"(?:[\w’'-]+\s){{0,5}}?{_MASSES}\b|"
    rf"\b(?:was|were)\s(?:[\w’'-]+\s){{0,5}}?{_MASSES}\b.*\b(?:changed|adjusted|revised|raised|cut|"
    r"lowered|increased|reduced|slashed|hiked|eased|tightened|loosened|relaxed|doubled|halved)\b|"
    rf"\bdid\s(?:[\w’'-]+\s){{0,5}}?{_MASSES}\b(?:\s[\w’'-]+){{0,4}}\s(?:change|rise|fall|drop|increase|"
    r"decrease|decline|grow|double|triple|soar|plunge)\b",
    re.I,
)
_SPOKEN = re.compile(
    r"\b(?:call(?:ed)?\sfor|urged?|appeal(?:ed)?\s(?:to|for)|warn(?:ed)?|advocated?|"
    r"complain(?:ed)?|(?:claim|argue|state|estimate|say|find|report)\sthat|reiterated?|reaffirm(?:ed)?|delay(?:ed)?|postponed?)\b"
)


def comes_round(draft: Draft) -> CheckResult:
    """No annual act or report, no change of prices or rates, no call for something."""
    name = "happened once"
    if draft.form != "year":
        return passed(name, "No year is asked for.")
    stem = draft.stem
    for pattern, why in (
        (_EVERY_YEAR, "comes every year or often"),
        (_HELD, "is done every year or often"),
        (_CHANGED, "happens many times"),
        (_SPOKEN, "may have happened in several years"),
    ):
        found = pattern.search(stem)
        begun = pattern is _EVERY_YEAR and _BEGUN.search(stem)
        if found and not begun and not _ONCE.search(stem):
            return refused(name, f"“{found[0].strip()}” {why}.")
    return passed(name, "Nothing in the stem comes round.")
