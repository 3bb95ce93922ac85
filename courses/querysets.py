"""Reads of the course's rows, named by what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from accounts.models import User
    from courses.models import Course, Fact, Lesson, Module, Term  # noqa: F401

    Person: TypeAlias = User | AnonymousUser


class CourseQuerySet(models.QuerySet["Course"]):
    def published(self) -> CourseQuerySet:
        return self.filter(status="published")

    def taught_by(self, user: Person) -> CourseQuerySet:
        """Courses that the person may edit: admins all, others those they teach."""
        if not user.is_authenticated:
            return self.none()
        if is_admin(user):
            return self
        return self.filter(instructor__user=user)

    def visible_to(self, user: Person) -> CourseQuerySet:
        """Published courses, and also unpublished ones that the person teaches."""
        if not user.is_authenticated:
            return self.published()
        if is_admin(user):
            return self
        return self.filter(
            Q(status="published") | Q(pk__in=self.model.objects.filter(instructor__user=user))
        )


class LessonQuerySet(models.QuerySet["Lesson"]):
    def standing(self) -> LessonQuerySet:
        """Lessons that the document still has."""
        return self.filter(retired_at__isnull=True)

    def in_outline(self) -> LessonQuerySet:
        """Without the long texts, with the segments."""
        long = ("source", "html", "base_source", "incoming_source")
        return self.defer(*long).prefetch_related("segments")


class FactQuerySet(models.QuerySet["Fact"]):
    def standing(self) -> FactQuerySet:
        """Facts that the document still states, in lessons that it still has."""
        return self.filter(retired_at__isnull=True, lesson__retired_at__isnull=True)


class TermQuerySet(models.QuerySet["Term"]):
    def told(self) -> TermQuerySet:
        """Terms that a key fact mentions; others wait for their module to come back."""
        from courses.models import Mention

        mentions = Mention.objects.filter(term=OuterRef("pk"), fact__retired_at__isnull=True)
        return self.filter(Exists(mentions))


def is_admin(user: User) -> bool:
    """Admins reach every course: superusers, and staff with the right to change courses."""
    return user.is_active and user.is_staff and user.has_perm("courses.change_course")
