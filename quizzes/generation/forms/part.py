"""Which of these belongs to …? The others are parts of other things."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._context import titled
from quizzes.generation.forms._listed import Listed, among_others, lists_in, shown
from quizzes.generation.forms.base import UNJUDGED
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.clause import clause_at
from quizzes.generation.reading.questions import Casing, ask, question, told
from quizzes.generation.sentences import names_in, tidy


class PartForm:
    """A whole, and which of four things the document counts among its parts."""

    name = "part"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every whole whose parts the fact lists."""
        drafts = (_draft(listed, index) for listed in lists_in(fact, index, "part"))
        yield from (draft for draft in drafts if draft is not None)


def _draft(listed: Listed, index: ModuleIndex) -> Draft | None:
    fact, listing = listed.fact, listed.listing
    parse = index.parse(fact)
    found = among_others(listed, index)
    if found is None or parse is None:
        return None
    references = index.reading(fact).references
    clause = clause_at(parse, listing.verb, listing.out, references.replaced)
    asked = question(clause, Casing(index.known, index.common)) if clause is not None else None
    if clause is None or asked is None or clause.subject_text().lower() in _PRONOUNS:
        return None
    item, wrong = found
    stem = ask("Which of these", asked)
    named = bool(names_in(f"x {clause.subject_text()}", index.known))
    return Draft(
        fact=fact,
        sentence=f"{told(clause).rstrip('.')} {item.text}.",
        stem=tidy(titled(stem, fact, index, named=named)),
        natural=True,
        key=shown(item),
        value=None,
        hedge="",
        wrong=wrong,
        index=index,
        note=", ".join(references.names),
        form="part",
        span=item.text,
        checks=(
            CheckResult("also true", True, "The other options are listed under something else."),
        ),
        worth=UNJUDGED,
        parsed=True,
    )


_PRONOUNS = {"it", "he", "she", "they", "this", "these", "that", "those", "we", "you", "i", "which"}
