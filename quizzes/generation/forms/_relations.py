"""What the forms about relations share: from a relation to a draft, or to nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.forms._context import sentence_before, stands_with_name, with_country
from quizzes.generation.forms._context import titled as titled
from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.forms._relation_options import NOUNS, wrong_phrases
from quizzes.generation.forms._relation_pool import Shape, pool_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.answers import answer_words, single, tidy_phrase, whole
from quizzes.generation.reading.clause import Clause, clause_at
from quizzes.generation.reading.happenings import happening, particular
from quizzes.generation.reading.questions import told
from quizzes.generation.reading.relations import Relation
from quizzes.generation.reading.render import render
from quizzes.generation.sentences import names_in, tidy

_THIS = re.compile(r"(?:this|these)\b", re.I)
_PRONOUNS = {"it", "he", "she", "they", "this", "these", "that", "those"}


# Of what there are five or many was said in the sentence before.
_UNSAID = re.compile(
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|many|several|some|certain|other|others|more|"
    r"most|few|additional|various|both|all|one|another|each|half|nearly|about|over|around)\b(?!\s(?-i:[A-Z]))",
    re.I,
)


# What is said of these without a name is advice or opinion, and much else is true as well.
_ANYBODY = re.compile(
    r"(?:people|individuals|students|users|gamers|companies|organizations|businesses|developers|"
    r"founders|entrepreneurs|managers|leaders|investors|customers|monopolies|humans|one|everyone|"
    r"anyone|readers|learners|creators|teams|employees|candidates)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation with the clause that is asked about; `note` says what was put for pronouns.

    `quote` is the sentence before, which the stem must repeat because the clause says "this".
    """

    relation: Relation
    clause: Clause
    note: str
    quote: str = ""

    @property
    def sentence(self) -> str:
        """What the gates read as the stem's statement."""
        return self.quote or told(self.clause)


def asked_about(relation: Relation, fact: SourceFact, index: ModuleIndex) -> Asked | None:
    """The clause of a relation with its subject named; None when it is no safe ground."""
    lead = fact.lead_in.strip().rstrip(":").strip()
    if lead and fact.text.startswith(lead) and fact.text[len(lead) :].lstrip()[:1].isupper():
        return None  # a heading that runs into its sentence
    references = index.reading(fact).references
    put = with_country(relation.parse, references.replaced, index)
    clause = clause_at(relation.parse, relation.verb, relation.out, put)
    if clause is None:
        return None
    subject = clause.subject_text()
    note = ", ".join(references.names)
    if _THIS.match(subject):
        quote = sentence_before(fact, index)
        rest = told(clause, subject="").lstrip()
        if not quote or clause.before or not stands_with_name(rest, fact, index):
            return None
        return Asked(relation, clause, note, quote)
    if _ANYBODY.fullmatch(subject) and not names_in(told(clause), index.known):
        return None
    if _UNSAID.match(subject) or subject.lower() in _PRONOUNS:
        return None
    return Asked(relation, clause, note)


def key_of(relation: Relation, *, alone: bool = False) -> tuple[str, str]:
    """The answer without its marker, and the words of the sentence that state it.

    `alone` leaves out verbs joined to the first, for answers whose verb changes its form.
    """
    words = answer_words(relation)
    if alone:
        words = single(relation, words)
    if not whole(relation, words):
        return "", ""
    text = tidy_phrase(render(relation.parse, words))
    span = relation.parse.span_text(words[0], words[-1] + 1)
    return text, span.rstrip(" ,;")


def capital(text: str) -> str:
    """With a capital, as every option begins."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Answer:
    """The right answer: its words without marker, those of the sentence that state it, its shape.

    Every option is dressed as `lead`, its words and `stop`; `past` is the tense of its verb.
    """

    key: str
    span: str
    shape: Shape
    lead: str = ""
    past: bool = True
    stop: str = ""

    def dressed(self, text: str) -> str:
        """A phrase as an option."""
        return capital(f"{self.lead}{text}") + self.stop


def framed(stem: str, asked: Asked, fact: SourceFact, index: ModuleIndex) -> str:
    """The stem behind the sentence that its "this" needs, or behind the title where it needs it."""
    if asked.quote:
        return titled(f"{asked.quote} {stem}", fact, index)
    named = bool(names_in(f"x {asked.clause.subject_text()}", index.known))
    return titled(stem, fact, index, named=named)


def draft_with(
    *,
    asked: Asked,
    stem: str,
    form: str,
    fact: SourceFact,
    index: ModuleIndex,
    answer: Answer,
    worth: float,
    event: bool | None = None,
) -> Draft | None:
    """The draft about a relation with three wrong phrases, or None when there are not three."""
    head = asked.relation.parse.tokens[asked.relation.head]
    return draft_of_phrases(
        stem=framed(stem, asked, fact, index), sentence=asked.sentence, note=asked.note,
        form=form, fact=fact, index=index, answer=answer, worth=worth,
        subject=asked.clause.subject_text(),
        event=happening(head.lemma) if event is None else event,
    )  # fmt: skip


def draft_of_phrases(
    *,
    stem: str,
    sentence: str,
    note: str,
    form: str,
    fact: SourceFact,
    index: ModuleIndex,
    answer: Answer,
    worth: float,
    subject: str = "",
    event: bool = True,
) -> Draft | None:
    """The draft with three wrong phrases of the shape, or None when there are not three."""
    if problem_with_option(answer.key):
        return None
    wrong = wrong_phrases(
        answer.key, stem, fact, index, answer.shape, past=answer.past, subject=subject, event=event
    )
    if len(wrong) < 3:
        return None
    return Draft(
        fact=fact,
        sentence=sentence,
        stem=tidy(stem),
        natural=True,
        key=answer.dressed(answer.key),
        value=None,
        hedge="",
        wrong=tuple(Wrong(answer.dressed(one.text), one.number, one.fact) for one in wrong),
        index=index,
        note=note,
        form=form,
        span=answer.span,
        checks=_checks(answer.key, answer.shape, index),
        worth=worth,
    )


def _checks(key: str, shape: Shape, index: ModuleIndex) -> tuple[CheckResult, ...]:
    pool = pool_of(index)
    said = len(particular(key))
    named = bool(names_in(f"x {key}", index.known))
    enough = said >= 2 if shape in NOUNS else bool(pool.telling(key)) or named or said >= 3
    if not enough:
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
