"""Practice: some questions of a module, told at once, counted nowhere.

What a person practises hangs on a quiz without questions of its own (``Quiz.practice``), one per
module, so that attempts at it are attempts like any other. Only what was answered is kept.

A draw prefers what the person never met, then what they missed when they last met it, then what
they met longest ago. It never asks what a quiz still keeps back from this person: the questions of
an attempt that is open, of a quiz that does not tell its answers (yet), and of a quiz with a time
limit or a limit of attempts that the person has not handed in once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Module
from quizzes.models import Attempt, Question, Quiz, QuizQuestion, Response, Version
from quizzes.querysets import QuestionQuerySet
from quizzes.taking.attempts import STARTS, AttemptError, NoQuestions, ask, shuffled, submit_attempt

SIZE = 10
"""Questions of one draw."""

WHOLE = 1 - 1e-9


@dataclass(frozen=True)
class Met:
    """When a person last answered a question, and whether that earned the whole mark."""

    at: datetime
    missed: bool


def start_practice(
    *,
    user: User,
    module: Module,
    fresh: bool = False,
    size: int = SIZE,
    seed: int | None = None,
    now: datetime | None = None,
) -> Attempt:
    """The person's open practice of this module; ``fresh`` ends that one and draws anew.

    Raises NoQuestions.
    """
    pool = Question.objects.filter(lesson__module=module)
    return _begin(user, module.course, module, pool, None, fresh, size, seed, now)


def practise_missed(
    *, attempt: Attempt, seed: int | None = None, now: datetime | None = None
) -> Attempt:
    """Practice of just those questions that a graded attempt missed, as they are now.

    The caller has made sure that the person may see that attempt's answers. Raises NoQuestions.
    """
    quiz = attempt.quiz
    asked = attempt.responses.filter(mark__lt=WHOLE).order_by("position")
    missed = list(asked.values_list("version__question", flat=True))
    pool = Question.objects.filter(pk__in=missed)
    return _begin(
        attempt.user, quiz.course, quiz.module, pool, missed, True, len(missed), seed, now
    )


def _begin(
    user: User,
    course: Course,
    module: Module | None,
    pool: QuestionQuerySet,
    order: Sequence[int] | None,
    fresh: bool,
    size: int,
    seed: int | None,
    now: datetime | None,
) -> Attempt:
    quiz = practice_quiz(course, module)
    seed = secrets.randbelow(2**62) if seed is None else seed
    moment = now or timezone.now()
    for _ in range(STARTS):
        try:
            with transaction.atomic():
                mine = list(Attempt.objects.filter(user=user, quiz=quiz).order_by("-number"))
                begun = next((one for one in mine if one.is_open), None)
                if begun and not fresh:
                    return begun
                # With an order given, the question's own quiz told its answers already.
                drawn = _drawn(pool, user, size, seed, keep=order is None)
                if order is not None:
                    drawn.sort(key=lambda one: order.index(one.question_id))
                if not drawn:
                    raise NoQuestions(
                        "Nothing is left to practise here: the questions stand in an attempt of "
                        "yours that is open, or in a quiz that keeps its answers back."
                    )
                if begun:
                    finish_practice(attempt=begun, now=moment)
                number = 1 + max((one.number for one in mine), default=0)
                return ask(
                    Attempt(
                        user=user,
                        quiz=quiz,
                        number=number,
                        seed=seed,
                        practice=True,
                        started_at=moment,
                    ),
                    drawn,
                )
        except IntegrityError:
            continue  # another request of this person was quicker: the next round finds it
    raise AttemptError("Another request of yours was quicker. Open the module again.")


def practice_quiz(course: Course, module: Module | None) -> Quiz:
    """The row that holds the practice of this module together; made when first asked for."""
    title = f"Practice: {(module or course).title}"[:200]
    quiz, _ = Quiz.objects.get_or_create(
        course=course,
        module=module,
        practice=True,
        defaults={
            "title": title,
            "status": Quiz.Status.ARCHIVED,
            "reveal": Quiz.Reveal.CHECKED,
            "pace": Quiz.Pace.ONE,
            "pass_mark": 0,
        },
    )
    if quiz.title != title:  # the module was renamed
        Quiz.objects.filter(pk=quiz.pk).update(title=title)
        quiz.title = title
    return quiz


def _drawn(
    pool: QuestionQuerySet, user: User, size: int, seed: int, *, keep: bool
) -> list[Version]:
    """Four queries, however many questions and answers there are."""
    open_to = pool.askable().filter(current__isnull=False).exclude(_in_open_attempt(user))
    if keep:
        open_to = open_to.exclude(kept_back(user))
    ids = list(open_to.order_by("pk").values_list("pk", flat=True))
    chosen = draw(ids, _met(user, ids), size=size, seed=seed)
    rows = Question.objects.filter(pk__in=chosen).select_related("current")
    rows = rows.prefetch_related("current__choices")
    versions = {row.pk: row.current for row in rows if row.current}
    return [versions[pk] for pk in chosen if pk in versions]


def draw(ids: Iterable[int], met: dict[int, Met], *, size: int, seed: int) -> list[int]:
    """Never met, then missed last time, then the rest; within the last two the oldest first.

    Chance decides among those never met, the same for the same seed. Pure.
    """
    mixed = shuffled(sorted(ids), seed=seed, salt="practice")

    def rank(pk: int) -> tuple[int, float]:
        last = met.get(pk)
        if last is None:
            return 0, 0.0
        return (1 if last.missed else 2), last.at.timestamp()

    return sorted(mixed, key=rank)[:size]


def _met(user: User, questions: Sequence[int]) -> dict[int, Met]:
    rows = (
        Response.objects.filter(attempt__user=user, version__question__in=questions)
        .filter(mark__isnull=False, answered_at__isnull=False)
        .order_by("answered_at", "pk")
        .values_list("version__question", "answered_at", "mark")
    )
    return {
        question: Met(at, (mark or 0.0) < WHOLE) for question, at, mark in rows if at is not None
    }


def _in_open_attempt(user: User) -> Exists:
    """Stands in an attempt of theirs that runs and will count."""
    return Exists(running(user).filter(version__question=OuterRef("pk")))


def running(user: User) -> QuerySet[Response]:
    """What this person's open attempts at quizzes ask. Practice does not tell it meanwhile."""
    return Response.objects.filter(
        attempt__user=user, attempt__submitted_at__isnull=True, attempt__practice=False
    )


