"""The quizzes of a course: their rules, their questions, and whether learners see them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from courses.models import Course, Lesson
from courses.studio.guard import course_page, person
from quizzes.bank.composing import set_questions
from quizzes.models import Attempt, Question, Quiz
from quizzes.querysets import may_be_asked
from quizzes.studio.forms import QuizForm
from quizzes.studio.missing import shortfalls
from quizzes.studio.picks import askable, move, read_picks, shelves
from quizzes.studio.views.common import course_quiz
from quizzes.taking.attempts import AttemptError, start_attempt


@course_page
def quizzes(request: HttpRequest, course: Course) -> HttpResponse:
    attempts = (
        Attempt.objects.counted()
        .filter(quiz=OuterRef("pk"))
        .order_by()
        .values("quiz")
        .annotate(n=Count("pk"))
        .values("n")
    )
    listed = (
        Quiz.objects.proper()
        .filter(course=course)
        .select_related("module", "lesson")
        .defer("lesson__source", "lesson__html")
        .annotate(
            n_questions=Count("entries"),
            n_approved=Count("entries", filter=may_be_asked("entries__question__")),
            n_attempts=Coalesce(Subquery(attempts, output_field=IntegerField()), Value(0)),
        )
        .order_by("module__position", "lesson__position", "pk")
    )
    return render(
        request,
        "desk/quizzes.html",
        {"course": course, "quizzes": list(listed), "shortfalls": shortfalls(course)},
    )


@course_page
def quiz_new(request: HttpRequest, course: Course) -> HttpResponse:
    return _edit(request, course, Quiz(course=course))


@course_page
def quiz_edit(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    return _edit(request, course, course_quiz(course, quiz))


def _edit(request: HttpRequest, course: Course, quiz: Quiz) -> HttpResponse:
    questions = askable(course)
    lessons = list(
        Lesson.objects.standing()
        .filter(module__course=course)
        .select_related("module")
        .only("heading", "module__title")
        .order_by("module__position", "position")
    )
    saved = _saved_order(quiz, questions)
    unsaved = False
    if request.method != "POST":
        order = saved
        form = QuizForm(instance=quiz, course=course, lessons=lessons)
    else:
        order = read_picks(request.POST, questions)
        if moved := request.POST.get("move", ""):
            # The form as it was filled in, with the new order: nothing is saved yet.
            order = move(order, moved)
            form = QuizForm(instance=quiz, course=course, lessons=lessons, initial=_typed(request))
            unsaved = True
        else:
            form = QuizForm(request.POST, instance=quiz, course=course, lessons=lessons)
            if form.is_valid():
                return _save(request, course, form, [questions[pk] for pk in order])
    context = {
        "course": course,
        "quiz": quiz,
        "form": form,
        "unsaved": unsaved,
        "picked": [questions[pk] for pk in order],
        "shelves": shelves(questions.values(), order, lesson=quiz.lesson_id, module=quiz.module_id),
        "attempts": Attempt.objects.counted().filter(quiz=quiz).count() if quiz.pk else 0,
    }
    return render(request, "desk/quiz_form.html", context)


def _saved_order(quiz: Quiz, questions: dict[int, Question]) -> list[int]:
    if not quiz.pk:
        return []
    entries = quiz.entries.order_by("position", "question").values_list("question", flat=True)
    return [pk for pk in entries if pk in questions]


def _typed(request: HttpRequest) -> dict[str, Any]:
    boxes = {"shuffle_questions", "shuffle_options"}
    names = [*QuizForm.base_fields]
    return {
        name: name in request.POST if name in boxes else request.POST.get(name, "")
        for name in names
    }


def _save(
    request: HttpRequest, course: Course, form: QuizForm, questions: list[Question]
) -> HttpResponse:
    with transaction.atomic():
        quiz = form.save(commit=False)
        quiz.edited = True
        quiz.save()
        set_questions(quiz=quiz, questions=questions)
    messages.success(request, f"Saved “{quiz.title}”.")
    return redirect("desk:quiz_edit", course.slug, quiz.pk)


@course_page
def quiz_preview(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    """Begins the quiz as a learner meets it; nothing of it counts."""
    found = course_quiz(course, quiz)
    if request.method != "POST":
        return redirect("desk:quiz_edit", course.slug, found.pk)
    try:
        attempt = start_attempt(user=person(request), quiz=found, preview=True)
    except AttemptError as error:
        messages.error(request, str(error))
        return redirect("desk:quiz_edit", course.slug, found.pk)
    return redirect("quizzes:attempt", attempt.pk)


@course_page
def quiz_publish(request: HttpRequest, course: Course, quiz: int) -> HttpResponse:
    found = course_quiz(course, quiz)
    back = redirect("desk:quiz_edit", course.slug, found.pk)
    if request.method != "POST":
        return back
    action = request.POST.get("action", "")
    if action == "withdraw":
        Quiz.objects.filter(pk=found.pk).update(status=Quiz.Status.DRAFT)
        messages.success(request, "Withdrawn. Learners keep the results that they have.")
        return back
    if action != "publish":
        raise Http404
    if not found.entries.filter(may_be_asked("question__")).exists():
        messages.error(
            request,
            "It was not published: none of its questions is approved. "
            "Approve one at the review desk, or choose one that is.",
        )
        return back
    Quiz.objects.filter(pk=found.pk).update(status=Quiz.Status.PUBLISHED)
    seen = "Learners see it." if course.is_published else "Learners see it once the course is out."
    messages.success(request, f"Published. {seen}")
    return back
