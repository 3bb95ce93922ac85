"""What the quizzes keep about a person: see ``accounts.keepers``."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import F, Prefetch

from accounts.models import User
from quizzes.models import AnswerTally, Attempt, ExtraTime, QuizTally, Report, Response


def data(user: User) -> dict[str, Any]:
    """Marks are 0 to 1 a question; of an attempt that runs, what was chosen so far."""
    answers = Response.objects.select_related("version").prefetch_related("version__choices")
    attempts = (
        Attempt.objects.filter(user=user)
        .select_related("quiz__course")
        .prefetch_related(Prefetch("responses", answers.order_by("position")))
        .order_by("started_at", "pk")
    )
    reports = Report.objects.filter(user=user).select_related("version").order_by("at", "pk")
    extra = ExtraTime.objects.filter(user=user).select_related("course", "quiz").order_by("pk")
    return {
        "attempts": [_attempt(one) for one in attempts],
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


def _attempt(attempt: Attempt) -> dict[str, Any]:
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
        "answers": [_answer(one) for one in attempt.responses.all()],
    }


def _answer(response: Response) -> dict[str, Any]:
    texts = {choice.pk: choice.text for choice in response.version.choices.all()}
    return {
        "question": response.version.stem,
        "chosen": [texts[pk] for pk in response.chosen if pk in texts],
        "flagged": response.flagged,
        "mark": response.mark,
        "answered": response.answered_at.isoformat() if response.answered_at else None,
    }


def hindrances(user: User) -> list[str]:
    """Nothing of a quiz holds a person back."""
    return []


def let_go(user: User) -> None:
    """Adds the person's attempts that count to the tallies, as the results would count them."""
    by_quiz: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in Attempt.objects.of(user).counted().order_by("number"):
        by_quiz[attempt.quiz_id].append(attempt)
    for quiz, attempts in by_quiz.items():
        QuizTally.objects.get_or_create(quiz_id=quiz)
        QuizTally.objects.filter(quiz=quiz).update(
            learners=F("learners") + 1,
            attempts=F("attempts") + len(attempts),
            passed=F("passed") + int(any(one.passed for one in attempts)),
            percents=F("percents") + max(one.percent or 0 for one in attempts),
        )
        for response in Response.objects.filter(attempt=attempts[0]):
            _count(quiz, response)


def _count(quiz: int, response: Response) -> None:
    AnswerTally.objects.get_or_create(quiz_id=quiz, version_id=response.version_id)
    tally = AnswerTally.objects.select_for_update().get(quiz=quiz, version=response.version_id)
    tally.answers += 1
    tally.blank += not response.chosen
    tally.marks += response.mark or 0.0
    tally.chosen = dict(Counter(tally.chosen) + Counter(str(pk) for pk in set(response.chosen)))
    tally.save()
