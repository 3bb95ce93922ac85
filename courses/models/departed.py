"""What a course keeps of learners who deleted their account: counts."""

from __future__ import annotations

from django.db import models


class Departed(models.Model):
    """How many learners of a course are gone with their account, and what they had finished."""

    course = models.OneToOneField(
        "courses.Course", on_delete=models.CASCADE, primary_key=True, related_name="departed"
    )
    learners = models.PositiveIntegerField(default=0)
    lessons_done = models.PositiveIntegerField(default=0, help_text="By all of them together.")

    class Meta:
        verbose_name_plural = "departed"

    def __str__(self) -> str:
        return f"{self.learners} of course {self.pk}"
