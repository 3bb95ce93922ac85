"""Extra time that learners of a course are given at its timed quizzes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from courses.models import Course
from courses.studio.guard import course_page, posted
from quizzes.models import ExtraTime, Quiz
from quizzes.studio.queue import read_id
from quizzes.studio.time_forms import ExtraTimeForm
from quizzes.taking.timing import give_extra_time, take_extra_time


@course_page
def extra_time(request: HttpRequest, course: Course) -> HttpResponse:
    """POST: ``action=give`` with the form's fields, ``action=take`` with a row's id."""
    if request.method == "POST" and request.POST.get("action") == "take":
        rows = ExtraTime.objects.filter(course=course).select_related("user", "quiz")
        row = get_object_or_404(rows, pk=read_id(request.POST.get("row", "")))
        take_extra_time(row=row)
        messages.success(request, f"{row.user} has the usual time again.")
        return redirect("desk:extra_time", course.slug)
    timed = list(Quiz.objects.proper().filter(course=course, time_limit__isnull=False))
    form = ExtraTimeForm(posted(request), course=course, quizzes=timed)
    if form.is_valid():
        row = give_extra_time(course=course, **form.cleaned_data)
        messages.success(request, f"{row.user} has {row.words}.")
        return redirect("desk:extra_time", course.slug)
    rows = ExtraTime.objects.filter(course=course).select_related("user", "quiz")
    return render(
        request,
        "desk/extra_time.html",
        {
            "course": course,
            "form": form,
            "rows": list(rows.order_by("user__name", "user__email", "quiz")),
            "timed": timed,
        },
        status=400 if form.errors else 200,
    )
