"""Questions with everything said about them: what was chosen, what is right, why, and where.

Build these records only where the quiz lets its answers be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from quizzes.models import Attempt, Response
from quizzes.sources import Evidence, SourceBook, why_now
from quizzes.taking.asking import in_order
from quizzes.taking.kept_versions import Kept, kept_of, responses_of, stamp_for
from quizzes.wording import credit_words, letter_of

# A part of a mark counts as the whole from here on: sums of thirds miss 1 by a hair.
WHOLE = 1 - 1e-9


@dataclass(frozen=True)
class ToldOption:
    letter: str
    text: str
    chosen: bool
    correct: bool
    why: str
    evidence: Evidence | None
    elsewhere: str = ""
    """The lesson that a wrong option really belongs to, where it is another one."""
    place: str = ""
    """All that its lines depend on besides the version, in one word."""


@dataclass(frozen=True)
class Told:
    """A question that was graded, with everything said about it."""

    position: int
    stem: SafeString
    several: bool
    mark: float
    options: tuple[ToldOption, ...]
    explanation: SafeString
    sentence: str
    evidence: Evidence | None
    credit: str = ""
    """How several right answers are counted, in words; "" where one is right."""
    kept: Kept | None = None
    """Where templates keep what the version alone decides."""

    @property
    def right(self) -> bool:
        return self.mark >= WHOLE

    @property
    def partly(self) -> bool:
        return 0 < self.mark < WHOLE

    @property
    def answered(self) -> bool:
        return any(option.chosen for option in self.options)

    @property
    def verdict(self) -> str:
        """ "Right", "Partly right", "Not right" or "No answer"."""
        if not self.answered:
            return "No answer"
        return "Right" if self.right else "Partly right" if self.partly else "Not right"


def told_questions(attempt: Attempt, positions: Iterable[int] | None = None) -> list[Told]:
    """Of a graded attempt, or of these positions of an open one that are checked.

    The queries do not grow with the questions.
    """
    responses = [one for one in responses_of(attempt) if one.mark is not None]
    if positions is not None:
        wanted = set(positions)
        responses = [one for one in responses if one.position in wanted and one.checked_at]
    book = SourceBook.of(_facts(responses), stamp_for(attempt))
    return [_told(response, book) for response in responses]


def _facts(responses: Iterable[Response]) -> Iterable[int]:
    for response in responses:
        if response.version.question.fact_id:
            yield response.version.question.fact_id
        for choice in response.version.choices.all():
            if choice.fact_id:
                yield choice.fact_id


def _told(response: Response, book: SourceBook) -> Told:
    version = response.version
    fact = version.question.fact
    proof = book.evidence(fact.pk) if fact else None
    chosen = set(response.chosen)
    options = []
    for place, choice in enumerate(in_order(response)):
        own = book.evidence(choice.fact_id) if choice.fact_id else None
        # The right option is proved by the question's own fact.
        evidence = own or (proof if choice.correct else None)
        moved = evidence and (proof is None or evidence.lesson != proof.lesson)
        options.append(
            ToldOption(
                letter=letter_of(place),
                text=choice.text,
                chosen=choice.pk in chosen,
                correct=choice.correct,
                why=why_now(choice.why, evidence),
                evidence=evidence,
                elsewhere=evidence.lesson if evidence and moved and not choice.correct else "",
                place=f"{response.position}-{choice.pk}{letter_of(place)}-{choice.pk in chosen}",
            )
        )
    sentence = fact.text if fact else ""
    return Told(
        position=response.position,
        stem=version.shown_stem,
        several=version.several,
        mark=response.mark or 0.0,
        options=tuple(options),
        # The generator's explanation is the sentence in quotation marks, which stands beside it.
        explanation=SafeString()
        if version.explanation == f"“{sentence}”"
        else version.shown_explanation,
        sentence=sentence,
        evidence=proof,
        credit=credit_words(version.credit) if version.several else "",
        kept=kept_of(version),
    )
