"""What came of it: participles, "led to", and the next sentence's "This"."""

from __future__ import annotations

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import under
from quizzes.generation.reading.happenings import ACTORS
from quizzes.generation.reading.relation import Relation, finite, whole_of
from quizzes.generation.reading.relation_words import (
    BRINGING,
    EFFECTS,
    MAKING,
)


def is_effect(parse: Parse, verb: int) -> bool:
    """Whether a verb says what something brought about."""
    lemma = parse.tokens[verb].lemma
    kinds = {parse.tokens[i].dep for i in parse.children(verb)}
    if lemma == "make":  # "making imports dear", not "making a decision"
        return bool(kinds & {"ccomp", "xcomp", "oprd", "acomp"})
    if lemma in ("lead", "contribute", "result", "turn", "open", "push", "bring", "help", "drive"):
        return bool(kinds & {"prep", "ccomp", "xcomp", "prt"}) or lemma not in ("turn", "lead")
    return lemma in EFFECTS


_OUTCOMES = {"lead": "to", "result": "in", "contribute": "to", "give": "to"}


def outcome(parse: Parse, i: int) -> Relation | None:
    """ "The strike led to a shortage of coal", "Frost can weaken the stone of a quay"."""
    token = parse.tokens[i]
    if token.pos != "NOUN":
        return None
    if token.dep == "pobj":
        prep = token.head
        verb = parse.tokens[prep].head
        if _OUTCOMES.get(parse.tokens[verb].lemma) != parse.tokens[prep].text.lower():
            return None
    elif token.dep == "dobj" and parse.tokens[token.head].lemma in BRINGING:
        verb = token.head
    else:
        return None
    if parse.tokens[verb].head != verb or not _told(parse, verb):
        return None
    words = whole_of(parse, i)
    if words[0] < verb or any(parse.tokens[k].tag == "TO" for k in words):
        return None
    out = frozenset(k for k in under(parse, verb) if k >= words[0])
    if token.dep == "dobj" and _acts(parse, verb):
        return None  # "Lund lowered its fees": a deed, and no effect
    made = token.dep == "pobj" or parse.tokens[verb].lemma in MAKING
    way = "root" if made else "object"
    return Relation("effect", parse, verb, i, words, out, "noun", way)


def _acts(parse: Parse, verb: int) -> bool:
    """Whether the subject of a verb is somebody."""
    subject = parse.child(verb, "nsubj")
    if subject is None:
        return False
    token = parse.tokens[subject]
    named = token.entity in ("ORG", "PERSON", "GPE", "NORP") or token.pos == "PRON"
    named = named or (token.pos == "PROPN" and parse.tokens[verb].tag == "VBD")
    return named or bool(ACTORS.search(token.text))


def _told(parse: Parse, verb: int) -> bool:
    """Whether a verb is finite, or stands behind "can"."""
    helpers = [parse.tokens[k].lemma for k in parse.children(verb) if parse.tokens[k].dep == "aux"]
    if helpers:
        return helpers == ["can"]
    return parse.tokens[verb].tag in ("VBD", "VBZ", "VBP")


def of_this(parse: Parse, i: int) -> Relation | None:
    """ "This allowed the port to grow": an effect of what the sentence before tells."""
    token = parse.tokens[i]
    if token.head != i or token.tag not in ("VBD", "VBZ") or not is_effect(parse, i):
        return None
    subject = parse.child(i, "nsubj")
    if subject is None or parse.tokens[parse.subtree(subject)[0]].text != "This":
        return None
    if parse.subtree(subject)[0] != 0 or token.lemma in ("lead", "result", "contribute"):
        return None
    words = tuple(k for k in whole_of(parse, i) if k >= i and parse.tokens[k].text != ".")
    return Relation("effect", parse, i, i, words, frozenset(), "verb", "this")


def effect(parse: Parse, i: int) -> Relation | None:
    """ "…, leading to a shortage of coal": what came of the main clause."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep != "advcl" or not is_effect(parse, i):
        return None
    verb = token.head
    words = whole_of(parse, i)
    start = words[0]
    if not finite(parse, verb) or start < verb or start == 0:
        return None
    if parse.tokens[start - 1].text != ",":
        return None
    if any(
        parse.tokens[k].dep in ("mark", "nsubj", "neg", "prep") and k < i for k in parse.children(i)
    ):
        return None
    if any(k < i and parse.tokens[k].dep != "advmod" for k in words):
        return None
    return Relation(
        "effect",
        parse,
        verb,
        i,
        tuple(k for k in words if k >= i),
        frozenset({start - 1, *words}),
        "verb",
        "participle",
    )
