"""Phrases that could be options, kept by their shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.answers import tidy_phrase
from quizzes.generation.reading.happenings import (
    particular,
)
from quizzes.generation.reading.inflection import VerbForm, inflect
from quizzes.generation.reading.questions import Casing
from quizzes.generation.reading.relations import Relation
from quizzes.generation.reading.render import UNSURE
from quizzes.generation.words import content

Shape = Literal["to", "by", "it", "noun", "outcome", "clause", "do", "object"]
GOAL_FORMS: tuple[tuple[Shape, VerbForm, str], ...] = (
    ("to", "base", "purpose"),
    ("by", "gerund", "means"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something the document says that may stand among options of a shape."""

    text: str
    fact: SourceFact
    real: bool  # it answers the same kind of question about something else
    past: bool
    event: bool = False  # a noun phrase names something that happens, and not a thing


class Phrases:
    """The phrases of a module, and what is known of its words while they are gathered."""

    def __init__(
        self, known: frozenset[str], casing: Casing, relations: dict[str, tuple[Relation, ...]]
    ) -> None:
        self.known = known
        self.casing = casing
        self.relations = relations
        self.phrases: dict[Shape, list[Phrase]] = {
            "to": [], "by": [], "it": [], "noun": [], "outcome": [], "clause": [],
            "do": [], "object": [],
        }  # fmt: skip

    def add(
        self,
        shape: Shape,
        text: str,
        fact: SourceFact,
        *,
        real: bool,
        past: bool,
        event: bool = False,
    ) -> None:
        """Keep a phrase if it can be understood and says something particular."""
        text = tidy_phrase(text)
        if UNSURE in text:
            return
        if shape in ("noun", "outcome", "object") and len(particular(text)) < 2:
            return
        if not problem_with_option(text) and content(text) & self.known:
            self.phrases[shape].append(Phrase(text, fact, real, past, event))

    def it(self, lemma: str, rest: str, fact: SourceFact, *, real: bool) -> None:
        """A verb and its rest as "It did …" and as "It does …"."""
        self.add("it", f"{inflect(lemma, 'past')} {rest}", fact, real=real, past=True)
        self.add("it", f"{inflect(lemma, 'third')} {rest}", fact, real=real, past=False)
