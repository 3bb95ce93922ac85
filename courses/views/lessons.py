"""The lesson page: the text beside its source."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from config.stored import stored
from courses.learning.intervals import Interval
from courses.learning.margins import label_times
from courses.learning.outline import OutlineLesson, OutlineModule
from courses.learning.outline_reading import read_outline
from courses.learning.progress import mark_seen
from courses.learning.timeline import Timeline, build_timeline
from courses.library.backlinks import told_also_in
from courses.library.glossary import words_to_keep
from courses.models import Citation
from courses.views.common import cache_for_strangers, visible_lesson

HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
NEAR_END = 3
"""Who stopped so few seconds before the end has heard it: play starts anew."""
SIDE = 440
"""Pixels of the column beside the text."""


@stored
def lesson(request: HttpRequest, course: str, module: str, lesson: str) -> HttpResponse:
    found = visible_lesson(request, course, module, lesson)
    outline = read_outline(found.module.course, request.user)
    if request.user.is_authenticated and request.method == "GET":
        mark_seen(user=request.user, lesson=found, now=timezone.now())
    row, part = outline.row_of(found), outline.part_of(found)
    before, after = outline.neighbours(row)
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
        "html": label_times(found.html),
        "headings": _headings(found.html),
        "kept": words_to_keep(found),
        "told_also": told_also_in(found.module, request.user, lesson=found),
    }
    if found.module.video:
        context["player"] = _player(request, row, after, start_at)
        context["timeline"] = _timeline(row, part, start_at)
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
    names = [module.course.slug, module.slug, row.lesson.slug]
    known = request.user.is_authenticated
    return {
        "video_id": module.video.key if module.video else "",
        "title": f"{module.title}: {row.lesson.heading}",
        "slices": [{"start": start, "end": end} for start, end in row.slices],
        "resume": start_at,
        "watched": row.watched,
        "watched_url": reverse("courses:watched", args=names) if known else "",
        "label": "Lecture",
        "next_url": after.url if after else "",
        "next_label": after.lesson.heading if after else "",
    }


def _timeline(row: OutlineLesson, part: OutlineModule, start_at: int | None) -> Timeline:
    cited = Citation.objects.filter(fact__lesson=row.lesson, fact__retired_at__isnull=True)
    seconds = sorted(cited.order_by().values_list("seconds", flat=True).distinct())
    stretches = [one.stretch(seconds if one is row else ()) for one in part.lessons]
    return build_timeline(
        stretches,
        current=part.index_of(row),
        watched=part.watched,
        head=start_at,
        duration=part.module.video.seconds if part.module.video else None,
        width=SIDE,
    )


def _headings(html: str) -> list[dict[str, str]]:
    """The headings inside a lesson's stored text: id, level and plain words."""
    return [
        {"level": level, "id": name, "text": unescape(strip_tags(inner)).strip()}
        for level, name, inner in HEADING.findall(html)
    ]
