"""Reads what a lesson's page shows to everybody alike: once, until the content changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.html import strip_tags

from courses.learning.kept import Shelf
from courses.learning.margins import label_times
from courses.library.backlinks import Backlinks, told_also_in
from courses.library.glossary import Kept, words_to_keep
from courses.models import Citation, Course, Lesson

HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
PLACE = tuple[str, str, str]
"""Slugs of a course, a module and a lesson."""


@dataclass(frozen=True)
class Heading:
    """A heading inside of a lesson's text: level "2" or "3", id, plain words."""

    level: str
    id: str
    text: str


@dataclass(frozen=True)
class LessonContent:
    """A lesson with its module, course and video loaded, and all that is nobody's own.

    ``told_also`` is as a stranger sees it; ``cited`` are the seconds that its facts cite.
    """

    lesson: Lesson
    html: str
    headings: tuple[Heading, ...]
    kept: tuple[Kept, ...]
    told_also: Backlinks
    cited: tuple[int, ...]
    fragments: dict[Any, Any] = field(default_factory=dict, compare=False)
    """What templates made of it: see ``courses.templatetags.kept``."""


CONTENTS: Shelf[LessonContent] = Shelf(500)


def published_lesson(place: PLACE, stamp: str) -> LessonContent | None:
    """The lesson at an address if everybody may read it; without a query where it is kept."""
    kept = CONTENTS.find(place, stamp)
    if kept is not None:
        return kept
    course, module, slug = place
    lesson = (
        Lesson.objects.standing()
        .filter(module__course__status=Course.Status.PUBLISHED, module__course__slug=course)
        .filter(module__slug=module, slug=slug)
        .select_related("module__course", "module__video__channel")
        .first()
    )
    if lesson is None:
        return None
    content = read_content(lesson)
    CONTENTS.put(place, stamp, content)
    return content


def read_content(lesson: Lesson) -> LessonContent:
    """``lesson`` needs its module, course and video."""
    cited = Citation.objects.filter(fact__lesson=lesson, fact__retired_at__isnull=True)
    return LessonContent(
        lesson=lesson,
        html=label_times(lesson.html),
        headings=tuple(_headings(lesson.html)),
        kept=tuple(words_to_keep(lesson)),
        told_also=told_also_in(lesson.module, AnonymousUser(), lesson=lesson),
        cited=tuple(sorted(cited.order_by().values_list("seconds", flat=True).distinct())),
    )


def _headings(html: str) -> list[Heading]:
    return [
        Heading(level, name, unescape(strip_tags(inner)).strip())
        for level, name, inner in HEADING.findall(html)
    ]
