"""What every form of question does: it reads a fact and writes drafts of questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from quizzes.generation.drafts import Draft
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact

UNJUDGED = 0.4
"""Worth of a form that few have judged: below the generator's own line, so only suggested."""


class Form(Protocol):
    """One way to ask. Where it is not sure, it writes nothing."""

    name: str

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """Every question of this form for the fact, before the gates have looked at it."""
        ...
