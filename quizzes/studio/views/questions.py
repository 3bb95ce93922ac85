"""Writing a question, and making the next version of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from courses.models import Course, Lesson
from courses.studio.guard import course_page, person
from quizzes.bank.authoring import decide, edit_question, write_question
from quizzes.models import Choice, Question, Version
from quizzes.studio.forms import QuestionEditor
from quizzes.studio.queue import Chosen, read_id
from quizzes.studio.views.common import course_question
from quizzes.studio.views.desk import desk_url, shelf_of


@course_page
def question_new(request: HttpRequest, course: Course) -> HttpResponse:
    lessons = list(
        Lesson.objects.standing()
        .filter(module__course=course)
        .select_related("module")
        .only("heading", "module__title")
        .order_by("module__position", "position")
    )
    lesson = _lesson(request, lessons)
    if lesson is None:
        return render(request, "desk/no_lessons.html", {"course": course})
    step = request.POST.get("step", "")
    if request.method != "POST":
        editor = QuestionEditor(lesson=lesson)
    elif step:
        editor = _on_the_way(request, step, lesson, None)
    else:
        editor = QuestionEditor(lesson=lesson, data=request.POST)
        if editor.is_valid():
            question = write_question(
                lesson=lesson,
                draft=editor.draft(),
                fact=editor.form.cleaned_data["fact"],
                by=person(request),
            )
            return _saved(request, course, question, "The question is written.")
    context = {"editor": editor, "course": course, "lesson": lesson, "lessons": lessons}
    return _form(request, context)


@course_page
def question_edit(request: HttpRequest, course: Course, question: int) -> HttpResponse:
    found = course_question(course, question)
    version = found.current
    if version is None:
        raise Http404
    step = request.POST.get("step", "")
    if request.method != "POST":
        editor = QuestionEditor(lesson=found.lesson, question=found)
    elif step:
        editor = _on_the_way(request, step, found.lesson, found)
    else:
        editor = QuestionEditor(lesson=found.lesson, question=found, data=request.POST)
        if editor.is_valid():
            made = edit_question(
                question=found,
                draft=editor.draft(),
                fact=editor.form.cleaned_data["fact"],
                by=person(request),
            )
            return _saved(request, course, found, _what_became(version, made))
    versions = _history(found)
    context = {
        "editor": editor,
        "course": course,
        "lesson": found.lesson,
        "question": found,
        "versions": versions,
        "answers": next((one.n_answers for one in versions if one.pk == version.pk), 0),
        "next_number": versions[0].number + 1 if versions else 1,
    }
    return _form(request, context)


def _lesson(request: HttpRequest, lessons: list[Lesson]) -> Lesson | None:
    """The lesson that is asked for, or the first; 404 for one of another course."""
    data = request.POST if request.method == "POST" else request.GET
    raw = data.get("lesson", "")
    if not raw:
        return lessons[0] if lessons else None
    wanted = read_id(raw)
    for lesson in lessons:
        if lesson.pk == wanted:
            return lesson
    raise Http404


def _on_the_way(
    request: HttpRequest, step: str, lesson: Lesson, question: Question | None
) -> QuestionEditor:
    """What was typed, with one more row, other boxes or another lesson's sentences."""
    editor = QuestionEditor(lesson=lesson, question=question, data=request.POST, checked=False)
    if step == "more":
        editor.add_row()
    return editor


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "desk/question_form.html", context)


def _saved(request: HttpRequest, course: Course, question: Question, words: str) -> HttpResponse:
    question.refresh_from_db()
    if request.POST.get("then") == "approve":
        decide(question=question, action="approve", by=person(request))
        words += " It is approved."
    elif question.status == Question.Status.DRAFT:
        words += " It waits for approval."
    messages.success(request, words)
    return redirect(desk_url(course, Chosen(status=shelf_of(question)), question.pk))


def _what_became(before: Version, made: Version) -> str:
    if made.pk == before.pk:
        return f"Version {made.number} says this already."
    return f"Saved as version {made.number}."


def _history(question: Question) -> list[Any]:
    """Versions, newest first, with ``n_answers``: the learners' answers, previews aside."""
    counted_answers = Count("responses", filter=Q(responses__attempt__preview=False))
    return list(
        question.versions.annotate(n_answers=counted_answers)
        .select_related("created_by")
        .prefetch_related(Prefetch("choices", queryset=Choice.objects.order_by("position")))
        .order_by("-number")
    )
