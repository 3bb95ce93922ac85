"""Where sentences begin and end, in English and Japanese prose with its abbreviations."""

import re
from bisect import bisect_left
from collections.abc import Iterable

_STOP = re.compile(
    r"[.!?…]{1,10}[\"'”’»)\]]{0,5}(?=\s|$|[\"“«(\[]|[A-Z][a-z])"
    r"|[。！？｡]{1,10}[」』）”\"]{0,5}+(?![とっはがをにでのも、])"
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
_LAST_WORD = re.compile(r"([^\W\d_](?:[\w.&'’-]{0,30}[^\W_])?)\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]{0,3}(\S{0,30})")
_WORD = re.compile(r"[^\W\d_]+")


def _ends(text: str, stop: re.Match[str], cited: bool) -> bool:
    """Whether the stop ends a sentence, seen from the word before it and the one after."""
    if stop[0][0] in "。！？｡":
        return True
    following = _NEXT.match(text, stop.end())
    word = following[1] if following else ""
    if not word:
        return True
    gap = text[stop.end() : stop.end() + 1].isspace()
    plain = _WORD.match(word)
    lower = plain is not None and plain[0][0].islower()
    if not gap and not cited:
        # "Node.js", "1.Point": without a space only a closing quote or a citation ends it.
        return len(stop[0]) > 1 and not lower
    if lower:
        # iPhone and eBay may open a sentence, but only a citation at the stop proves it.
        return cited
    if stop[0][0] != ".":
        return True
    if cited or stop[0].startswith(".."):
        return True
    before = _LAST_WORD.search(text[max(0, stop.start() - 32) : stop.start()])
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
    cuts: list[int] = []
    for stop in _STOP.finditer(text):
        at = bisect_left(places, stop.start())
        cited = at < len(places) and places[at] <= stop.end() + 1
        if _ends(text, stop, cited):
            cuts.append(stop.end())
    for place in places:
        before = text[max(0, place - 2) : place].rstrip()
        following = _NEXT.match(text, place)
        word = _WORD.match(following[1]) if following else None
        opens = word is not None and word[0][0].isupper() and word[0].lower() in OPENERS
        if opens and before and before[-1] not in ",;:-–—.(":
            cuts.append(place)
    spans = []
    start = 0
    for cut in [*sorted(set(cuts)), len(text)]:
        raw = text[start:cut]
        left = start + len(raw) - len(raw.lstrip())
        right = cut - (len(raw) - len(raw.rstrip()))
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def sentence_of(spans: list[tuple[int, int]], mark: int) -> int | None:
    """The index of the sentence that a citation at ``mark`` belongs to: the one that it follows."""
    if not spans:
        return None
    at = bisect_left(spans, (mark, -1)) - 1
    return max(at, 0)
