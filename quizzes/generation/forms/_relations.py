"""What the forms about relations share: from a relation to a draft, or to nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.forms._relation_options import wrong_phrases
from quizzes.generation.forms._relation_pool import Shape, pool_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.answers import answer_words, single, tidy_phrase
from quizzes.generation.reading.clause import Clause, clause_at
from quizzes.generation.reading.relations import Relation
from quizzes.generation.reading.render import render
from quizzes.generation.sentences import names_in, tidy

_PRONOUNS = {"it", "he", "she", "they", "this", "these", "that", "those"}


# Of what there are five or many was said in the sentence before.
_UNSAID = re.compile(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|some|certain|other|others|more|"
    r"most|few|additional|various|both|all|one|another|each|half|nearly|about|over|around)\b(?!\s(?-i:[A-Z]))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation with the clause that is asked about; `note` says what was put for pronouns."""

    relation: Relation
    clause: Clause
    note: str


def asked_about(relation: Relation, fact: SourceFact, index: ModuleIndex) -> Asked | None:
    """The clause of a relation with its subject named; None when it is no safe ground."""
    lead = fact.lead_in.strip().rstrip(":").strip()
    if lead and fact.text.startswith(lead) and fact.text[len(lead) :].lstrip()[:1].isupper():
        return None  # a heading that runs into its sentence
    references = index.reading(fact).references
    clause = clause_at(relation.parse, relation.verb, relation.out, references.replaced)
    if clause is None:
        return None
    subject = clause.subject_text()
    if _UNSAID.match(subject) or subject.lower() in _PRONOUNS:
        return None
    return Asked(relation, clause, ", ".join(references.names))


def key_of(relation: Relation, *, alone: bool = False) -> tuple[str, str]:
    """The answer without its marker, and the words of the sentence that state it.

    `alone` leaves out verbs joined to the first, for answers whose verb changes its form.
    """
    words = answer_words(relation)
    if alone:
        words = single(relation, words)
    if not words:
        return "", ""
    text = tidy_phrase(render(relation.parse, words))
    span = relation.parse.span_text(words[0], words[-1] + 1)
    return text, span.rstrip(" ,;")


def capital(text: str) -> str:
    """With a capital, as every option begins."""
    return text[:1].upper() + text[1:]


def titled(stem: str, fact: SourceFact, index: ModuleIndex) -> str:
    """The stem, led by the document's title where nothing in it is named."""
    if names_in(stem, index.known) or any(
        len(term) > 3 and term.lower() in stem.lower() for term in fact.terms
    ):
        return stem
    return f"In ‘{fact.title}’: {stem[:1].lower()}{stem[1:]}"


def draft_with(
    *,
    form: str,
    asked: Asked,
    fact: SourceFact,
    index: ModuleIndex,
    stem: str,
    sentence: str,
    key: str,
    span: str,
    shape: Shape,
    lead: str,
    worth: float,
    past: bool = True,
    stop: str = "",
) -> Draft | None:
    """The draft with three wrong phrases of the shape, or None when there are not three."""
    if problem_with_option(key):
        return None
    wrong = wrong_phrases(key, stem, fact, index, shape, past=past)
    if len(wrong) < 3:
        return None

    def dressed(text: str) -> str:
        return capital(f"{lead}{text}") + stop

    return Draft(
        fact=fact,
        sentence=sentence,
        stem=tidy(stem),
        natural=True,
        key=dressed(key),
        value=None,
        hedge="",
        wrong=tuple(Wrong(dressed(one.text), one.number, one.fact) for one in wrong),
        index=index,
        note=asked.note,
        form=form,
        span=span,
        checks=_checks(key, stem, index),
        worth=worth,
    )


def _checks(key: str, stem: str, index: ModuleIndex) -> tuple[CheckResult, ...]:
    pool = pool_of(index)
    if not pool.telling(key):
        return (
            CheckResult(
                "telling answer",
                False,
                "The answer says nothing particular; it would fit anything.",
            ),
        )
    return (
        CheckResult("telling answer", True, "The answer says something particular."),
        CheckResult("one shape", True, "All options are phrases of one shape."),
        CheckResult(
            "also true", True,
            "Every wrong answer is said of something else, in another section, and shares no "
            "name and no telling word with the question.",
        ),
    )  # fmt: skip
