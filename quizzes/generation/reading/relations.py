"""What one statement says about another: for what purpose, by what means, why, to what effect.

A relation joins the clause that a question asks about to the words that answer it. They are only
read where the parser and the wording agree; half of what a sentence could mean is left unread.
"""

from __future__ import annotations

from quizzes.generation.parse import Parse
from quizzes.generation.reading.aims import aim, means, purpose
from quizzes.generation.reading.causes import cause, origin
from quizzes.generation.reading.effects import effect, is_effect, of_this, outcome
from quizzes.generation.reading.relation import Kind, Relation

READERS = (purpose, aim, means, cause, origin, effect, outcome, of_this)


def relations(parse: Parse) -> tuple[Relation, ...]:
    """Every relation that is surely in the sentence, in the order of its words."""
    found: list[Relation] = []
    for i in range(len(parse.tokens)):
        for read in READERS:
            relation = read(parse, i)
            if relation is not None:
                found.append(relation)
    return tuple(found)


__all__ = ["READERS", "Kind", "Relation", "is_effect", "relations"]
