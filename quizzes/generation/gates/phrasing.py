"""The gate on how a stem reads: doubled words, a verb without its helper, a clause run in."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult

from .common import passed, refused
from .sentence import untitled

_DOUBLED = re.compile(
    r"\b[Ss]hare\sof\s(?:[\w’'-]+\s){0,5}shares?\b|"
    r"\b[Pp]ercentage\b.*\b(?:percent|percentage|per\scent)\b|"
    r"\b(?:[Ww]hat\srate|[Ww]hat\sshare|[Ww]hat\spercentage)\b.*\b(?:rate|percentage)\b|"
    r"\b[Bb]y\swhat\s(?:percentage|share)\b.*\bby\b|"
    r"\b[Hh]ow\smany\s(?:\w+\s){0,3}numbers?\b|"
    r"\b[Hh]ow\slarge\san?\s[a-z]+ing\b|\b[Hh]ow\s(?:much|large|many)\b.*\bhow\s(?:much|large|many)\b|"
    r"\b(?P<word>[a-z]{4,})\s(?:(?:of|for|in|the|a|an|its)\s)*(?P=word)\b"
)
_HELPED = re.compile(r"\bwhich\syear\s(?!did\b|was\b|were\b|had\b|have\b|has\b)\w+")
_STRAY_CAPITAL = re.compile(
    r"[a-z,]\s(?:The|A|An|Its|Their|His|Her|This|These|Some|Many|However|And|But|When|While|In|On|"
    r"At|For)\s(?=[a-z])"
)
_SHOUTED = re.compile(
    r"\b(?:stunning|staggering|astonishing|amazing|incredible|whopping|brilliant|"
    r"legendary|infamous|unfortunately|surprisingly|ironically|basically|actually|literally|really|"
    r"finally|eventually|ultimately)\b",
    re.I,
)
_EMPTY_OPENING = re.compile(
    r"^(?:Despite|Amid|After|With|Following|Given)\s(?:efforts?|this|that|these|challenges|setbacks|"
    r"difficulties|success|initial\s\w+|much\s\w+|all\s\w+|some\s\w+|extensive\s\w+),"
)
_SUBORDINATE = re.compile(
    r"^(?:after|when|while|although|though|as|since|before|despite|because|once|if|where|whereas|"
    r"until|in\s|on\s|at\s|by\s|with\s|for\s|from\s|during\s|under\s|following\s|[A-Z]?[a-z]+ing\b|"
    r"[A-Z]?[a-z]+ed\b)",
    re.I,
)
_OPENING = re.compile(
    r"^(?P<before>.+),\s(?:(?:in|on|at|by|for|to|from|with|about)\s)?(?:[A-Z]\w+\s\d{0,2}\s?of\s)?"
    r"(?:which|what|how)\b"
)
MOST_BEFORE = 10  # words before the question itself; of longer ones raters took half
_SUBJECT_VERB = re.compile(r"\b(?:was|were|had|is|are|has|did|would|could|will)\b")


def asks_plainly(draft: Draft) -> bool:
    """Whether the stem asks for a figure or a name of one event."""
    return draft.value is not None or draft.form == "name"


def well_phrased(draft: Draft) -> CheckResult:
    """The stem reads as an examiner would write it."""
    if not asks_plainly(draft):
        return passed("well phrased", "The form words its questions by itself.")
    stem = untitled(draft)
    for pattern, why in (
        (_DOUBLED, "says a thing twice"),
        (_HELPED, "lacks its helping verb"),
        (_STRAY_CAPITAL, "has a stray capital"),
        (_EMPTY_OPENING, "says nothing by itself"),
        (_SHOUTED, "is said to impress, or leans on what came before"),
    ):
        found = pattern.search(stem)
        if found:
            return refused("well phrased", f"“{found[0].strip()}” {why}.")
    opening = _OPENING.match(stem)
    if opening and len(opening["before"].split()) > MOST_BEFORE:
        return refused("well phrased", "What is asked for comes only behind a long opening.")
    if opening and _clause_run_in(draft, opening["before"]):
        return refused("well phrased", f"“{opening['before']}” is a clause of its own.")
    return passed("well phrased", "The stem reads without a hitch.")


def _clause_run_in(draft: Draft, opening: str) -> bool:
    """ "Morris Chang retired as CEO, in which year …": two sentences with a comma between."""
    if _SUBORDINATE.match(opening):
        return False
    if _SUBJECT_VERB.search(opening):
        return True
    parse = draft.index.parse(draft.fact)
    if parse is None:
        return False
    words = set(re.findall(r"\w+", opening))
    return any(one.tag in ("VBD", "VBZ", "VBP", "MD") and one.text in words for one in parse.tokens)
