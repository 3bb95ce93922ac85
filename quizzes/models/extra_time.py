"""Extra time that a learner is given at timed quizzes."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

MOST_PERCENT, MOST_MINUTES = 400, 24 * 60


class ExtraTime(models.Model):
    """Per cent of the limit and minutes on top, at one quiz or, without one, in the course.

    What is said of the quiz goes before what is said of the course.
    """

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="+")
    quiz = models.ForeignKey(
        "quizzes.Quiz", on_delete=models.CASCADE, null=True, blank=True, related_name="extra_times"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="extra_times"
    )
    percent = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MOST_PERCENT)])
    minutes = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MOST_MINUTES)])

    class Meta:
        ordering = ["course", "user", "quiz"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"],
                condition=Q(quiz__isnull=True),
                name="extra_time_once_per_course",
            ),
            models.UniqueConstraint(fields=["quiz", "user"], name="extra_time_once_per_quiz"),
            models.CheckConstraint(
                condition=Q(percent__lte=MOST_PERCENT, minutes__lte=MOST_MINUTES),
                name="extra_time_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.words}"

    @property
    def words(self) -> str:
        """ "25% and 10 min more"."""
        parts = [f"{self.percent}%"] if self.percent else []
        parts += [f"{self.minutes} min"] if self.minutes else []
        return f"{' and '.join(parts) or 'nothing'} more"
