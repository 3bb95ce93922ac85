"""Filters of our templates: how seconds, spans and days are written."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from courses.documents.inline_html import words
from courses.learning.timecodes import duration as to_duration
from courses.learning.timecodes import timecode as to_timecode
from courses.models import Course
from courses.pictures.cover_files import wide_name

register = template.Library()


@register.filter
def timecode(seconds: int | float | None) -> str:
    """Seconds as ``1:10``, ``17:04`` or ``1:02:03``; empty for None."""
    return "" if seconds is None else to_timecode(int(seconds))


@register.filter
def duration(seconds: int | float | None) -> str:
    """Seconds as a length in words: ``40 s``, ``24 min``, ``2 h 10 min``; empty for None."""
    return "" if seconds is None else to_duration(int(seconds))


@register.filter
def span(start: int | None, end: int | None = None) -> str:
    """``7:12–7:31``; an open end reads ``7:12–end``. Use as ``{{ start|span:end }}``."""
    if start is None:
        return ""
    return f"{to_timecode(start)}–{'end' if end is None else to_timecode(end)}"


@register.filter
def day(moment: datetime | None) -> str:
    """``today``, ``yesterday`` or a date, in the person's time zone."""
    if moment is None:
        return ""
    then = timezone.localtime(moment).date()
    apart = (timezone.localdate() - then).days
    if apart == 0:
        return "today"
    if apart == 1:
        return "yesterday"
    return date_format(then, "j F" if then.year == timezone.localdate().year else "j F Y")


@register.filter
def tongues(text: str) -> SafeString:
    """Escaped text, its Japanese marked as such: it is read aloud and drawn as Japanese."""
    return SafeString(words(text))


@register.filter
def wide_cover(course: Course) -> str:
    """Address of the wide drawing that stands beside a drawn cover; empty for an uploaded one."""
    if course.cover or not course.drawn_cover:
        return ""
    return wide_name(course.drawn_cover.url)


@register.filter
def iso_day(text: str | None) -> str:
    """A record's ISO date in words: ``2024-04-12`` is ``12 April 2024``; others as they are."""
    try:
        return date_format(date.fromisoformat(text or ""), "j F Y")
    except ValueError:
        return text or ""


@register.filter
def web_address(text: str | None) -> str:
    """The text if it can be a link of ours (http or https), else empty."""
    return text if text and text.startswith(("https://", "http://")) else ""
