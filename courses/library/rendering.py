"""A lesson's Markdown becomes its stored HTML: once, at import or edit, never at a page view."""

from __future__ import annotations

from collections.abc import Callable

from courses.importing.preparing import draw, lead
from courses.models import Lesson, Module


def render_lesson(lesson: Lesson, *, resolve: Callable[[str], str | None]) -> str:
    """Safe HTML of ``lesson.source``; ``resolve`` gives the address of a folded name or None."""
    module = lesson.module
    page = draw(
        lesson.source,
        video_id=module.video.key if module.video else "",
        first_paragraph=lesson.first_paragraph,
        numbered=module.kind == Module.Kind.ARTICLE,
    )
    return lead(page, resolve)
