"""Reads of attempts for the learner's pages: plain records that templates show.

What a page may tell is decided here and not in a template: a record never holds an answer that
the quiz's rule keeps back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from accounts.models import User
from quizzes.forms import state_of
from quizzes.models import Attempt, Choice, Quiz, Response
from quizzes.sources import Evidence, SourceBook
from quizzes.wording import letter_of

# A part of a mark counts as the whole from here on: sums of thirds miss 1 by a hair.
WHOLE = 1 - 1e-9


@dataclass(frozen=True)
class Standing:
    """How a person stands at a quiz. Attempts newest first; ``best`` and ``last`` are graded."""

    open: Attempt | None
    graded: tuple[Attempt, ...]
    best: Attempt | None
    last: Attempt | None
    left: int | None
    """Attempts that may still be begun, None without a limit."""

    @property
    def passed(self) -> bool:
        return any(attempt.passed for attempt in self.graded)

    @property
    def may_start(self) -> bool:
        return self.open is not None or self.left != 0


def standing_of(quiz: Quiz, attempts: Iterable[Attempt]) -> Standing:
    """From one person's attempts at one quiz, either previews or attempts that count."""
    newest = sorted(attempts, key=lambda attempt: -attempt.number)
    graded = tuple(attempt for attempt in newest if not attempt.is_open)
    begun = next((attempt for attempt in newest if attempt.is_open), None)
    left = quiz.attempts_allowed
    if left is not None:
        left = max(0, left - len(newest))
    return Standing(
        open=begun,
        graded=graded,
        # The later of two equally good ones.
        best=max(graded, key=lambda one: (one.percent or 0, one.number), default=None),
        last=graded[0] if graded else None,
        left=left,
    )


def standing(*, user: User, quiz: Quiz, preview: bool = False) -> Standing:
    found = standing_of(quiz, Attempt.objects.filter(user=user, quiz=quiz, preview=preview))
    if preview:  # which has no limit
        return Standing(found.open, found.graded, found.best, found.last, None)
    return found


def shows_answers(quiz: Quiz, now: Standing) -> bool:
    """Whether the rule of the quiz lets this person see the right answers."""
    if quiz.reveal == Quiz.Reveal.SUBMITTED:
        return True
    if quiz.reveal == Quiz.Reveal.LAST:
        return now.passed or (now.left == 0 and now.open is None)
    return False


@dataclass(frozen=True)
class OfferedOption:
    id: int
    letter: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question of an attempt as it is asked: without its key."""

    position: int
    stem: SafeString
    several: bool
    options: tuple[OfferedOption, ...]
    flagged: bool

    @property
    def answered(self) -> bool:
        return any(option.chosen for option in self.options)

    @property
    def letters(self) -> str:
        """The letters of the chosen options: "B", "A, C", or nothing."""
        return ", ".join(option.letter for option in self.options if option.chosen)

    @property
    def state(self) -> str:
        return state_of((option.id for option in self.options if option.chosen), self.flagged)


def responses_of(attempt: Attempt) -> list[Response]:
    """The attempt's responses with their versions and options: two queries."""
    return list(
        attempt.responses.select_related("version")
        .prefetch_related("version__choices")
        .order_by("position")
    )


def asked_questions(responses: Iterable[Response]) -> list[Asked]:
    return [
        Asked(
            position=response.position,
            stem=response.version.shown_stem,
            several=response.version.several,
            flagged=response.flagged,
            options=tuple(
                OfferedOption(choice.pk, letter_of(place), choice.text, choice.pk in chosen)
                for place, choice in enumerate(_in_order(response))
            ),
        )
        for response in responses
        for chosen in [set(response.chosen)]
    ]


def _in_order(response: Response) -> list[Choice]:
    choices = {choice.pk: choice for choice in response.version.choices.all()}
    return [choices[pk] for pk in response.order if pk in choices]


@dataclass(frozen=True)
class ToldOption:
    letter: str
    text: str
    chosen: bool
    correct: bool
    why: str
    evidence: Evidence | None


@dataclass(frozen=True)
class Told:
    """A question of a graded attempt with everything said about it."""

    position: int
    stem: SafeString
    several: bool
    mark: float
    options: tuple[ToldOption, ...]
    explanation: SafeString
    sentence: str
    evidence: Evidence | None

    @property
    def right(self) -> bool:
        return self.mark >= WHOLE

    @property
    def partly(self) -> bool:
        return 0 < self.mark < WHOLE

    @property
    def answered(self) -> bool:
        return any(option.chosen for option in self.options)


@dataclass(frozen=True)
class Report:
    """The results page. ``missed`` and ``right`` are empty where the answers are kept back,
    ``asked`` where they are told."""

    attempt: Attempt
    standing: Standing
    revealed: bool
    missed: tuple[Told, ...] = ()
    right: tuple[Told, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def first_clip(self) -> Told | None:
        """The question whose evidence waits in the player: the first missed one that has any."""
        told = [*self.missed, *self.right]
        return next((one for one in told if one.evidence and one.evidence.video), None)


def report(attempt: Attempt) -> Report:
    """What the person may know of a graded attempt. The queries do not grow with its questions."""
    now = standing(user=attempt.user, quiz=attempt.quiz, preview=attempt.preview)
    if not shows_answers(attempt.quiz, now):
        asked = asked_questions(responses_of(attempt))
        return Report(attempt, now, revealed=False, asked=tuple(asked))
    responses = list(
        attempt.responses.select_related("version__question__fact")
        .prefetch_related("version__choices__fact")
        .order_by("position")
    )
    book = SourceBook.of(_facts(responses))
    told = [_told(response, book) for response in responses]
    return Report(
        attempt,
        now,
        revealed=True,
        missed=tuple(one for one in told if not one.right),
        right=tuple(one for one in told if one.right),
    )


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
    options = tuple(
        ToldOption(
            letter=letter_of(place),
            text=choice.text,
            chosen=choice.pk in chosen,
            correct=choice.correct,
            why=choice.why,
            # The right option is proved by the question's own fact.
            evidence=(book.evidence(choice.fact_id) if choice.fact_id else None)
            or (proof if choice.correct else None),
        )
        for place, choice in enumerate(_in_order(response))
    )
    sentence = fact.text if fact else ""
    return Told(
        position=response.position,
        stem=version.shown_stem,
        several=version.several,
        mark=response.mark or 0.0,
        options=options,
        # The generator's explanation is the sentence in quotation marks, which stands beside it.
        explanation=SafeString()
        if version.explanation == f"“{sentence}”"
        else version.shown_explanation,
        sentence=sentence,
        evidence=proof,
    )
