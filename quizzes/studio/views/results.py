"""What learners did with a quiz, as a page and as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from courses.models import Course
from courses.studio.guard import course_page
from quizzes.models import Attempt, Quiz
from quizzes.studio.reporting import (
    attempt_rows,
    learner_lines,
    option_rows,
    question_lines,
    totals,
)
from quizzes.studio.spreadsheets import csv_lines
from quizzes.studio.views.common import course_quiz
from quizzes.taking.closing import close_overdue

PAGE = 50


@course_page
def results(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    found = _settled(course, quiz)
    learners = learner_lines(found)
    return render(
        request,
        "desk/results.html",
        {
            "course": course,
            "quiz": found,
            "totals": totals(found, learners),
            "page": Paginator(learners, PAGE).get_page(request.GET.get("page")),
            "questions": question_lines(found),
        },
    )


@course_page
def results_csv(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    found = _settled(course, quiz)
    return _file(attempt_rows(found), found, "results")


@course_page
def options_csv(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    found = _settled(course, quiz)
    return _file(option_rows(found), found, "options")


def _settled(course: Course, pk: int) -> Quiz:
    """The quiz, after grading the attempts whose time is over."""
    found = course_quiz(course, pk)
    close_overdue(Attempt.objects.filter(quiz=found))
    return found


def _file(rows: Iterator[list[object]], quiz: Quiz, what: str) -> HttpResponse:
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    name = f"{quiz.course.slug}-quiz-{quiz.pk}-{what}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response  # type: ignore[return-value]
