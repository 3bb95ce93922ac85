"""Questions whose answer is a named thing with a type that it earned."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.naming import ask_for_names
from quizzes.generation.rivals import wrong_names
from quizzes.generation.sentences import tidy

WORTH = 1.05


class NameForm:
    """ "Who …?", "Which company …?", "Which of these …?" """

    name = "name"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """Every name that the sentence lets us ask for among three others of its type."""
        statement = index.reading(fact).statement
        for asked in ask_for_names(statement.text, fact, index):
            wrong = wrong_names(asked, fact, index)
            if wrong:
                yield Draft(
                    fact=fact,
                    sentence=asked.text,
                    stem=tidy(asked.stem),
                    natural=True,
                    key=asked.key.name,
                    value=None,
                    hedge="",
                    wrong=wrong,
                    index=index,
                    note=statement.note,
                    form=self.name,
                    worth=WORTH,
                )
