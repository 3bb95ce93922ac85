"""Where sentences begin and end, in English and Japanese prose with its abbreviations."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

# The first character stands alone, because a pattern that begins with a set is searched fast.
_STOP = re.compile(
    r"[.!?…。！？｡](?:"
    r"(?<=[.!?…])[.!?…]{0,9}[\"'”’»)\]]{0,5}(?=\s|$|[\"“«(\[]|[A-Z][a-z])"
    r"|(?<=[。！？｡])[。！？｡]{0,9}[」』）”\"]{0,5}+(?![とっはがをにでのも、]))"
)
# A stop after these never ends a sentence: something belongs to them.
_BEFORE_NAME = frozenset(
    "dr mr mrs ms prof rev hon gen sen gov rep lt col capt cpt sgt maj adm pres supt st mt ft vs"
    " fig figs eq eqs sec ch approx e.g i.e cf viz al ca eg ie no nos vol pp p art".split()
)
# After these, only a word that commonly opens a sentence tells.
_MAY_END = frozenset(
    "inc co corp ltd llc plc bros jr sr etc u.s u.k u.n e.u d.c a.m p.m b.c a.d ph.d m.d b.a m.a"
    " b.sc m.sc jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun est"
    " dept univ assn ave blvd rd calif min max hr hrs sq".split()
)
_NEEDS_FIGURE = frozenset({"no", "nos", "vol", "pp", "p", "fig", "figs", "eq", "ch", "art", "sec"})
OPENERS = frozenset(
    "the a an this that these those it its he she they we you i his her their our in on at by for"
    " from with without after before during since until when while where although though however"
    " but and or so yet thus hence therefore meanwhile moreover furthermore additionally as if"
    " despite because both each every some many most several such there here to of one two another"
    " other others today later then now despite under over through between among against instead"
    " also even only once unlike like what why how who".split()
)
_GOES_ON = frozenset([*".,;:!?)", ""])
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.&'’-]{0,30}[^\W_])?)\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]{0,3}(\S{0,30})")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]{0,3}([^\W\d_]{1,30})")


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop without a citation ends a sentence: the words around it tell."""
    if stop[0][0] in "。！？｡":
        return True
    following = _NEXT.match(text, stop.end())
    word = following[1] if following else ""
    if not word:
        return True
    gap = text[stop.end() : stop.end() + 1].isspace()
    plain = _WORD.match(word)
    lower = plain is not None and plain[0][0].islower()
    if lower:
        # iPhone and eBay may open a sentence, but only a citation at the stop proves it.
        return False
    if not gap:
        # "Node.js", "1.Point": without a space only a closing quote or a citation ends it.
        return len(stop[0]) > 1
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    behind = text[max(0, stop.start() - 32) : stop.start()]
    before = _LAST_WORD.search(behind, behind.rfind(" ") + 1)
    if not before:
        return True
    last = before[1].lower()
    opens = plain is not None and plain[0].lower() in OPENERS
    if last in _NEEDS_FIGURE:
        return not word[0].isdigit()
    if last in _BEFORE_NAME:
        return False
    single = len(last) == 1 or (len(last) <= 7 and "." in last and len(last.split(".")[-1]) == 1)
    if last in _MAY_END or (single and before[1][-1].isupper()):
        return opens
    return True


def split(text: str, marks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The sentences of one paragraph as (start, end) offsets, without the space around them.

    ``marks`` are the places where citations stood: a citation at a stop settles that it ends a
    sentence, and one without a stop before a word that opens sentences ends one too.
    """
    places = sorted(set(marks))
    count = len(places)
    cuts: list[int] = []
    for stop in _STOP.finditer(text):
        first, end = stop.span()
        at = bisect_left(places, first)
        if (at < count and places[at] <= end + 1) or _ends(text, stop):
            cuts.append(end)
    stops = len(cuts)
    for place in places:
        if text[place : place + 1] in _GOES_ON:
            continue
        word = _NEXT_WORD.match(text, place)
        if word and word[1][0].isupper() and word[1].lower() in OPENERS:
            before = text[max(0, place - 2) : place].rstrip()
            if before and before[-1] not in ",;:-–—.(":
                cuts.append(place)
    spans = []
    start = 0
    if len(cuts) > stops:
        cuts = sorted(set(cuts))
    cuts.append(len(text))
    for cut in cuts:
        raw = text[start:cut].lstrip()
        left = cut - len(raw)
        right = left + len(raw.rstrip())
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def sentence_of(starts: Sequence[int], mark: int) -> int:
    """The index of the sentence that a citation at ``mark`` belongs to: the one that it follows.

    ``starts`` are where the sentences begin.
    """
    return max(bisect_left(starts, mark) - 1, 0)
