"""What the quizzes keep about a person: see ``accounts.keepers``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch

from accounts.models import User
from quizzes.models import AnswerTally, Attempt, ExtraTime, QuizTally, Report, Response
from quizzes.taking.closing import close_overdue
from quizzes.taking.results import shows_answers, standing_of


def data(user: User) -> dict[str, Any]:
    """Marks are 0 to 1 a question; of an attempt that runs, what was chosen so far.

    The mark of a question says whether its answer was right: it is empty as long as the quiz keeps
    that back from the person.
    """
    close_overdue(Attempt.objects.filter(user=user))
    answers = Response.objects.select_related("version").prefetch_related("version__choices")
    attempts = (
        Attempt.objects.filter(user=user)
        .select_related("quiz__course")
        .prefetch_related(Prefetch("responses", answers.order_by("position")))
        .order_by("started_at", "pk")
    )
    told = _told(attempts)
    reports = Report.objects.filter(user=user).select_related("version").order_by("at", "pk")
    extra = ExtraTime.objects.filter(user=user).select_related("course", "quiz").order_by("pk")
    return {
        "attempts": [_attempt(one, told=one.pk in told) for one in attempts],
        "reported_questions": [
            {
                "question": one.version.stem,
                "reason": one.get_reason_display(),
                "text": one.text,
                "at": one.at.isoformat(),
                "state": one.state,
            }
            for one in reports
        ],
        "extra_time": [
            {
                "course": one.course.title,
                "quiz": one.quiz.title if one.quiz else None,
                "percent": one.percent,
                "minutes": one.minutes,
            }
            for one in extra
        ],
    }


def _told(attempts: Iterable[Attempt]) -> set[int]:
    """The graded attempts whose answers the results page shows too."""
    groups: dict[tuple[int, bool], list[Attempt]] = defaultdict(list)
    for one in attempts:
        groups[one.quiz_id, one.preview].append(one)
    return {
        one.pk
        for (_, preview), those in groups.items()
        # A preview has no last attempt, however many the quiz allows.
        for now in [standing_of(those[0].quiz, those, limited=not preview)]
        if shows_answers(those[0].quiz, now)
        for one in those
        if not one.is_open
    }


def _attempt(attempt: Attempt, *, told: bool) -> dict[str, Any]:
    return {
        "course": attempt.quiz.course.title,
        "quiz": attempt.quiz.title,
        "number": attempt.number,
        "preview": attempt.preview,
        "practice": attempt.practice,
        "started": attempt.started_at.isoformat(),
        "handed_in": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "marks": attempt.score,
        "of": attempt.max_score,
        "passed": attempt.passed,
        "answers": [
            _answer(one, told=told or one.checked_at is not None) for one in attempt.responses.all()
        ],
    }


def _answer(response: Response, *, told: bool) -> dict[str, Any]:
    texts = {choice.pk: choice.text for choice in response.version.choices.all()}
    return {
        "question": response.version.stem,
        "chosen": [texts[pk] for pk in response.chosen if pk in texts],
        "flagged": response.flagged,
        "mark": response.mark if told else None,
        "answered": response.answered_at.isoformat() if response.answered_at else None,
    }


def hindrances(user: User) -> list[str]:
    """Nothing of a quiz holds a person back."""
    return []


def let_go(user: User) -> None:
    """Adds the person's attempts that count to the tallies, as the results would count them.

    Quizzes and versions in the order of their ids: two people who leave at once never wait in a
    ring.
    """
    close_overdue(Attempt.objects.filter(user=user))
    by_quiz: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.of(user).counted().order_by("number"):
        by_quiz[attempt.quiz_id].append(attempt)
    for quiz, attempts in sorted(by_quiz.items()):
        QuizTally.objects.get_or_create(quiz_id=quiz)
        QuizTally.objects.filter(quiz=quiz).update(
            learners=F("learners") + 1,
            attempts=F("attempts") + len(attempts),
            passed=F("passed") + int(any(one.passed for one in attempts)),
            percents=F("percents") + max(one.percent or 0 for one in attempts),
        )
        for response in Response.objects.filter(attempt=attempts[0]).order_by("version"):
            _count(quiz, response)


def _count(quiz: int, response: Response) -> None:
    AnswerTally.objects.get_or_create(quiz_id=quiz, version_id=response.version_id)
    tally = AnswerTally.objects.select_for_update().get(quiz=quiz, version=response.version_id)
    tally.answers += 1
    tally.blank += not response.chosen
    tally.marks += response.mark or 0.0
    tally.chosen = dict(Counter(tally.chosen) + Counter(str(pk) for pk in set(response.chosen)))
    tally.save()
