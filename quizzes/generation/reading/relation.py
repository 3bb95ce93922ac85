"""What a relation is, and what every reader of relations looks at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import under

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


def finite(parse: Parse, verb: int) -> bool:
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


def whole_of(parse: Parse, i: int) -> tuple[int, ...]:
    return tuple(sorted(under(parse, i)))
