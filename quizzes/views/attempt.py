"""An attempt while it runs: it is shown, saved, and checked where the quiz tells at once.

The form's button says what comes after saving, in ``action``: ``save``, ``confirm``, ``finish``
(practice), ``check-N``, ``go-N`` (to question N) or ``report-N``.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from quizzes.access import own_attempt
from quizzes.models import Attempt, Quiz, Response
from quizzes.taking.asking import Asked, asked_questions
from quizzes.taking.attempts import AlreadySubmitted, Answer, save_responses
from quizzes.taking.checking import NotNow, check_response
from quizzes.taking.forms import BadAnswer, read_answers, state_of
from quizzes.taking.kept_versions import responses_of
from quizzes.taking.practice import finish_practice
from quizzes.taking.stage import player_of
from quizzes.taking.telling import Told, told_questions
from quizzes.taking.timing import seconds_left
from quizzes.views.common import FORM, attempt_to_show, script_aware_login, wants_json
from quizzes.wording import clock_time

ACTION = re.compile(r"(check|go|report)-([1-9][0-9]{0,5})", re.ASCII)


@FORM
@never_cache
@script_aware_login
def attempt(request: HttpRequest, attempt: int) -> HttpResponse:
    if request.method == "POST":
        return _save(request, own_attempt(request, attempt))
    mine = attempt_to_show(request, attempt)
    if not mine.is_open:
        return _gone(request, mine) if wants_json(request) else redirect("quizzes:results", mine.pk)
    if wants_json(request):
        return JsonResponse(_state(mine))
    responses = responses_of(mine)
    questions = asked_questions(responses)
    told = {one.position: one for one in _told(mine, questions)}
    one_by_one = mine.quiz.pace == Quiz.Pace.ONE
    here = _here(request, questions) if one_by_one else None
    shown = [question for question in questions if not one_by_one or question is here]
    saved = max((one.answered_at for one in responses if one.answered_at), default=None)
    latest = max(
        (one for one in responses if one.checked_at),
        key=lambda one: one.checked_at or one.attempt.started_at,
        default=None,
    )
    staged = told.get(here.position) if here else told.get(latest.position) if latest else None
    place = here.position if here else 0
    return render(
        request,
        "quizzes/attempt.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "questions": questions,
            "shown": [(question, told.get(question.position)) for question in shown],
            "told": told,
            "here": here,
            "previous": place - 1 if place > 1 else None,
            "next": place + 1 if here and place < len(questions) else None,
            "answered": sum(question.answered for question in questions),
            "saved": clock_time(saved) if saved else "",
            "left": seconds_left(mine, timezone.now()),
            "checks": mine.quiz.reveal == Quiz.Reveal.CHECKED,
            "stage": staged,
            **player_of(staged),
        },
    )


def _told(mine: Attempt, questions: list[Asked]) -> list[Told]:
    checked = [question.position for question in questions if question.checked]
    return told_questions(mine, checked) if checked else []


def _here(request: HttpRequest, questions: list[Asked]) -> Asked | None:
    """The question that is named, else the first that is neither answered nor checked."""
    named = request.GET.get("q", "")
    place = int(named) if named.isascii() and named.isdigit() and len(named) < 7 else 0
    if 1 <= place <= len(questions):
        return questions[place - 1]
    waiting = (question for question in questions if not question.answered)
    return next(waiting, questions[0] if questions else None)


def _state(mine: Attempt) -> dict[str, Any]:
    """What is saved, for the script: choices and flags by position, as ``was-N`` words them."""
    rows = list(mine.responses.order_by("position"))
    return {
        "saved": clock_time(timezone.now()),
        "answered": sum(bool(one.chosen) for one in rows),
        "states": {str(one.position): state_of(one.chosen, one.flagged) for one in rows},
        "checked": [one.position for one in rows if one.checked_at],
        "left": seconds_left(mine, timezone.now()),
    }


def _save(request: HttpRequest, mine: Attempt) -> HttpResponse:
    """Keeps what the form says. Our script gets JSON, a browser alone the next page."""
    responses = responses_of(mine)
    try:
        answers = read_answers(request.POST, responses)
        save_responses(attempt=mine, answers=answers, responses=responses)
    except BadAnswer as error:
        return _refuse(request, mine, str(error))
    except AlreadySubmitted:
        # Or gone: a practice in which nothing was answered, ended in another tab.
        mine = own_attempt(request, mine.pk)
        return _too_late(request, mine, forgot=_differs(request, mine))
    stands = _stands(responses, answers)
    action = request.POST.get("action", "")
    if match := ACTION.fullmatch(action):
        return _act(request, mine, match[1], int(match[2]), stands)
    if action == "finish" and mine.practice:
        return _finish(request, mine)
    if wants_json(request):
        return JsonResponse(_state(mine))
    if stands:
        messages.warning(request, stands)
    if action == "confirm":
        return redirect("quizzes:confirm", mine.pk)
    messages.success(request, f"Saved {clock_time(timezone.now())}.")
    return redirect("quizzes:attempt", mine.pk)


def _stands(responses: list[Response], answers: dict[int, Answer]) -> str:
    """In words, where a page wants another answer to a question that is checked."""
    late = [
        str(one.position)
        for one in responses
        if one.checked_at
        and one.position in answers
        and sorted(answers[one.position].chosen) != one.chosen
    ]
    if not late:
        return ""
    many = len(late) > 1
    words = f"Questions {', '.join(late)} were" if many else f"Question {late[0]} was"
    return f"{words} checked already: the {'answers stand' if many else 'answer stands'}."


def _act(
    request: HttpRequest, mine: Attempt, what: str, position: int, stands: str
) -> HttpResponse:
    page = reverse("quizzes:attempt", args=[mine.pk])
    if what == "report":
        return redirect("quizzes:report", mine.pk, position)
    if mine.quiz.pace == Quiz.Pace.ONE:
        page += f"?q={position}"
    if stands:
        messages.warning(request, stands)
    if what == "check":
        try:
            check_response(attempt=mine, position=position)
        except NotNow as error:
            if wants_json(request):
                return JsonResponse({"error": str(error)}, status=422)
            messages.error(request, str(error))
        except AlreadySubmitted:
            return _too_late(request, mine, forgot=False)
        if wants_json(request):
            return JsonResponse(_checked(request, mine, position))
    return HttpResponseRedirect(f"{page}#q-{position}")


def _checked(request: HttpRequest, mine: Attempt, position: int) -> dict[str, Any]:
    """The state with the question as it is told now, and the player with its evidence."""
    told = told_questions(mine, [position])[0]
    context = {"attempt": mine, "quiz": mine.quiz, "told": told, "stage": told}
    stage = player_of(told)
    return {
        **_state(mine),
        "position": position,
        "verdict": told.verdict,
        "html": render_to_string("quizzes/_checked.html", context, request),
        "stage": render_to_string("quizzes/_stage.html", {**context, **stage}, request)
        if stage["player"]
        else "",
    }


def _finish(request: HttpRequest, mine: Attempt) -> HttpResponse:
    if finish_practice(attempt=mine) is None:
        messages.info(request, "The practice is over. Nothing was answered, so nothing is kept.")
        place = mine.quiz.module or mine.quiz.course
        return redirect(place.get_absolute_url())
    return HttpResponseRedirect(reverse("quizzes:results", args=[mine.pk]) + "#result")


def _differs(request: HttpRequest, mine: Attempt) -> bool:
    """Whether the form says something else than what was handed in."""
    responses = list(mine.responses.select_related("version"))
    try:
        answers = read_answers(request.POST, responses)
    except BadAnswer:
        return True
    kept = {one.position: tuple(one.chosen) for one in responses}
    return any(kept[position] != answer.chosen for position, answer in answers.items())


def _gone(request: HttpRequest, mine: Attempt) -> HttpResponse:
    return _too_late(request, mine, forgot=False)


def _too_late(request: HttpRequest, mine: Attempt, *, forgot: bool) -> HttpResponse:
    results = reverse("quizzes:results", args=[mine.pk])
    at = clock_time(mine.submitted_at) if mine.submitted_at else ""
    words = f"Time was over at {at}." if mine.timed_out else f"This attempt was handed in at {at}."
    if forgot:
        words += " What you changed after that is not in it."
    if wants_json(request):
        return JsonResponse({"error": words, "results": results}, status=409)
    messages.warning(request, words)
    return HttpResponseRedirect(results)


def _refuse(request: HttpRequest, mine: Attempt, words: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": words}, status=400)
    context = {"attempt": mine, "quiz": mine.quiz, "words": words}
    return render(request, "quizzes/refused.html", context, status=400)
