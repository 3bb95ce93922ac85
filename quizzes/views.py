"""The learner's pages of a quiz: front, attempt, confirmation and results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from quizzes.access import own_attempt, takable_quiz
from quizzes.attempts import (
    AlreadySubmitted,
    Answer,
    AttemptError,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.forms import BadAnswer, read_answers
from quizzes.models import Attempt, Quiz
from quizzes.querysets import may_be_asked
from quizzes.results import asked_questions, report, responses_of, standing
from quizzes.stage import player_of
from quizzes.wording import clock_time

if TYPE_CHECKING:
    from accounts.models import User

# Back asks the server again, which knows whether the attempt is still open: hence never_cache.
FORM = require_http_methods(["GET", "HEAD", "POST"])


def _person(request: HttpRequest) -> User:
    """The person behind ``login_required``."""
    return request.user  # type: ignore[return-value]


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def script_aware_login(
    view: Callable[[HttpRequest, int], HttpResponse],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """``login_required`` whose answer to our script is not a page but a 401 with the way back."""
    for_pages = login_required(view)

    def guarded(request: HttpRequest, attempt: int) -> HttpResponse:
        if _wants_json(request) and not request.user.is_authenticated:
            way_back = f"{reverse('account_login')}?next={request.path}"
            return JsonResponse({"error": "You are logged out.", "login": way_back}, status=401)
        response: HttpResponse = for_pages(request, attempt)
        return response

    return guarded


@require_GET
@login_required
def quiz(request: HttpRequest, quiz: int) -> HttpResponse:
    taking = takable_quiz(request, quiz)
    return render(
        request,
        "quizzes/quiz.html",
        {
            "quiz": taking.quiz,
            "preview": taking.preview,
            "questions": taking.quiz.entries.filter(may_be_asked("question__")).count(),
            "standing": standing(user=_person(request), quiz=taking.quiz, preview=taking.preview),
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
        begun = start_attempt(user=_person(request), quiz=taking.quiz, preview=taking.preview)
    except AttemptError as error:
        messages.error(request, str(error))
        return redirect("quizzes:quiz", taking.quiz.pk)
    return redirect("quizzes:attempt", begun.pk)


@FORM
@never_cache
@script_aware_login
def attempt(request: HttpRequest, attempt: int) -> HttpResponse:
    mine = own_attempt(request, attempt)
    if request.method == "POST":
        return _save(request, mine)
    if not mine.is_open:
        return redirect("quizzes:results", mine.pk)
    responses = responses_of(mine)
    questions = asked_questions(responses)
    saved = max((one.answered_at for one in responses if one.answered_at), default=None)
    return render(
        request,
        "quizzes/attempt.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "questions": questions,
            "answered": sum(question.answered for question in questions),
            "saved": clock_time(saved) if saved else "",
        },
    )


def _save(request: HttpRequest, mine: Attempt) -> HttpResponse:
    """Keeps what the form says. Our script gets JSON, a browser alone the next page."""
    responses = list(mine.responses.select_related("version"))
    try:
        answers = read_answers(request.POST, responses)
        save_responses(attempt=mine, answers=answers)
    except BadAnswer as error:
        return _refuse(request, mine, str(error))
    except AlreadySubmitted:
        return _too_late(request, mine, forgot=_differs(request, mine))
    if _wants_json(request):
        return JsonResponse(
            {
                "saved": clock_time(timezone.now()),
                "answered": mine.responses.exclude(chosen=[]).count(),
            }
        )
    if request.POST.get("action") == "confirm":
        return redirect("quizzes:confirm", mine.pk)
    messages.success(request, f"Saved {clock_time(timezone.now())}.")
    return redirect("quizzes:attempt", mine.pk)


def _differs(request: HttpRequest, mine: Attempt) -> bool:
    """Whether the form says something else than what was handed in."""
    responses = list(mine.responses.select_related("version"))
    try:
        answers = read_answers(request.POST, responses)
    except BadAnswer:
        return True
    kept = {one.position: Answer(tuple(one.chosen), one.flagged) for one in responses}
    return any(kept[position].chosen != answer.chosen for position, answer in answers.items())


def _too_late(request: HttpRequest, mine: Attempt, *, forgot: bool) -> HttpResponse:
    results = reverse("quizzes:results", args=[mine.pk])
    at = clock_time(mine.submitted_at) if mine.submitted_at else ""
    words = f"This attempt was handed in at {at}."
    if forgot:
        words += " What you changed after that is not in it."
    if _wants_json(request):
        return JsonResponse({"error": words, "results": results}, status=409)
    messages.warning(request, words)
    return HttpResponseRedirect(results)


def _refuse(request: HttpRequest, mine: Attempt, words: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": words}, status=400)
    context = {"attempt": mine, "quiz": mine.quiz, "words": words}
    return render(request, "quizzes/refused.html", context, status=400)


@FORM
@never_cache
@login_required
def confirm(request: HttpRequest, attempt: int) -> HttpResponse:
    """What is still open or flagged; handing in is a POST."""
    mine = own_attempt(request, attempt)
    if request.method == "POST":
        submit_attempt(attempt=mine)
        return HttpResponseRedirect(reverse("quizzes:results", args=[mine.pk]) + "#result")
    if not mine.is_open:
        return redirect("quizzes:results", mine.pk)
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
        },
    )


@require_GET
@login_required
def results(request: HttpRequest, attempt: int) -> HttpResponse:
    mine = own_attempt(request, attempt)
    if mine.is_open:
        return redirect("quizzes:attempt", mine.pk)
    told = report(mine)
    offered = mine.preview or mine.quiz.status == Quiz.Status.PUBLISHED
    return render(
        request,
        "quizzes/results.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "report": told,
            "may_again": offered and told.standing.may_start,
            **player_of(told),
        },
    )
