"""The lesson page: the text beside its source."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from config.stamp import stamp_of
from config.stored import keep_out, stored
from courses.context import person_teaches
from courses.learning.intervals import Interval
from courses.learning.lesson_reading import LessonContent, published_lesson, read_content
from courses.learning.outline import OutlineLesson, OutlineModule
from courses.learning.outline_reading import read_outline
from courses.learning.progress import note_seen
from courses.learning.timeline import Timeline, build_timeline
from courses.library.backlinks import told_also_in
from courses.views.common import cache_for_strangers, gone_lesson, visible_lesson

NEAR_END = 3
"""Who stopped so few seconds before the end has heard it: play starts anew."""
SIDE = 440
"""Pixels of the column beside the text."""


@stored(reads=["t"])
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    """A lesson's address is made from its first heading and stays, whatever it is called later.

    A lesson that its document no longer has leads to its module: not for good, it may come back.
    """
    stamp = stamp_of(request)
    content = published_lesson((course, module, lesson), stamp)
    if content is None:
        if home := gone_lesson(request, course, module, lesson):
            return redirect(home)
        # A draft that this person teaches, or 404.
        content = read_content(visible_lesson(request, course, module, lesson))
    found = content.lesson
    outline = read_outline(found.module.course, request.user, stamp=stamp)
    if all(one.lesson.pk != found.pk for one in outline.lessons):
        # An import came in between: what it left is read anew.
        content = read_content(visible_lesson(request, course, module, lesson))
        found, outline = content.lesson, read_outline(content.lesson.module.course, request.user)
    row, part = outline.row_of(found), outline.part_of(found)
    if request.user.is_authenticated and request.method == "GET":
        note_seen(outline, row, user=request.user, now=timezone.now())
    if person_teaches(request):  # who also sees what drafts tell
        told_also = told_also_in(found.module, request.user, lesson=found)
        content = replace(content, told_also=told_also, fragments={})
    before, after = outline.neighbours(row)
    # Addresses that we write ourselves name a citation's second; any other is somebody's own.
    if "t" in request.GET and request.GET["t"] not in map(str, content.cited):
        keep_out(request)
    start_at = _start_at(request, row)
    context = {
        "course": found.module.course,
        "module": found.module,
        "lesson": found,
        "row": row,
        "part": part,
        "outline": outline,
        "before": before,
        "after": after,
        "content": content,
    }
    if found.module.video:
        context["player"] = _player(request, row, after, start_at)
        context["timeline"] = _timeline(content, row, part, start_at)
    elif request.user.is_authenticated:
        context["reading_url"] = _watched_url(row)
    return cache_for_strangers(request, render(request, "courses/lesson.html", context))


def _start_at(request: HttpRequest, row: OutlineLesson) -> int | None:
    """The second to play from: the one in the address (?t=), else where the learner stopped."""
    asked = request.GET.get("t", "")
    if asked.isascii() and asked.isdigit() and _inside(row.spans, int(asked[:6])):
        return int(asked[:6])
    stopped = row.stopped_at
    if stopped is None or not _inside(row.spans, stopped):
        return None
    at_edge = stopped <= row.spans[0][0] or stopped >= row.spans[-1][1] - NEAR_END
    return None if at_edge else stopped


def _inside(spans: tuple[Interval, ...], seconds: int) -> bool:
    return any(start <= seconds < end for start, end in spans)


def _player(
    request: HttpRequest, row: OutlineLesson, after: OutlineLesson | None, start_at: int | None
) -> dict[str, object]:
    """Context of ``_player.html``; only who is logged in has progress to report."""
    module = row.lesson.module
    return {
        "video_id": module.video.key if module.video else "",
        "title": f"{module.title}: {row.lesson.heading}",
        "slices": [{"start": start, "end": end} for start, end in row.slices],
        "resume": start_at,
        "watched": row.watched,
        "watched_url": _watched_url(row) if request.user.is_authenticated else "",
        "label": "Lecture",
        "next_url": after.url if after else "",
        "next_label": after.lesson.heading if after else "",
    }


def _watched_url(row: OutlineLesson) -> str:
    module = row.lesson.module
    return reverse("courses:watched", args=[module.course.slug, module.slug, row.lesson.slug])


def _timeline(
    content: LessonContent, row: OutlineLesson, part: OutlineModule, start_at: int | None
) -> Timeline:
    stretches = [one.stretch(content.cited if one is row else ()) for one in part.lessons]
    return build_timeline(
        stretches,
        current=part.index_of(row),
        watched=part.watched,
        head=start_at,
        duration=part.module.video.seconds if part.module.video else None,
        width=SIDE,
    )
