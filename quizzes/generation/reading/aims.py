"""What for, and by what means: deeds that hang on a deed."""

from __future__ import annotations

from quizzes.generation.parse import Parse
from quizzes.generation.reading.goals import GOALS
from quizzes.generation.reading.relation import Relation, finite, whole_of
from quizzes.generation.reading.relation_words import (
    AIMED,
    AIMS,
    KNOWN,
    MOVES,
    NO_AIM,
    NO_END,
    NOT_BY,
    SERVING,
)


def purpose(parse: Parse, i: int) -> Relation | None:
    """ "… opened a plant in Hong Kong to assemble transistors"; "… was designed to cut costs"."""
    token = parse.tokens[i]
    if token.tag != "VB" or token.dep not in ("advcl", "xcomp") or token.head == i:
        return None
    to = next((k for k in parse.children(i) if parse.tokens[k].tag == "TO"), None)
    if to is None or token.lemma in NO_END or to + 2 < i:
        return None
    if any(parse.tokens[k].dep in ("nsubj", "neg", "auxpass") for k in parse.children(i)):
        return None
    verb = token.head
    governor = parse.tokens[verb]
    if not finite(parse, verb):
        return None
    passive = any(parse.tokens[k].dep == "auxpass" for k in parse.children(verb))
    aimed = passive and governor.lemma in AIMED
    serving = governor.lemma in SERVING and (
        passive or any(parse.tokens[k].dep == "dobj" for k in parse.children(verb))
    )
    if not aimed and not serving:
        if token.dep == "xcomp" or governor.lemma in NO_AIM:
            return None
        active = any(parse.tokens[k].dep == "dobj" for k in parse.children(verb))
        if not active and not passive and i > verb and governor.lemma not in MOVES:
            return None
    words = whole_of(parse, i)
    before = [one.text.lower() for one in parse.tokens[max(0, to - 5) : to]]
    if "the" in before and {"first", "last", "only"} & set(before):
        return None  # "the first port to open a dock"
    if token.lemma not in GOALS and token.lemma not in KNOWN:
        return None  # "to wartime priorities": the tagger took a noun for a verb
    start = words[0]
    marker = set(words[: words.index(to) + 1])
    # "in order to", "so as to"
    for lead in (("in", "order"), ("so", "as")):
        texts = tuple(t.text.lower() for t in parse.tokens[max(0, start - 2) : start])
        if texts == lead:
            marker |= {start - 2, start - 1}
    out = frozenset(set(words) | marker)
    kept = tuple(k for k in words if k not in marker and k >= i)
    if any(k < i and k not in marker for k in words):
        return None
    return Relation("purpose", parse, verb, i, kept, out, "verb", "aimed" if aimed else "to")


def aim(parse: Parse, i: int) -> Relation | None:
    """ "The mission of the fleet was to lay mines": what somebody's aim was."""
    token = parse.tokens[i]
    verb = token.head
    if token.tag != "VB" or token.dep not in ("xcomp", "ccomp") or parse.tokens[verb].lemma != "be":
        return None
    subject = parse.child(verb, "nsubj")
    if (
        subject is None
        or parse.tokens[subject].lemma not in AIMS
        or parse.tokens[verb].head != verb
    ):
        return None
    to = next((k for k in parse.children(i) if parse.tokens[k].tag == "TO"), None)
    if to is None or any(parse.tokens[k].dep in ("nsubj", "neg") for k in parse.children(i)):
        return None
    words = whole_of(parse, i)
    if words[0] != to or to + 2 < i:
        return None
    kept = tuple(k for k in words if k >= i)
    return Relation("purpose", parse, verb, i, kept, frozenset(words), "verb", "aim")


def means(parse: Parse, i: int) -> Relation | None:
    """ "… cut its costs by moving assembly to Penang": what was done by doing what."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep != "pcomp":
        return None
    by = token.head
    if parse.tokens[by].text.lower() not in ("by", "through") or parse.tokens[by].dep != "prep":
        return None
    verb = parse.tokens[by].head
    if not finite(parse, verb) or parse.tokens[verb].lemma in NOT_BY:
        return None
    if any(parse.tokens[k].dep == "neg" for k in parse.children(i)):
        return None
    if any(parse.tokens[k].dep in ("nsubj", "poss") for k in parse.children(i)):
        return None
    words = whole_of(parse, i)
    if words[0] != i or by + 1 != i:
        return None
    return Relation("means", parse, verb, i, words, frozenset({by, *words}), "verb", "by")
