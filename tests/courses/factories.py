"""Small makers for imports and the learner's pages, on top of tests.personas."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from courses.models import Course, Lesson, Progress

NOTE = """---
title: Lamps of the coast
videoId: abcDEF12345
---

The first lamp burned whale oil in 1790 [00:00:05].

## The keepers

Three keepers lived on the rock [00:01:10]. They earned 45 pounds a year [00:01:30].

## The fog horn

The horn of steam was fitted in 1866 [00:03:00]. It was heard 12 miles away [00:03:20].
"""


def lessons_of(course: Course) -> list[Lesson]:
    """In the order in which they are read."""
    found = Lesson.objects.filter(module__course=course).select_related("module__course")
    return list(found.order_by("module__position", "position"))


def address(lesson: Lesson, suffix: str = "") -> str:
    return lesson.get_absolute_url() + suffix


def stand(user: User, lesson: Lesson, **fields: Any) -> Progress:
    """Where the person stands in the lesson; ``done=True`` marks it done now."""
    if fields.pop("done", False):
        fields["done_at"] = timezone.now()
    return Progress.objects.create(user=user, lesson=lesson, **fields)
