"""What one fact says, with what is only understood from the facts around it put in."""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.references import Statement

from .asking import Manner
from .references import References


@dataclass(frozen=True)
class Reading:
    """A fact, its parse (None when it was not parsed) and its sentence with its subject named.

    `references` says which words were replaced by what they point at; `manner` writes words of the
    parse with these replacements.
    """

    fact: SourceFact
    parse: Parse | None
    statement: Statement
    references: References
    manner: Manner
