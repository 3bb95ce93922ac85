"""What a sentence sets apart: "Unlike Lund, Velby kept its ferries"; "while Velby sold them"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import SUBJECTS

_TIES = {"while", "whereas"}


@dataclass(frozen=True, slots=True)
class Contrast:
    """`verb` is the main verb of what is told, `other` what it is set apart from.

    `out` are the words that say so, which the answer leaves out.
    """

    verb: int
    other: str
    out: frozenset[int]
    way: str  # "unlike" or "while"


def contrasts(parse: Parse) -> tuple[Contrast, ...]:
    """Every contrast of two things that are both named, in the order of its words."""
    found = []
    for place, token in enumerate(parse.tokens):
        low = token.text.lower()
        one = None
        if low == "unlike" and token.dep == "prep":
            one = _unlike(parse, place)
        elif low in _TIES and token.dep == "mark":
            one = _while(parse, place)
        if one is not None:
            found.append(one)
    return tuple(found)


def _unlike(parse: Parse, mark: int) -> Contrast | None:
    tokens = parse.tokens
    verb = tokens[mark].head
    other = parse.child(mark, "pobj")
    if other is None or tokens[verb].head != verb or tokens[verb].pos not in ("VERB", "AUX"):
        return None
    return _named(parse, verb, other, frozenset(parse.under(mark)), "unlike")


def _while(parse: Parse, mark: int) -> Contrast | None:
    """The clause behind "while" tells of another subject than the main clause."""
    tokens = parse.tokens
    inner = tokens[mark].head
    main = tokens[inner].head
    if tokens[inner].dep != "advcl" or tokens[main].head != main:
        return None
    other = parse.child(inner, *SUBJECTS)
    mine = parse.child(main, *SUBJECTS)
    if other is None or mine is None or tokens[inner].tag not in ("VBD", "VBZ", "VBP"):
        return None
    if tokens[other].lemma == tokens[mine].lemma:
        return None
    return _named(parse, main, other, frozenset(parse.under(inner)), "while")


def _named(parse: Parse, verb: int, other: int, out: frozenset[int], way: str) -> Contrast | None:
    """The contrast, if what is on its other side is a plain phrase of few words."""
    tokens = parse.tokens
    places = [
        one
        for one in sorted(parse.under(other))
        if not any(
            tokens[up].dep in ("relcl", "acl", "appos") and up in parse.under(other)
            for up in (one, *parse.ancestors(one))
            if up != other
        )
    ]
    text = parse.span_text(places[0], places[-1] + 1).rstrip(" ,;") if places else ""
    plain = places == list(range(places[0], places[-1] + 1)) if places else False
    if not plain or not 1 <= len(places) <= 7 or tokens[other].pos not in ("NOUN", "PROPN"):
        return None
    if _POINTS.search(text):
        return None
    return Contrast(verb, text, out, way)


_POINTS = re.compile(
    r"\b(?:it|its|this|these|that|those|they|their|he|his|she|her|other|others|many|some|most|"
    r"previous|past|today|former|latter|you|your|we|our)\b",
    re.I,
)
