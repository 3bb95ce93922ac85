"""What several views share."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control, patch_vary_headers

from courses.access import visible_course
from courses.models import Lesson, Module


def visible_module(request: HttpRequest, course: str, module: str) -> Module:
    """The module of a course that this person may read, or 404."""
    found = visible_course(request, course)
    row = get_object_or_404(
        Module.objects.select_related("video__channel"), course=found, slug=module
    )
    row.course = found
    return row


def visible_lesson(request: HttpRequest, course: str, module: str, lesson: str) -> Lesson:
    """The lesson of a course that this person may read, or 404; retired lessons are gone."""
    parent = visible_module(request, course, module)
    row = get_object_or_404(Lesson.objects.standing(), module=parent, slug=lesson)
    row.module = parent
    return row


def gone_lesson(request: HttpRequest, course: str, module: str, lesson: str) -> Module | None:
    """The module of a lesson that its document no longer has, where this person may read it."""
    parent = visible_module(request, course, module)
    return parent if parent.lessons.filter(slug=lesson, retired_at__isnull=False).exists() else None


def cache_for_strangers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lets a page be kept where it is nobody's own, if the keeper asks each time whether it still
    holds; others' pages are private.

    Who carries a session or a waiting message gets a page of their own, so these cookies decide.
    """
    own = {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
    if request.user.is_authenticated or own:
        patch_cache_control(response, private=True, max_age=0)
    else:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    patch_vary_headers(response, ["Cookie"])
    return response
