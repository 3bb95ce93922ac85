"""What one fact says, with what is only understood from the facts around it put in."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.references import Statement


@dataclass(frozen=True)
class Reading:
    """A fact, its parse (None when it was not parsed) and its sentence with its subject named."""

    fact: SourceFact
    parse: Parse | None
    statement: Statement


def read(fact: SourceFact, parse: Parse | None, statement: Statement) -> Reading:
    """The reading of one fact."""
    return Reading(fact, parse, statement)
