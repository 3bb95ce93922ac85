"""Who may see a picture: everybody where it is a published course's, else who may read that course.

Covers are found by the course that has them, pictures in texts by the course in whose editor they
were put. A text that is copied into another course takes its pictures with it, as far as whoever
saves it may see them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db.models import Q

from courses.models import Course, Picture
from courses.pictures.cover_files import tall_name
from courses.querysets import CourseQuerySet

if TYPE_CHECKING:
    from accounts.models import User

PICTURES = "pictures"
_SHOWN = re.compile(
    rf'src="{re.escape(default_storage.url(""))}({PICTURES}/picture-[0-9a-f]{{32}}\.[a-z]+)"'
)


def courses_of(path: str) -> CourseQuerySet:
    """The courses that a file of MEDIA_ROOT belongs to, by its path beneath that."""
    if path.startswith("covers/"):
        drawn = {path, tall_name(path)}
        return Course.objects.filter(Q(cover=path) | Q(drawn_cover__in=drawn))
    return Course.objects.filter(pictures__name=path)


def keep_for(course: Course, names: Iterable[str]) -> None:
    """These pictures are the course's too."""
    rows = [Picture(name=name, course=course) for name in sorted(names)]
    Picture.objects.bulk_create(rows, ignore_conflicts=True)


def keep_shown(*, course: Course, html: str, by: User) -> None:
    """What a teacher's text shows is the course's too, if that person may see it."""
    shown = set(_SHOWN.findall(html))
    if not shown:
        return
    rows = Picture.objects.filter(name__in=shown)
    theirs = rows.filter(course__in=Course.objects.visible_to(by))
    nobodys = shown.difference(rows.values_list("name", flat=True))
    names = {name for name in nobodys if default_storage.exists(name)}
    keep_for(course, names.union(theirs.values_list("name", flat=True)))
