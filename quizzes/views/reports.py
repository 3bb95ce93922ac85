"""A learner reports a question, from the results or from feedback at once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from quizzes.models import Attempt, Quiz, Report, Response
from quizzes.reports import TooManyReports, report_question
from quizzes.taking.forms import ReportForm
from quizzes.views.common import FORM, attempt_to_show, person


@FORM
@never_cache
@login_required
def report(request: HttpRequest, attempt: int, position: int) -> HttpResponse:
    mine = attempt_to_show(request, attempt)
    response = mine.responses.select_related("version").filter(position=position).first()
    if response is None or not (response.checked_at or not mine.is_open):
        raise Http404
    user = person(request)
    earlier = Report.objects.filter(
        user=user, version=response.version, state=Report.State.OPEN
    ).first()
    back = _back(mine, response)
    form = ReportForm(request.POST if request.method == "POST" else None, instance=earlier)
    if form.is_valid():
        try:
            report_question(user=user, version=response.version, **form.cleaned_data)
        except TooManyReports as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Question {position} is reported. Who teaches it sees it.")
            return HttpResponseRedirect(back)
    return render(
        request,
        "quizzes/report.html",
        {
            "attempt": mine,
            "quiz": mine.quiz,
            "response": response,
            "earlier": earlier,
            "form": form,
            "back": back,
        },
        status=400 if form.errors else 200,
    )


def _back(mine: Attempt, response: Response) -> str:
    """Where the question stands."""
    page = reverse("quizzes:attempt" if mine.is_open else "quizzes:results", args=[mine.pk])
    if mine.is_open and mine.quiz.pace == Quiz.Pace.ONE:
        page += f"?q={response.position}"
    return f"{page}#q-{response.position}"
