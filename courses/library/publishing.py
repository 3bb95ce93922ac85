"""A course's way from draft to published to archived."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from courses.library.linking import names_of, relink_names
from courses.models import Course


@transaction.atomic
def set_status(*, course: Course, status: str) -> bool:
    """Publishes, archives or withdraws a course; whether anything changed.

    Other courses' wikilinks lead into published courses only, so they are looked at again.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.status == status:
        return False
    course.status = Course.Status(status)
    if course.is_published and course.published_at is None:
        course.published_at = timezone.now()
    course.save(update_fields=["status", "published_at", "updated_at"])
    relink_names(names_of(course.modules.all()))
    return True
