"""Practice begins: from a module, or with what an attempt missed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from quizzes.access import own_attempt, readable_module
from quizzes.taking.attempts import AttemptError
from quizzes.taking.practice import practise_missed, start_practice
from quizzes.taking.results import outcome_of
from quizzes.views.common import FORM, person


@FORM
@login_required
def practice(request: HttpRequest, module: int) -> HttpResponse:
    """Begins a practice of the module or goes on with it; ``fresh`` draws anew."""
    found = readable_module(request, module)
    if request.method != "POST":  # for example sent back here by the log-in
        return redirect(found.get_absolute_url())
    try:
        begun = start_practice(user=person(request), module=found, fresh="fresh" in request.POST)
    except AttemptError as error:
        messages.info(request, str(error))
        return redirect(found.get_absolute_url())
    return redirect("quizzes:attempt", begun.pk)


@FORM
@login_required
def retry(request: HttpRequest, attempt: int) -> HttpResponse:
    """Practice of what this attempt missed, where its answers may be seen."""
    mine = own_attempt(request, attempt)
    if request.method != "POST" or mine.is_open:
        return redirect("quizzes:results", mine.pk)
    if not outcome_of(mine).revealed:
        raise Http404
    try:
        begun = practise_missed(attempt=mine)
    except AttemptError as error:
        messages.info(request, str(error))
        return redirect("quizzes:results", mine.pk)
    return redirect("quizzes:attempt", begun.pk)
