"""Questions about what something was done for: "Why did …?" answered by "To …"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms._relations import asked_about, draft_with, key_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.questions import ask, question


class PurposeForm:
    """Why something was done, or what it was meant to do."""

    name = "purpose"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every purpose that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "purpose":
                continue
            asked = asked_about(relation, fact, index)
            if asked is None:
                continue
            body = question(asked.clause, pool_of(index).casing)
            if body is None:
                continue
            stem = ask("Why", body)
            if relation.way == "aimed" and not asked.clause.after:
                stem = ask("What", body).removesuffix("?") + " to do?"
            key, span = key_of(relation)
            draft = draft_with(
                form=self.name, asked=asked, fact=fact, index=index,
                stem=stem,
                key=key, span=span, shape="to", lead="to ", worth=0.9,
            )  # fmt: skip
            if draft is not None:
                yield draft
