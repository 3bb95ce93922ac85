"""The end of an attempt: what is still open, handing in, and what comes of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from quizzes.access import own_attempt
from quizzes.models import Quiz
from quizzes.taking.asking import asked_questions
from quizzes.taking.attempts import close_locked
from quizzes.taking.kept_versions import responses_of
from quizzes.taking.onward import next_lesson
from quizzes.taking.results import outcome_of
from quizzes.taking.stage import player_of
from quizzes.taking.timing import seconds_left
from quizzes.views.common import FORM, attempt_to_show
from quizzes.wording import clock_time


@FORM
@never_cache
@login_required
def confirm(request: HttpRequest, attempt: int) -> HttpResponse:
    """What is still open or flagged; handing in is a POST."""
    if request.method == "POST":
        with transaction.atomic():
            mine = own_attempt(request, attempt, to_close=True)
            if not mine.practice:
                close_locked(mine)
        if mine.practice:  # has its own way to end
            return redirect("quizzes:attempt", mine.pk)
        return HttpResponseRedirect(reverse("quizzes:results", args=[mine.pk]) + "#result")
    mine = attempt_to_show(request, attempt)
    if not mine.is_open:
        return redirect("quizzes:results", mine.pk)
    if mine.practice:
        return redirect("quizzes:attempt", mine.pk)
    responses = responses_of(mine)
    questions = asked_questions(responses)
    saved = max((one.answered_at for one in responses if one.answered_at), default=None)
    unanswered = [question for question in questions if not question.answered]
    flagged = [question for question in questions if question.flagged]
    return render(
        request,
        "quizzes/confirm.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "questions": questions,
            "answered": len(questions) - len(unanswered),
            "unanswered": unanswered,
            "flagged": flagged,
            "back": next(iter([*unanswered, *flagged]), None),
            "saved": clock_time(saved) if saved else "",
            "left": seconds_left(mine, timezone.now()),
            "one_by_one": mine.quiz.pace == Quiz.Pace.ONE,
        },
    )


@require_GET
@login_required
def results(request: HttpRequest, attempt: int) -> HttpResponse:
    mine = attempt_to_show(request, attempt)
    if mine.is_open:
        return redirect("quizzes:attempt", mine.pk)
    outcome = outcome_of(mine)
    offered = mine.preview or mine.quiz.status == Quiz.Status.PUBLISHED
    return render(
        request,
        "quizzes/results.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "outcome": outcome,
            "onward": next_lesson(mine) if mine.passed and not mine.practice else None,
            "may_again": offered and not mine.practice and outcome.standing.may_start,
            "stage": outcome.first_clip,
            **player_of(outcome.first_clip),
        },
    )
