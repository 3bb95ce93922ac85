"""The form whose questions a language model worded: its replies become drafts like any other's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quizzes.generation.drafts import Draft
from quizzes.generation.gates.common import passed
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.sentences import tidy
from quizzes.generation.values import hedge_of

from .figures import figure_in
from .reply import Reply
from .support import evidence_stands, key_is_hidden, stem_is_said, stem_is_whole, wrong_ones

NAME = "model"
WRITTEN_BY = "written by"
# Below the generator's own line: until enough of them were judged for the ranker to know the form,
# they are suggestions that an instructor may open.
WORTH = 0.4


class ModelForm:
    """Replies that were given before, by the fact's id. Nothing is asked of anybody here."""

    name = NAME

    def __init__(self, replies: Mapping[str, Reply], model: str) -> None:
        self.replies = replies
        self.model = model

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """The question of the fact, with our checks of what it rests on."""
        reply = self.replies.get(fact.id)
        if reply is not None:
            yield self._draft(reply, fact, index)

    def _draft(self, reply: Reply, fact: SourceFact, index: ModuleIndex) -> Draft:
        statement = index.reading(fact).statement
        value = figure_in(statement.text, reply.key)
        wrong, of_document = wrong_ones(reply, fact, statement.text, value, index)
        checks: tuple[CheckResult, ...] = (
            passed(
                WRITTEN_BY,
                f"A language model ({self.model}) wrote this question. Its evidence was compared"
                " with the document, and it passed the same checks as every other question.",
            ),
            evidence_stands(reply, fact),
            stem_is_whole(reply),
            stem_is_said(reply, fact, statement.text, index),
            key_is_hidden(reply),
            of_document,
        )
        return Draft(
            fact=fact,
            sentence=statement.text,
            stem=tidy(reply.stem),
            natural=True,
            key=reply.key,
            value=value,
            hedge=hedge_of(statement.text, value) if value else "",
            wrong=wrong,
            index=index,
            note=statement.note,
            form=NAME,
            checks=checks,
            worth=WORTH,
        )
