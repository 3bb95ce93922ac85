"""Where new modules stand in their course, and at which addresses.

Use everything here with the course locked: two imports would choose the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Max

from courses.importing.slugs import free_slug
from courses.models import Course

# Words that stand where a module's slug would in the addresses of a course: see courses/urls.py.
RESERVED_SLUGS = frozenset({"enrol", "terms"})


def next_position(course: Course) -> int:
    """Behind the last module."""
    last: int | None = course.modules.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def free_addresses(course: Course, wanted: Sequence[str]) -> list[str]:
    """Slugs that no module of the course has, one for each that is wanted, in order.

    Most are free at once and cost one query together; where many documents have one title, those
    with the same beginning are looked at.
    """
    bare = [free_slug(one, set()) for one in wanted]
    there = course.modules.filter(slug__in=set(bare)).values_list("slug", flat=True)
    taken = {*there, *RESERVED_SLUGS}
    for slug, count in Counter(bare).items():
        if slug in taken or count > 1:
            numbered = course.modules.filter(slug__startswith=slug + "-")
            taken.update(numbered.values_list("slug", flat=True))
    found = []
    last: dict[str, int] = {}
    for slug in bare:
        free, last[slug] = _next(slug, taken, last.get(slug, 1))
        taken.add(free)
        found.append(free)
    return found


def _next(slug: str, taken: set[str], number: int) -> tuple[str, int]:
    """The first free one from ``number`` on, and its number; 1 is the slug itself."""
    free = slug if number == 1 else f"{slug}-{number}"
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free, number
