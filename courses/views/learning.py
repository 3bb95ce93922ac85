"""A person's own way: enrolling, reporting progress, and the page of all their courses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from config.stamp import stamp_of
from courses.access import visible_course
from courses.importing.lengths import note_length
from courses.learning import progress
from courses.learning.intervals import Interval, read_intervals, read_second
from courses.learning.outline import CourseOutline, OutlineLesson
from courses.learning.outline_reading import read_outlines
from courses.learning.reels import draw_reel
from courses.learning.timecodes import LONGEST, timecode
from courses.models import Citation, Course, Fact, Lesson
from courses.views.common import visible_lesson

if TYPE_CHECKING:
    from accounts.models import User

WANTED = "wants_to_enrol"
"""Session key: the course that a stranger pressed “enrol” for."""
MOST_BYTES = 16 * 1024
DAY = 24 * 3600
"""Seconds that a video of unknown length may have."""
SLACK = 2
"""Seconds by which a player's clock may run past the length it announced."""
WEEK = timedelta(days=7)


@csrf_exempt
@require_POST
def enrol(request: HttpRequest, course: str) -> HttpResponse:
    """Pages of strangers are stored for all of them and hold no token: their wish is remembered if
    it comes from a page of ours. Everybody else's form is checked as any other.
    """
    if request.user.is_authenticated:
        response: HttpResponse = _enrol_person(request, course)
        return response
    found = visible_course(request, course)
    if _sent_from_here(request):
        request.session[WANTED] = found.pk
    return redirect_to_login(found.get_absolute_url())


@csrf_protect
def _enrol_person(request: HttpRequest, course: str) -> HttpResponse:
    found = visible_course(request, course)
    person: User = request.user  # type: ignore[assignment]
    if progress.enrol(user=person, course=found):
        messages.success(request, "You are enrolled. Your place will be kept.")
    return redirect(found)


def _sent_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form stood on this site; old ones say their origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


@require_POST
def lesson_done(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    found = visible_lesson(request, course, module, lesson)
    if not request.user.is_authenticated:
        return redirect_to_login(found.get_absolute_url())
    done = request.POST.get("done", "1") != "0"
    progress.mark_done(user=request.user, lesson=found, now=timezone.now(), done=done)
    return redirect(found.get_absolute_url() + "#finish")


@require_POST
def watched(request: HttpRequest, course: str, module: str, lesson: str) -> JsonResponse:
    """Takes the report of what was played, or read of a text, as JSON or as a beacon's form."""
    found = visible_lesson(request, course, module, lesson)
    if not request.user.is_authenticated:
        return JsonResponse({"error": "Log in to keep your place."}, status=403)
    try:
        report = _read_report(request, found)
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=400)
    row = progress.record_watched(
        user=request.user,
        lesson=found,
        intervals=report.intervals,
        at=report.at,
        now=timezone.now(),
    )
    video = found.module.video
    if report.duration and video and video.seconds is None:
        note_length(
            user=request.user, course=found.module.course, video=video, seconds=report.duration
        )
    return JsonResponse({"watched": row.watched, "at": row.read_to})


@login_required
@never_cache
def learning(request: HttpRequest) -> HttpResponse:
    stamp = stamp_of(request)
    courses = Course.objects.visible_to(request.user).filter(enrolment__user=request.user.pk)
    outlines = _latest_first(
        read_outlines(list(courses.order_by("-enrolment__at")), request.user, stamp=stamp).values()
    )
    current = next((one for one in outlines if not one.finished and one.total), None)
    resume = current.resume if current else None
    part = current.part_of(resume.lesson) if current and resume else None
    context = {
        "current": current,
        "resume": resume,
        "reel": draw_reel(part, here=resume, width=760),
        "sentence": _sentence_at(resume),
        "others": [one for one in outlines if one is not current],
        "week": _this_week(outlines),
        "hour": timezone.localtime().hour,
    }
    return render(request, "courses/learning.html", context)


@dataclass(frozen=True)
class _Report:
    """What a player tells, in seconds: stretches played, where to resume, the video's length.

    Of a text the page tells in the same words which paragraphs were read, the last + 1 as end.
    """

    intervals: list[Interval]
    at: int | None
    duration: int | None


def _read_report(request: HttpRequest, lesson: Lesson) -> _Report:
    """Raises ValueError in words for anything that no player sends."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise ValueError("The report is too long.")
    report = _json(request.body) if request.content_type == "application/json" else _form(request)
    if not isinstance(report, dict):
        raise ValueError("The report must be an object with “intervals” and “at”.")
    video = lesson.module.video
    longest = (video.seconds or DAY) + SLACK if video else lesson.last_paragraph + 1
    at = report.get("at")
    intervals = read_intervals(report.get("intervals"), longest=longest)
    duration = report.get("duration")
    return _Report(
        intervals,
        None if at is None else read_second(at, longest=longest),
        None if duration is None else read_second(duration, longest=LONGEST),
    )


def _form(request: HttpRequest) -> object:
    """A beacon cannot send headers, so its fields carry JSON beside the token."""
    if "report" in request.POST:
        return _json(request.POST["report"])
    fields = ("intervals", "at", "duration")
    return {name: _json(request.POST[name]) for name in fields if request.POST.get(name)}


def _json(text: str | bytes) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError("The report is not JSON.") from error


def _latest_first(outlines: Iterable[CourseOutline]) -> list[CourseOutline]:
    never = timezone.now() - timedelta(days=36500)
    return sorted(outlines, key=lambda one: one.last_seen or never, reverse=True)


@dataclass(frozen=True)
class _Sentence:
    """What was being said or read where the person stopped, with the way there."""

    text: str
    place: str
    url: str


def _sentence_at(row: OutlineLesson | None) -> _Sentence | None:
    if row is None or row.stopped_at is None:
        return None
    facts = Fact.objects.filter(lesson=row.lesson, retired_at__isnull=True)
    if not row.is_video:
        read = facts.filter(paragraph__lte=row.stopped_at).order_by("-paragraph", "position")
        for fact in read[:1]:
            at = fact.paragraph
            return _Sentence(fact.text, f"¶ {at}", f"{row.url}#p-{at}")
        return None
    said = Citation.objects.filter(fact__in=facts, seconds__lte=row.stopped_at)
    last = said.select_related("fact").order_by("-seconds", "fact__position").first()
    if last is None:
        return None
    return _Sentence(last.fact.text, timecode(last.seconds), f"{row.url}?t={last.seconds}")


def _this_week(outlines: list[CourseOutline]) -> dict[str, int]:
    since = timezone.now() - WEEK
    rows = [row.progress for one in outlines for row in one.lessons if row.progress]
    return {
        "done": sum(row.done_at is not None and row.done_at >= since for row in rows),
        "opened": sum(row.seen_at >= since for row in rows),
        "watched": sum(one.watched_seconds for one in outlines),
    }
