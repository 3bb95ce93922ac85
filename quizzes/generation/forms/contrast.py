"""What one thing did, or is like, unlike another that the sentence sets it apart from."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._context import with_country
from quizzes.generation.forms._option_words import OWN
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms._relations import Answer, draft_of_phrases
from quizzes.generation.forms.base import UNJUDGED
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import tidy_phrase
from quizzes.generation.reading.clause import clause_at
from quizzes.generation.reading.contrasts import Contrast, contrasts
from quizzes.generation.reading.inflection import inflect
from quizzes.generation.reading.questions import uncapitalised
from quizzes.generation.reading.render import UNSURE, render

_PRONOUNS = {
    "it",
    "its",
    "he",
    "his",
    "she",
    "her",
    "they",
    "their",
    "this",
    "these",
    "that",
    "those",
}


class ContrastForm:
    """ "What did Velby do, unlike Lund?" """

    name = "contrast"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every contrast that the sentence draws."""
        parse = index.parse(fact)
        if parse is None:
            return
        for one in contrasts(parse):
            draft = _draft(one, parse, fact, index)
            if draft is not None:
                yield draft


def _draft(one: Contrast, parse: Parse, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    references = index.reading(fact).references
    put = with_country(parse, references.replaced, index)
    clause = clause_at(parse, one.verb, one.out, put)
    if clause is None or clause.auxiliaries:
        return None
    subject = clause.subject_text()
    who = uncapitalised(clause, clause.subject[0], subject, pool_of(index).casing)
    token = parse.tokens[one.verb]
    rest = render(parse, clause.after, put)
    if who.split()[0].lower() in _PRONOUNS or who.lower() == one.other.lower():
        return None
    if UNSURE in who or "," in subject or not rest or OWN.search(rest):
        return None
    if clause.plural_subject and not clause.past:
        return None  # "They keep": the phrases of the document stand in the singular
    past = clause.past
    verb = (
        token.text.lower()
        if token.lemma == "be"
        else inflect(token.lemma, "past" if past else "third")
    )
    what = {True: "did", False: "does"}[past]
    stem = f"What {what} {who} do, unlike {one.other}?"
    if token.lemma == "be":
        stem = f"What was said of {who}, unlike {one.other}?"
    first, last = min(one.verb, *clause.after), max(clause.after) + 1
    return draft_of_phrases(
        stem=f"In ‘{fact.title}’: {stem[0].lower()}{stem[1:]}",
        sentence=fact.text, note=", ".join(references.names),
        form="contrast", fact=fact, index=index, worth=UNJUDGED, subject=subject,
        answer=Answer(
            tidy_phrase(f"{verb} {rest}"), parse.span_text(first, last).rstrip(" ,;."), "it",
            past=past,
        ),
    )  # fmt: skip
