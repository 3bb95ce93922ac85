"""The review desk: what waits, one question beside its evidence, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import TaskResultStatus

from config.stamp import stamp_of
from courses.models import Course
from courses.studio.guard import course_page, person
from quizzes.bank.authoring import DECISIONS, decide
from quizzes.bank.following import catch_up
from quizzes.bank.generating import GenerationReport
from quizzes.models import Question
from quizzes.reports import open_reports, resolve_reports
from quizzes.studio import queue as queues
from quizzes.studio.queue import Chosen, read_id
from quizzes.studio.sheet import sheet_of
from quizzes.studio.tasks import generate_in_background
from quizzes.studio.views.common import course_question
from quizzes.wording import counted

DONE = {"approve": "Approved", "reject": "Rejected", "restore": "Put back"}
# What takes a decision back: the one that made the question what it was before.
UNDO = {
    Question.Status.APPROVED: "approve",
    Question.Status.REJECTED: "reject",
    Question.Status.SUGGESTED: "suggest",
}


def desk_url(course: Course, chosen: Chosen, question: int | None = None) -> str:
    return reverse("desk:questions", args=[course.slug]) + chosen.query(question=question)


def shelf_of(question: Question) -> str:
    """The filter that shows the question: what is no part of the review has its own."""
    apart = {Question.Status.RETIRED: "retired", Question.Status.SUGGESTED: "suggested"}
    return apart.get(Question.Status(question.status), "")


@course_page
def questions(request: HttpRequest, course: Course) -> HttpResponse:
    chosen = Chosen.read(request.GET, course)
    catch_up(course=course, stamp=stamp_of(request))
    listed = list(queues.queue(course, chosen).values_list("pk", "status"))
    ids = [pk for pk, _ in listed]
    wanted = _wanted(request, chosen, listed)
    question = course_question(course, wanted) if wanted else None
    place = ids.index(wanted) if wanted in ids else None
    pages = Paginator(ids, queues.PAGE)
    page = pages.get_page(request.GET.get("page") or (place or 0) // queues.PAGE + 1)
    return render(
        request,
        "desk/questions.html",
        {
            "course": course,
            "chosen": chosen,
            "page": page,
            "rows": queues.rows_of(list(page.object_list)),
            "standing": queues.standing(course, chosen.lesson),
            "lessons": queues.lessons_with_questions(course),
            "statuses": queues.STATUS_WORDS,
            "question": question,
            "sheet": sheet_of(question) if question else None,
            "reports": list(open_reports(question)) if question else [],
            "number": None if place is None else place + 1,
            "total": len(ids),
            "previous": ids[place - 1] if place else None,
            "next": ids[place + 1] if place is not None and place + 1 < len(ids) else None,
        },
    )


def _wanted(request: HttpRequest, chosen: Chosen, listed: list[tuple[int, str]]) -> int | None:
    """The question to show: the one that is named, else the first that waits for a judgement."""
    named = request.GET.get("question", "")
    if named:
        return read_id(named)
    if "page" in request.GET:
        # Turning the queue's page shows the first question of that page.
        shown = Paginator(listed, queues.PAGE).get_page(request.GET["page"]).object_list
        return shown[0][0] if shown else None
    fits = (pk for pk, status in listed if chosen.status or status in queues.WAITING)
    return next(fits, None)


@course_page
def question(request: HttpRequest, course: Course, question: int) -> HttpResponse:
    """A question's own address: its place at the desk."""
    found = course_question(course, question)
    return redirect(desk_url(course, Chosen(status=shelf_of(found)), found.pk))


@course_page
def decide_question(request: HttpRequest, course: Course, question: int) -> HttpResponse:
    found = course_question(course, question)
    if request.method != "POST":  # for example sent back here by the log-in
        return redirect(desk_url(course, Chosen(), found.pk))
    chosen = Chosen.read(request.POST, course)
    action = request.POST.get("action", "")
    if action not in DECISIONS:
        raise Http404
    following = queues.next_to_judge(course, chosen, found)
    undo = UNDO.get(Question.Status(found.status), "restore")
    decide(question=found, action=action, by=person(request))
    if "undo" in request.GET or action not in DONE:
        messages.success(request, "Taken back." if "undo" in request.GET else "Put back.")
        return redirect(desk_url(course, chosen, found.pk))
    words = f"{DONE[action]}. " + ("Next question is ready." if following else "It was the last.")
    toast = render_to_string(
        "desk/_undo.html",
        {"words": words, "course": course, "question": found, "action": undo},
    )
    messages.success(request, toast)
    return redirect(desk_url(course, chosen, following))


@course_page
def resolve(request: HttpRequest, course: Course, question: int) -> HttpResponse:
    """Settles what learners reported of a question."""
    found = course_question(course, question)
    if request.method != "POST":
        return redirect(desk_url(course, Chosen(), found.pk))
    chosen = Chosen.read(request.POST, course)
    note = request.POST.get("note", "").replace("\x00", "").strip()
    settled = resolve_reports(question=found, by=person(request), note=note)
    if settled:
        messages.success(request, f"{counted(settled, 'report', 'reports').capitalize()} settled.")
    else:
        messages.info(request, "Its reports are settled already.")
    return redirect(desk_url(course, chosen, found.pk))


@course_page
def generate(request: HttpRequest, course: Course) -> HttpResponse:
    if request.method == "POST":
        run = generate_in_background.enqueue(course.pk)
        if run.status == TaskResultStatus.SUCCESSFUL:
            messages.success(request, _told(GenerationReport(**(run.return_value or {}))))
        elif run.is_finished:
            messages.error(request, "The questions could not be made. What was there is as it was.")
        else:
            messages.info(request, "Questions are being made. Look again in a minute or two.")
    return redirect("desk:questions", course.slug)


def _told(report: GenerationReport) -> str:
    """What generating did, in a sentence or two."""
    facts = counted(report.facts, "key fact", "key facts")
    if not report.facts:
        return "The course has no key facts yet. Upload a document first."
    said = [f"{counted(report.added, 'question', 'questions')} added from {facts}"]
    if not report.added:
        said = [f"Nothing new in {facts}"]
    if report.withdrawn:
        said.append(f"{counted(report.withdrawn, 'question', 'questions')} withdrawn")
    if report.quizzes_added:
        said.append(f"{counted(report.quizzes_added, 'quiz', 'quizzes')} drafted")
    sentence = ", ".join(said) + "."
    return sentence[0].upper() + sentence[1:]
