"""Rows that settle what a citation's time means: kept texts, and lengths that players saw."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ModuleText(models.Model):
    """The document that a module was read from, so that it can be read again without its file.

    Apart from the module, whose rows are listed everywhere: a text may have 5 MB.
    """

    module = models.OneToOneField(
        "courses.Module", on_delete=models.CASCADE, primary_key=True, related_name="kept_text"
    )
    text = models.TextField()

    def __str__(self) -> str:
        return f"Text of module {self.pk}"


class LengthReport(models.Model):
    """How long a video is by one learner's player. ``importing.lengths`` says its worth."""

    video = models.ForeignKey(
        "courses.Video", on_delete=models.CASCADE, related_name="length_reports"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seconds = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["video", "user"], name="length_once_per_person"),
            models.CheckConstraint(condition=Q(seconds__gt=0), name="length_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"
