"""Reads of attempts for the learner's pages: plain records that templates show.

What a page may tell is decided here and not in a template: a record never holds an answer that
the quiz's rule keeps back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from quizzes.models import Attempt, Quiz
from quizzes.taking.asking import Asked, asked_questions
from quizzes.taking.closing import settle
from quizzes.taking.kept_versions import responses_of
from quizzes.taking.telling import Told, told_questions


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


def standing_of(quiz: Quiz, attempts: Iterable[Attempt], *, limited: bool = True) -> Standing:
    """From one person's attempts at one quiz, either previews (not ``limited`` in number) or
    attempts that count.

    Those whose time is over are closed on the way.
    """
    newest = sorted(settle(attempts), key=lambda attempt: -attempt.number)
    graded = tuple(attempt for attempt in newest if not attempt.is_open)
    begun = next((attempt for attempt in newest if attempt.is_open), None)
    left = quiz.attempts_allowed if limited else None
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
    mine = Attempt.objects.filter(user=user, quiz=quiz, preview=preview)
    return standing_of(quiz, mine, limited=not preview)


def shows_answers(quiz: Quiz, now: Standing) -> bool:
    """Whether the rule of the quiz lets this person see the right answers."""
    if quiz.reveal in {Quiz.Reveal.CHECKED, Quiz.Reveal.SUBMITTED}:
        return True
    if quiz.reveal == Quiz.Reveal.LAST:
        return now.passed or (now.left == 0 and now.open is None)
    return False


@dataclass(frozen=True)
class Outcome:
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


def outcome_of(attempt: Attempt) -> Outcome:
    """What the person may know of a graded attempt. The queries do not grow with its questions."""
    if attempt.practice:
        now = Standing(None, (attempt,), None, None, None)
    else:
        now = standing(user=attempt.user, quiz=attempt.quiz, preview=attempt.preview)
    if not shows_answers(attempt.quiz, now):
        asked = asked_questions(responses_of(attempt))
        return Outcome(attempt, now, revealed=False, asked=tuple(asked))
    told = told_questions(attempt)
    return Outcome(
        attempt,
        now,
        revealed=True,
        missed=tuple(one for one in told if not one.right),
        right=tuple(one for one in told if one.right),
    )