def kept_back(user: User) -> Exists:
    """Stands in a quiz that does not tell this person its answers, or not yet.

    Also in one that waits to be published: an exam must not be practised the day before.
    """
    done = Attempt.objects.filter(
        user=user, quiz=OuterRef("quiz"), submitted_at__isnull=False, preview=False
    )
    taken = Attempt.objects.filter(user=user, quiz=OuterRef("quiz"), preview=False)
    number = taken.order_by().values("quiz").annotate(n=Count("pk")).values("n")
    # As quizzes.taking.results.shows_answers says it of one quiz.
    may_go_on = (
        Q(quiz__attempts_allowed__isnull=True)
        | Q(quiz__attempts_allowed__gt=Coalesce(Subquery(number), 0))
        | Exists(taken.filter(submitted_at__isnull=True))
    )
    limited = Q(quiz__attempts_allowed__isnull=False) | Q(quiz__time_limit__isnull=False)
    entries: QuerySet[QuizQuestion] = QuizQuestion.objects.filter(
        question=OuterRef("pk"), quiz__status__in=[Quiz.Status.PUBLISHED, Quiz.Status.DRAFT]
    )
    return Exists(
        entries.filter(
            Q(quiz__reveal=Quiz.Reveal.SCORE)
            | (Q(quiz__reveal=Quiz.Reveal.LAST) & ~Exists(done.filter(passed=True)) & may_go_on)
            | (limited & ~Exists(done))
        )
    )


@transaction.atomic
def finish_practice(*, attempt: Attempt, now: datetime | None = None) -> Attempt | None:
    """Ends a practice: what was not answered leaves it. None if that was all, and nothing is kept.

    So does what was not checked and is asked in an attempt that was begun since. A second call
    changes nothing.
    """
    mine = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if not mine.is_open:
        return mine
    asked = running(mine.user).values("version__question")
    untold = Q(checked_at__isnull=True, version__question__in=asked)
    mine.responses.filter(Q(chosen=[]) | untold).delete()
    if not mine.responses.exists():
        mine.delete()
        return None
    return submit_attempt(attempt=mine, now=now)
