"""Questions about how something was done: "How did …?" answered by "By …ing …"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms._relations import Answer, asked_about, draft_with, key_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.questions import ask, question


class MeansForm:
    """By doing what somebody did something."""

    name = "means"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every means that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "means":
                continue
            asked = asked_about(relation, fact, index)
            body = question(asked.clause, pool_of(index).casing) if asked else None
            if asked is None or body is None:
                continue
            key, span = key_of(relation)
            draft = draft_with(
                form=self.name, asked=asked, fact=fact, index=index,
                stem=ask("How", body),
                answer=Answer(key, span, "by", "by "), worth=0.95,
            )  # fmt: skip
            if draft is not None:
                yield draft
