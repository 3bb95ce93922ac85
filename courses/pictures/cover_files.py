"""The drawn covers as files. They follow the lessons: whoever lets some come, go or move
calls ``ensure_drawn_cover``."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from courses.models import Course
from courses.pictures.cover_data import drawn_sections
from courses.pictures.covers import draw_cover

WIDE = (960, 369)
"""Pixels of the wide drawing, 13:5, that small screens show."""


def ensure_drawn_cover(course: Course) -> bool:
    """Draws the course's cover from its lessons; False if the one it has is the same.

    The files' names hold a hash of what is in them, so browsers may keep them for good. The wide
    drawing stands beside the tall one: ``NAME.webp`` and ``NAME-wide.webp``.
    """
    lengths, ticks = drawn_sections(course)
    tall = _webp(draw_cover(course.slug, lengths, ticks))
    name = f"covers/{course.slug}.{sha256(tall).hexdigest()[:16]}.webp"
    before = course.drawn_cover.name
    storage = course.drawn_cover.storage
    if before == name and storage.exists(name):
        return False
    wide = _webp(draw_cover(course.slug, lengths, ticks, wide=True, size=WIDE))
    for address, data in ((name, tall), (wide_name(name), wide)):
        if not storage.exists(address):
            storage.save(address, ContentFile(data))
    course.drawn_cover.name = name
    Course.objects.filter(pk=course.pk).update(drawn_cover=name)
    if before and before != name:
        for address in (before, wide_name(before)):
            storage.delete(address)
    return True


def wide_name(name: str) -> str:
    """The wide drawing's name beside the tall one's."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}-wide.{ending}"


def tall_name(name: str) -> str:
    """The tall drawing's name, given either."""
    stem, _, ending = name.rpartition(".")
    return f"{stem.removesuffix('-wide')}.{ending}"


def _webp(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", quality=90, method=4)
    return out.getvalue()
