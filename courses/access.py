"""Who may see and who may change a course. Whoever may not gets 404, never 403."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.roles import INSTRUCTOR
from courses.models import Course, Enrolment, Instructor
from courses.querysets import is_admin

if TYPE_CHECKING:
    from accounts.models import User


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
    # One query for both.
    own = Instructor.objects.filter(user=user).order_by().values_list("pk")
    group = user.groups.filter(name=INSTRUCTOR).order_by().values_list("pk")
    return own.union(group, all=True)[:1].exists()


def teachers_only(request: HttpRequest) -> None:
    """404 for whom the studio has nothing."""
    if not teaches(request.user):
        raise Http404


def is_enrolled(user: User | AnonymousUser, course: Course) -> bool:
    return user.is_authenticated and Enrolment.objects.filter(course=course, user=user).exists()
