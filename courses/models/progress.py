"""How far learners are."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from courses.models.lesson import Lesson


class Progress(models.Model):
    """How far a learner is in a lesson."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress", db_index=False
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="progress")
    # Union of the played intervals, [[start, end], …] in seconds, sorted and disjoint.
    watched = models.JSONField(default=list, blank=True)
    read_to = models.PositiveIntegerField(null=True, blank=True, help_text="Seconds: resume here.")
    seen_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "progress"
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson"], name="progress_once_per_lesson")
        ]
        indexes = [models.Index(fields=["user", "-seen_at"], name="progress_latest")]

    def __str__(self) -> str:
        return f"{self.user} in {self.lesson}"
