"""Questions about why something came about: "Why …?" answered by "Because of …"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._relation_pool import Shape, pool_of
from quizzes.generation.forms._relations import Answer, Asked, asked_about, draft_with, key_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.answers import finite_past
from quizzes.generation.reading.questions import ask, question, uncapitalised
from quizzes.generation.reading.render import UNSURE


class CauseForm:
    """Why something was so, where "because" or "due to" hangs on the main verb."""

    name = "cause"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every cause that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "cause":
                continue
            asked = asked_about(relation, fact, index)
            if asked is None:
                continue
            draft = (
                _of_origin(asked, fact, index)
                if relation.way == "origin"
                else _of_reason(asked, fact, index)
            )
            if draft is not None:
                yield draft


def _of_reason(asked: Asked, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    """ "Why did the ferry company close?" """
    relation = asked.relation
    body = question(asked.clause, pool_of(index).casing)
    if body is None:
        return None
    key, span = key_of(relation)
    shape: Shape = "noun" if relation.shape == "noun" else "clause"
    return draft_with(
        form="cause", asked=asked, fact=fact, index=index, stem=ask("Why", body),
        worth=0.85,
        answer=Answer(
            key, span, shape, "because of " if shape == "noun" else "because ",
            past=finite_past(relation.parse, relation.head),
        ),
    )  # fmt: skip


def _of_origin(asked: Asked, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    """ "What caused the strike?" """
    clause = asked.clause
    if clause.before or clause.between:
        return None
    subject = uncapitalised(clause, clause.subject[0], clause.subject_text(), pool_of(index).casing)
    if UNSURE in subject:
        return None
    key, span = key_of(asked.relation)
    return draft_with(
        form="cause", asked=asked, fact=fact, index=index,
        stem=f"What {'caused' if clause.past else 'causes'} {subject}?",
        answer=Answer(key, span, "noun"), worth=0.85,
    )  # fmt: skip
