"""Why: what "because", "due to" and "caused by" hang on a main verb."""

from __future__ import annotations

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import under
from quizzes.generation.reading.relation import Relation, finite, whole_of
from quizzes.generation.reading.relation_words import (
    COMES_FROM,
)

_OF_TWO_WORDS = {"because": "of", "due": "to", "owing": "to", "thanks": "to"}


def cause(parse: Parse, i: int) -> Relation | None:
    """ "… because its owners ran out of money", "… due to a shortage of coal"."""
    token = parse.tokens[i]
    low = token.text.lower()
    if low == "because" and token.dep == "mark":
        head = token.head
        if parse.tokens[head].dep != "advcl":
            return None
        verb = parse.tokens[head].head
        if not finite(parse, verb):
            return None
        words = tuple(k for k in whole_of(parse, head) if k > i)
        if not words or min(under(parse, head)) != i:
            return None
        return Relation(
            "cause", parse, verb, head, words, frozenset(under(parse, head)), "clause", "because"
        )
    second = _OF_TWO_WORDS.get(low)
    if second is None or i + 1 >= len(parse.tokens) or parse.tokens[i + 1].text.lower() != second:
        return None
    noun = next(
        (
            k for k in range(i + 2, len(parse.tokens))
            if parse.tokens[k].dep == "pobj" and parse.tokens[k].head in (i, i + 1)
        ), None,
    )  # fmt: skip
    if noun is None:
        return None
    top = i
    while parse.tokens[top].head in (i, i + 1):
        if parse.tokens[top].head == top:
            return None
        top = parse.tokens[top].head
    verb = parse.tokens[top].head
    if not finite(parse, verb):
        return None
    words = whole_of(parse, noun)
    if words[0] < i + 2:
        return None
    if any(
        t.text.lower() in ("not", "solely", "merely", "n't")
        for t in parse.tokens[max(0, i - 3) : i]
    ):
        return None
    out = frozenset({i, i + 1, *words})
    return Relation(
        "cause", parse, verb, noun, words, out, "noun", f"{low} {parse.tokens[i + 1].text.lower()}"
    )


def origin(parse: Parse, i: int) -> Relation | None:
    """ "The strike was caused by a cut in wages", "… resulted from a cut in wages"."""
    token = parse.tokens[i]
    if token.dep != "pobj" or token.pos not in ("NOUN", "PROPN"):
        return None
    prep = token.head
    verb = parse.tokens[prep].head
    low = parse.tokens[prep].text.lower()
    lemma = parse.tokens[verb].lemma
    caused = (
        low == "by" and lemma in ("cause", "trigger", "spark") and parse.tokens[verb].tag == "VBN"
    )
    if not caused and not (low == "from" and lemma in COMES_FROM):
        return None
    if parse.tokens[verb].head != verb or not any(
        parse.tokens[k].dep in ("nsubj", "nsubjpass") for k in parse.children(verb)
    ):
        return None
    words = whole_of(parse, i)
    out = frozenset(k for k in under(parse, verb) if k >= prep)
    return Relation("cause", parse, verb, i, words, out, "noun", "origin")
