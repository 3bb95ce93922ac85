"""Questions about why something came about: "Why …?" answered by "Because of …"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._relation_pool import Shape, pool_of
from quizzes.generation.forms._relations import asked_about, draft_with, key_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.answers import finite_past
from quizzes.generation.reading.questions import ask, question


class CauseForm:
    """Why something was so, where "because" or "due to" hangs on the main verb."""

    name = "cause"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every cause that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "cause":
                continue
            asked = asked_about(relation, fact, index)
            body = question(asked.clause, pool_of(index).casing) if asked else None
            if asked is None or body is None:
                continue
            key, span = key_of(relation)
            shape: Shape = "noun" if relation.shape == "noun" else "clause"
            draft = draft_with(
                form=self.name, asked=asked, fact=fact, index=index,
                stem=ask("Why", body),
                key=key, span=span, shape=shape,
                lead="because of " if shape == "noun" else "because ",
                past=finite_past(relation.parse, relation.head), worth=0.85,
            )  # fmt: skip
            if draft is not None:
                yield draft
