"""The gate on what a stem was put together from: no two dates, no loose end, no stray letter."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.gazetteer import COMPANIES, COUNTRIES
from quizzes.generation.model import CheckResult
from quizzes.generation.values import find_values
from quizzes.generation.words import content, lemma

from .common import passed, refused
from .phrasing import asks_plainly
from .sentence import untitled

_DANGLING = re.compile(
    r"^(?:On|In|At|By|During|Since|From)\s?[,:]|\b(?:on|at|by|of|during|since|until|from|the|an?|and|to|"
    r"did|was|were|which\syear)\s?,|,\s?\?|,\s?,|\s,|\b(?:of|on|at|the|an?|and|or|during|since|than|"
    r"between)\?$"
)
_SHIFTED = re.compile(
    r"\b(?:[Ll]ate|[Ee]arly|[Mm]id)-?\s(?:in\s)?(?:which|what)\b|\b(?:late|early|mid)\?$"
)
_JOINED = re.compile(r",?\s(?:and|but|then|or|as\swell\sas|before|while)\s(.*)")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_DULL = frozenset(
    "the and for with its his her their that this was were had then also from".split()
)


def well_joined(draft: Draft) -> CheckResult:
    """One deed with its one date, and every comma and capital where it belongs."""
    name = "well joined"
    if not asks_plainly(draft):
        return passed(name, "The form words its questions by itself.")
    stem = untitled(draft)
    for pattern, why in (
        (_DANGLING, "is a loose end"),
        (_SHIFTED, "stands loose before what is asked for"),
    ):
        found = pattern.search(stem)
        if found:
            return refused(name, f"“{found[0].strip()}” {why}.")
    if draft.form == "year" and draft.natural:
        merged = _merged(draft, stem)
        if merged:
            return refused(name, f"“{merged}” may have another date than the one asked for.")
    stray = _stray(draft, stem)
    if stray:
        return refused(name, f"“{stray}” is not written so.")
    return passed(name, "The stem is all of one piece.")


def _merged(draft: Draft, stem: str) -> str:
    """A word of a second deed that the date, or another one, does not surely hold."""
    value = draft.value
    text = draft.fact.text
    if value is None:
        return ""
    low = stem.casefold()
    years = [one for one in find_values(text) if one.kind == "year"]
    own = next((one for one in years if one.text == value.text), None)
    if own is None:
        return ""
    for other in years:
        if other.text == own.text:
            continue
        before = [one for one in _WORD.findall(text[: other.start]) if one.casefold() not in _DULL]
        nearest = before[-1] if before else ""
        if not nearest:
            continue
        ends = rf"\b{re.escape(nearest)}\W+(?:in|on|during|by)?\W*(?:[A-Z]\w+\s)?$"
        near = re.search(ends, text[: other.start])
        if near and re.search(rf"\b{re.escape(nearest.casefold())}\b", low) and " and " in stem:
            return nearest
    # "introduced the leu in 1993 and indexing": what comes behind the date may have its own.
    joined = _JOINED.match(text[own.end :])
    if joined and re.search(r"\w", text[: own.start].strip(" ,")) and not _opens(text, own.start):
        asked = content(stem)
        # Verbs change their form between sentence and question: half of the words are enough.
        after = [one for one in _WORD.findall(joined[1]) if one.islower() and content(one)][:4]
        kept = [one for one in after if lemma(one) in asked]
        if kept and 2 * len(kept) >= len(after):
            return str(kept[0])
    return ""


def _opens(text: str, start: int) -> bool:
    """Whether the date opens the sentence, so that all of it is dated."""
    return len(text[:start].split()) <= 3


def _stray(draft: Draft, stem: str) -> str:
    """A common noun with a capital, or a company without one."""
    common, known = draft.index.common, draft.index.known
    words = list(re.finditer(r"[\w’'&-]+", stem))
    for place, match in enumerate(words):
        word = re.sub(r"['’]s?$", "", match[0])
        if word.islower():
            name = next((one for one in (word.capitalize(), word.upper()) if one in COMPANIES), "")
            if name and name in known and word not in common:
                return str(word)
            continue
        if not place or not word.istitle() or len(word) < 4 or word in COUNTRIES | COMPANIES:
            continue
        near = (words[place - 1][0], words[place + 1][0] if place + 1 < len(words) else "")
        alone = not any(one[:1].isupper() or one[:1].isdigit() for one in near)
        quoted = stem[match.start() - 1] in "\"“‘'"
        if alone and not quoted and word.lower() in common and _first_word(draft) == word:
            return "" if draft.index.kinds.of(word) else str(word)
    return ""


def _first_word(draft: Draft) -> str:
    found = re.match(r"\W*([\w’'-]+)", draft.fact.text)
    return re.sub(r"['’]s?$", "", str(found[1])) if found else ""
