"""Gates on who and what a stem speaks of: every party is named, nothing needs what came before."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.gazetteer import COUNTRIES
from quizzes.generation.homes import bare_surname, everywhere, names_home
from quizzes.generation.model import CheckResult

from .common import passed, refused
from .phrasing import asks_plainly
from .sentence import TITLED, untitled

_INSTITUTION = (
    r"(?:Board|Company|Ministry|Government|Party|Parliament|Congress|Senate|Army|Navy|Court|"
    r"Supreme\sCourt|Nationalists?|Communists?|Republicans?|Democrats?|Socialists?|Assembly|"
    r"National\sAssembly|Commission|Committee|Council|Bank|Central\sBank|Constitution|"
    r"Central\sCommittee|Cabinet|President|Prime\sMinister|Minister|State|Party\sCongress|"
    r"Politburo|Commander|Chairman|Emperor|King|Queen|Bureau|Public\sBureau|Agency|Department)"
)
_BARE_INSTITUTION = re.compile(
    rf"\b[Tt]he\s{_INSTITUTION}\b(?!\s(?:of|for|on|[A-Z][a-z])|['’]s\s[A-Z])"
)
_CAMPS = re.compile(r"\b[Tt]he\s(?:Nationalists|Communists|Republicans|Democrats|Socialists)\b")
_SOMEBODY = (
    r"(?:governments?|administrations?|regimes?|groups?|teams?|compan(?:y|ies)|firms?|startups?|"
    r"researchers?|scientists?|engineers?|officials?|courts?|judges?|studies|study|reports?|"
    r"m[ae]n|wom[ae]n|persons?|people|employees?|coalitions?|part(?:y|ies)|committees?|panels?|"
    r"ministr(?:y|ies)|agenc(?:y|ies)|consorti(?:um|a)|investors?|factor(?:y|ies)|plants?|"
    r"ships?|planes?|partners?|subsidiar(?:y|ies)|countr(?:y|ies)|leaders?|founders?|"
    r"students?|rebels?|forces|troops|makers?|manufacturers?|banks?|funds?|developers?|"
    r"brothers?|friends?|tides?|reforms?|riots?|protests?|talks|exports|imports|prices|sales)"
)
# "did a new administration", "were several researchers": who was that? A name among the words
# ("a Bell Labs engineer") or behind "of" tells it.
_UNNAMED_ACTOR = re.compile(
    rf"\b(?:did|was|were|does|do|had)\s(?:(?:an?|some|several|many|one|two|three|more|various|new|"
    rf"the)\s)?(?:[a-z][\w-]*\s){{0,4}}?{_SOMEBODY}\b(?!\smembers?\b|\s(?:of|at|in|from|for|to|under|called|"
    r"named|known)\s(?:the\s)?[A-Z])"
)
_BETWEEN = (
    r"(?:agreements?|deals?|partnerships?|alliances?|joint\sventures?|contracts?|mergers?|"
    r"treat(?:y|ies)|accords?|pacts?|collaborations?|cooperation|relations|truce|ceasefire|"
    r"settlements?|lawsuits?|negotiations|talks|aid|allegiance|licen[cs]es?)"
)
_WITH_WHOM = re.compile(
    rf"\b(?:an?|its|their|his|her|the|diplomatic|formal|first|military|economic|technical|"
    rf"\d+-\d+|begin|began|sign|reach|form|strike|restore|establish|sever|break|normali[sz]e|send|"
    rf"shift|switch|change)\s(?:[a-z-]+\s){{0,3}}?{_BETWEEN}"
    r"(?!\s(?:with|between|for|to|on|over|against|of|among|that|from|by|involving|called|known|"
    r"named|worth|at)\b|['’]|\s\w+ing\b)\b(?!\s[A-Z(])"
)
# To whom, with whom: these words alone never say it.
_TO_WHOM = re.compile(
    r"\b(?:aid|allegiance|assistance)\b(?!\s(?:to|for|from|of|between|program|workers?|groups?)\b|"
    r"[-’'])|\brelations\b(?!\s(?:with|between|among|to)\b)|"
    r"\bcooperation\b(?!\s(?:with|between|on|among)\b)"
)
_HALVES = re.compile(r"\b50[-/–]50\b|\bjoint\sventures?\b")
# "the space program", "its new plan": whose, and which?
_SCHEME = re.compile(
    r"\b(?:the|its|this|their)\s(?:[a-z-]+\s){0,2}(?:programs?|programmes?|projects?|plans?|"
    r"initiatives?|schemes?|campaigns?)\b(?!\s(?:of|to|for|called|named|known|that|in|on)\b)|"
    r"\bfirst\s(?:[\w-]+\s)?plans?\b(?!\s(?:of|to|for)\b)|"
    r"\b(?:co-?founders?|partners?)\b(?!\s(?:of|in|with)\b|,?\s[A-Z])(?=[\s?,])"
)
_ALONE = re.compile(r"\b(?:merge|partner|ally|cooperate|collaborate)(?=[\s?])")
_COMPANION = re.compile(r"\b(?:with|and|between|into)\s")
# "a superior version": of what, superior to which?
_COMPARED = re.compile(
    r"\ban?\s(?:superior|better|similar|larger|smaller|bigger|cheaper|faster|newer|improved|"
    r"different|new|refined|updated|second|third|next)\s(?:[a-z-]+\s)?(?:version|model|one|product|"
    r"variant|edition|generation|round|phase|stage|part|step|product\sline)\b(?!\s(?:of|for|called|"
    r"named|known)\b|,\s[A-Z])"
)
# From what, of what? "When did Holm resign?" needs the office.
_FROM_WHAT = re.compile(
    r"\b(?:resign|retire|quit|leave|return|step\sdown|depart|step\saside|fired|dismissed)\?$|"
    r"\b(?:as|become|became|named|appointed)\s(?:the\s|its\s|new\s|a\s)?(?:[Vv]ice[-\s])?(?:[Cc]hairman|"
    r"CEO|CTO|COO|[Pp]resident|[Dd]irector|[Cc]hair|[Cc]hief\s\w+(?:\s\w+)?)\?$|"
    r"\bfollow\s(?:with|suit)\b"
)
# Of what, against whom? The words ask for more than the stem gives.
_INCOMPLETE = re.compile(
    r"\b(?:did|was|were|the|new|of|with)\s(?:allegations?|accusations?|charges|demands|concerns|restrictions?|sanctions?|threats?|"
    r"similarit(?:y|ies)|differences|objections|complaints)\b"
    r"(?=\?|\s(?:surface|emerge|begin|start|fall|rise|peak|drop|increase|decline|appear|in\s|by\s))|"
    r"\b(?:did|was|were)\s(?:the\s|total\s|annual\s)*(?:production|output|sales|distribution|"
    r"construction|implementation|development|work|news)\s(?!of\b)[a-z]+"
)
# A delay of what? The venture's partner: which one?
_OF_WHAT = re.compile(
    r"\b(?:delays?|setbacks?|(?<![A-Z]\s)approval|permission|embargo|moratorium|takeover|bailout)"
    r"(?=\?|\s(?:end|begin|start|come|occur|announced)\b)|"
    r"\b(?:partners?|members?|founders?|owners?)\sof\sthe\s(?:[a-z-]+\s)?(?:venture|company|firm|project|"
    r"group|alliance|deal)\b(?!\s[A-Z])|"
    r"\b(?:during|after|before|since|until|in)\s(?:the\s)?war\b(?!\s(?:in|of|on|against|with|between))"
)
_VAGUE = re.compile(
    r"\b(?:they|them|one\sof\s(?:the|its|his|her|their)|"
    r"some\sof\sthe|a\snumber\sof|things?|something|somebody|someone)\b|"
    r"[A-Z][\w.’'-]*\s(?:himself|herself|itself|themselves)\b"  # what else than he himself?
)


def named_parties(draft: Draft) -> CheckResult:
    """Who did it, with whom and to what: no "the Board", no "a new administration"."""
    if not asks_plainly(draft):
        return passed("named parties", "The form has checks of its own for what is named.")
    stem = draft.stem
    for pattern, why in (
        (_BARE_INSTITUTION, "every country or company has one"),
        (_UNNAMED_ACTOR, "who that is, is not said"),
        (_WITH_WHOM, "with whom, or for what, is not said"),
        (_TO_WHOM, "to whom, or with whom, is not said"),
        (_HALVES, "with whom is not said"),
        (_SCHEME, "which one, and whose, is not said"),
        (_ALONE, "with whom is not said"),
        (_COMPARED, "of what, is not said"),
        (_FROM_WHAT, "from what, or of what, is not said"),
        (_INCOMPLETE, "of what, or against whom, is not said"),
        (_OF_WHAT, "of what, or which one, is not said"),
        (_VAGUE, "it is not named"),
    ):
        found = pattern.search(stem)
        if found and not _told_elsewhere(pattern, stem):
            return refused("named parties", f"“{found[0].strip()}”: {why}.")
    generic = everywhere(stem)
    index = draft.index
    if draft.form == "year" and generic and not names_home(stem, index.kinds, index.known):
        return refused("named parties", f"“{generic}”: of which country, is not said.")
    surname = bare_surname(untitled(draft), index.kinds, index.known)
    if draft.form == "year" and surname and not stem.startswith(TITLED):
        return refused("named parties", f"“{surname}” is a surname, and nothing else is named.")
    return passed("named parties", "Everybody and everything that the stem speaks of is named.")


def _told_elsewhere(pattern: re.Pattern[str], stem: str) -> bool:
    """A country named anywhere says whose; "with" or "and" anywhere says with whom."""
    if pattern in (_ALONE, _HALVES):
        return bool(_COMPANION.search(stem))
    if pattern is not _BARE_INSTITUTION:
        return False
    if _CAMPS.search(stem):  # camps have their country in the title, or no country helps
        stem = stem.partition("’: ")[0] if stem.startswith(TITLED) else ""
    return any(re.search(rf"(?<!\w){re.escape(name)}", stem) for name in COUNTRIES)
