"""Who may see and who may change a course. Whoever may not gets 404, never 403."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.roles import INSTRUCTOR
from courses.models import Course, Enrolment
from courses.querysets import is_admin

if TYPE_CHECKING:
    from accounts.models import User

TEACHES = """
    SELECT 1 FROM courses_instructor WHERE user_id = %s
    UNION ALL
    SELECT 1 FROM accounts_user_groups JOIN auth_group ON auth_group.id = group_id
    WHERE user_id = %s AND auth_group.name = %s
    LIMIT 1
"""


def visible_course(request: HttpRequest, slug: str) -> Course:
    """The course that this person may read, or 404."""
    return get_object_or_404(Course.objects.visible_to(request.user), slug=slug)


def taught_course(request: HttpRequest, slug: str) -> Course:
    """The course that this person may edit, or 404. Use it behind ``login_required``."""
    return get_object_or_404(Course.objects.taught_by(request.user), slug=slug)


def may_teach(user: User | AnonymousUser) -> bool:
    """Whether the person may make courses: admins and the group of instructors."""
    if not user.is_authenticated:
        return False
    return is_admin(user) or user.groups.filter(name=INSTRUCTOR).exists()


def teaches(user: User | AnonymousUser) -> bool:
    """Whether the studio has something for this person."""
    if not user.is_authenticated:
        return False
    if is_admin(user):
        return True
    # Every page of a person asks this: one query, in plain SQL because building it costs more.
    with connection.cursor() as cursor:
        cursor.execute(TEACHES, [user.pk, user.pk, INSTRUCTOR])
        return cursor.fetchone() is not None


def teachers_only(request: HttpRequest) -> None:
    """404 for whom the studio has nothing."""
    if not teaches(request.user):
        raise Http404


def is_enrolled(user: User | AnonymousUser, course: Course) -> bool:
    return user.is_authenticated and Enrolment.objects.filter(course=course, user=user).exists()
