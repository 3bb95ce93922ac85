"""What learners report of questions, for those who teach the course."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Report(models.Model):
    """A person says that something is wrong with a version of a question."""

    class Reason(models.TextChoices):
        WRONG_KEY = "wrong_key", "The answer that counts as right is not right"
        TWO_RIGHT = "two_right", "Another option is right too"
        UNCLEAR = "unclear", "The question cannot be understood"
        EVIDENCE = "evidence", "The sentence or the clip does not prove it"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open"
        RESOLVED = "resolved"

    version = models.ForeignKey("quizzes.Version", on_delete=models.CASCADE, related_name="reports")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="question_reports"
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField(blank=True, help_text="What was done about it.")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version"],
                condition=Q(state="open"),
                name="report_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=Q(state="open", resolved_at__isnull=True)
                | Q(state="resolved", resolved_at__isnull=False),
                name="report_resolved_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["user", "at"], name="report_by_person")]

    def __str__(self) -> str:
        return str(self.get_reason_display())
