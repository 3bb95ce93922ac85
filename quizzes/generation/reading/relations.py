"""What one statement says about another: for what purpose, by what means, why, to what effect.

A relation joins the clause that a question asks about to the words that answer it. They are only
read where the parser and the wording agree; half of what a sentence could mean is left unread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import under
from quizzes.generation.reading.goals import GOALS
from quizzes.generation.reading.happenings import ACTORS
from quizzes.generation.reading.relation_words import (
    AIMED,
    AIMS,
    BRINGING,
    COMES_FROM,
    EFFECTS,
    KNOWN,
    MAKING,
    MOVES,
    NO_AIM,
    NO_END,
    NOT_BY,
    SERVING,
)

Kind = Literal["purpose", "means", "cause", "effect"]


@dataclass(frozen=True, slots=True)
class Relation:
    """`verb` governs the clause that is asked about; `head` is the head of the answer.

    `words` are the answer's words without its marker ("to", "by", "because of"), `out` everything
    that must be left out of the question. `shape` says what the answer is: a verb phrase ("verb"),
    a noun phrase ("noun") or a clause ("clause"). `way` is how the text marks it.
    """

    kind: Kind
    parse: Parse
    verb: int
    head: int
    words: tuple[int, ...]
    out: frozenset[int]
    shape: Literal["verb", "noun", "clause"]
    way: str


def relations(parse: Parse) -> tuple[Relation, ...]:
    """Every relation that is surely in the sentence, in the order of its words."""
    found: list[Relation] = []
    for i in range(len(parse.tokens)):
        for read in READERS:
            relation = read(parse, i)
            if relation is not None:
                found.append(relation)
    return tuple(found)


def _finite(parse: Parse, verb: int) -> bool:
    """A main verb of its own: the root, or one that is joined to it with its own subject."""
    token = parse.tokens[verb]
    if token.pos not in ("VERB", "AUX"):
        return False
    if token.head == verb:
        return True
    return (
        token.dep in ("conj", "ccomp")
        and parse.tokens[token.head].head == token.head
        and any(parse.tokens[k].dep in ("nsubj", "nsubjpass") for k in parse.children(verb))
        and token.dep == "conj"
    )


def _whole(parse: Parse, i: int) -> tuple[int, ...]:
    return tuple(sorted(under(parse, i)))


def _purpose(parse: Parse, i: int) -> Relation | None:
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
    if not _finite(parse, verb):
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
    words = _whole(parse, i)
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


def _aim(parse: Parse, i: int) -> Relation | None:
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
    words = _whole(parse, i)
    if words[0] != to or to + 2 < i:
        return None
    kept = tuple(k for k in words if k >= i)
    return Relation("purpose", parse, verb, i, kept, frozenset(words), "verb", "aim")


def _origin(parse: Parse, i: int) -> Relation | None:
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
    words = _whole(parse, i)
    out = frozenset(k for k in under(parse, verb) if k >= prep)
    return Relation("cause", parse, verb, i, words, out, "noun", "origin")


def _means(parse: Parse, i: int) -> Relation | None:
    """ "… cut its costs by moving assembly to Penang": what was done by doing what."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep != "pcomp":
        return None
    by = token.head
    if parse.tokens[by].text.lower() not in ("by", "through") or parse.tokens[by].dep != "prep":
        return None
    verb = parse.tokens[by].head
    if not _finite(parse, verb) or parse.tokens[verb].lemma in NOT_BY:
        return None
    if any(parse.tokens[k].dep == "neg" for k in parse.children(i)):
        return None
    if any(parse.tokens[k].dep in ("nsubj", "poss") for k in parse.children(i)):
        return None
    words = _whole(parse, i)
    if words[0] != i or by + 1 != i:
        return None
    return Relation("means", parse, verb, i, words, frozenset({by, *words}), "verb", "by")


def _cause(parse: Parse, i: int) -> Relation | None:
    """ "… because its owners ran out of money", "… due to a shortage of coal"."""
    token = parse.tokens[i]
    low = token.text.lower()
    if low == "because" and token.dep == "mark":
        head = token.head
        if parse.tokens[head].dep != "advcl":
            return None
        verb = parse.tokens[head].head
        if not _finite(parse, verb):
            return None
        words = tuple(k for k in _whole(parse, head) if k > i)
        if not words or min(under(parse, head)) != i:
            return None
        return Relation(
            "cause", parse, verb, head, words, frozenset(under(parse, head)), "clause", "because"
        )
    two = {("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to")}
    if i + 1 >= len(parse.tokens) or (low, parse.tokens[i + 1].text.lower()) not in two:
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
    if not _finite(parse, verb):
        return None
    words = _whole(parse, noun)
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


def _outcome(parse: Parse, i: int) -> Relation | None:
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
    words = _whole(parse, i)
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


def _of_this(parse: Parse, i: int) -> Relation | None:
    """ "This allowed the port to grow": an effect of what the sentence before tells."""
    token = parse.tokens[i]
    if token.head != i or token.tag not in ("VBD", "VBZ") or not is_effect(parse, i):
        return None
    subject = parse.child(i, "nsubj")
    if subject is None or parse.tokens[parse.subtree(subject)[0]].text != "This":
        return None
    if parse.subtree(subject)[0] != 0 or token.lemma in ("lead", "result", "contribute"):
        return None
    words = tuple(k for k in _whole(parse, i) if k >= i and parse.tokens[k].text != ".")
    return Relation("effect", parse, i, i, words, frozenset(), "verb", "this")


def _effect(parse: Parse, i: int) -> Relation | None:
    """ "…, leading to a shortage of coal": what came of the main clause."""
    token = parse.tokens[i]
    if token.tag != "VBG" or token.dep != "advcl" or not is_effect(parse, i):
        return None
    verb = token.head
    words = _whole(parse, i)
    start = words[0]
    if not _finite(parse, verb) or start < verb or start == 0:
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


READERS = (_purpose, _aim, _means, _cause, _origin, _effect, _outcome, _of_this)
