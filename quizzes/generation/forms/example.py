"""Which of these is an example of …? The others are examples of other things."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._listed import Listed, among_others, lists_in, shown
from quizzes.generation.forms.base import UNJUDGED
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.sentences import tidy

FEWEST_WORDS = 2  # of the kind: of "companies" there are examples everywhere


class ExampleForm:
    """A kind of thing, and which of four things the document gives as an example of it."""

    name = "example"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every kind of which the fact lists examples."""
        drafts = (_draft(listed, index) for listed in lists_in(fact, index, "example"))
        yield from (draft for draft in drafts if draft is not None)


def _draft(listed: Listed, index: ModuleIndex) -> Draft | None:
    fact, kind = listed.fact, listed.listing.whole
    if len(kind.split()) < FEWEST_WORDS:
        return None
    found = among_others(listed, index)
    if found is None:
        return None
    item, wrong = found
    return Draft(
        fact=fact,
        sentence=fact.text,
        stem=tidy(f"In ‘{fact.title}’: which of these is given as an example of {kind}?"),
        natural=True,
        key=shown(item),
        value=None,
        hedge="",
        wrong=wrong,
        index=index,
        form="example",
        span=item.text,
        checks=(
            CheckResult(
                "also true", True, "The other options are listed as examples of something else."
            ),
        ),
        worth=UNJUDGED,
        parsed=True,
    )
