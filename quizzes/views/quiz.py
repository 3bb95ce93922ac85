"""The front page of a quiz, and the start of an attempt."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from quizzes.access import takable_quiz
from quizzes.querysets import may_be_asked
from quizzes.taking.attempts import AttemptError, start_attempt
from quizzes.taking.results import standing
from quizzes.taking.timing import limit_for
from quizzes.views.common import FORM, person


@require_GET
@login_required
def quiz(request: HttpRequest, quiz: int) -> HttpResponse:
    taking = takable_quiz(request, quiz)
    user = person(request)
    return render(
        request,
        "quizzes/quiz.html",
        {
            "quiz": taking.quiz,
            "preview": taking.preview,
            "questions": taking.quiz.entries.filter(may_be_asked("question__")).count(),
            "standing": standing(user=user, quiz=taking.quiz, preview=taking.preview),
            "limit": limit_for(user=user, quiz=taking.quiz),
        },
    )


@FORM
@login_required
def start(request: HttpRequest, quiz: int) -> HttpResponse:
    """Begins an attempt, or goes on with the open one."""
    taking = takable_quiz(request, quiz)
    if request.method != "POST":  # for example sent back here by the log-in
        return redirect("quizzes:quiz", taking.quiz.pk)
    try:
        begun = start_attempt(user=person(request), quiz=taking.quiz, preview=taking.preview)
    except AttemptError as error:
        messages.error(request, str(error))
        return redirect("quizzes:quiz", taking.quiz.pk)
    return redirect("quizzes:attempt", begun.pk)
