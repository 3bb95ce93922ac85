"""What the courses keep about a person: see ``accounts.keepers``."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F

from accounts.models import User
from courses.models import Course, Departed, Enrolment, LengthReport, Progress


def data(user: User) -> dict[str, Any]:
    """Stretches are pairs of [start, end]."""
    return {
        "courses_taken": [
            {"course": one.course.title, "since": one.at.isoformat()}
            for one in Enrolment.objects.filter(user=user).select_related("course").order_by("at")
        ],
        "courses_taught": list(
            user.taught_courses.order_by("title").values_list("title", flat=True)
        ),
        "lessons": [
            {
                "course": one.lesson.module.course.title,
                "module": one.lesson.module.title,
                "lesson": one.lesson.heading,
                "seen": one.seen_at.isoformat(),
                "finished": one.done_at.isoformat() if one.done_at else None,
                **_followed(one),
            }
            for one in Progress.objects.filter(user=user)
            .select_related("lesson__module__course")
            .order_by("lesson__module__course", "lesson__module", "lesson")
        ],
        "video_lengths_your_player_told": [
            {"video": one.video.key, "seconds": one.seconds, "at": one.at.isoformat()}
            for one in LengthReport.objects.filter(user=user).select_related("video").order_by("at")
        ],
    }


def _followed(progress: Progress) -> dict[str, Any]:
    """Of a text the paragraphs read, each pair with the last + 1 as its end."""
    unit = "seconds" if progress.lesson.module.video_id else "paragraphs"
    verb = "watched" if progress.lesson.module.video_id else "read"
    return {f"{verb}_{unit}": progress.watched, f"stopped_at_{unit[:-1]}": progress.read_to}


def hindrances(user: User) -> list[str]:
    """A course that only this person teaches would be left to nobody."""
    alone = (
        Course.objects.filter(pk__in=user.taught_courses.values("pk"))
        .annotate(n_instructors=Count("instructor"))
        .filter(n_instructors=1)
        .order_by("title")
    )
    return [
        f"Only you teach “{course.title}”. Name another instructor on its page “People” first."
        for course in alone
    ]


def let_go(user: User) -> None:
    """Each course taken counts one learner who left, and the lessons that they had finished.

    In the order of their ids: two people who leave at once never wait in a ring.
    """
    done = dict(
        Progress.objects.filter(user=user, done_at__isnull=False)
        .values_list("lesson__module__course")
        .annotate(n=Count("pk"))
    )
    taken = Enrolment.objects.filter(user=user).order_by("course")
    for course in taken.values_list("course", flat=True):
        Departed.objects.get_or_create(course_id=course)
        Departed.objects.filter(course=course).update(
            learners=F("learners") + 1, lessons_done=F("lessons_done") + done.get(course, 0)
        )
