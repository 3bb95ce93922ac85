"""Attempts at quizzes, and what was answered in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from quizzes.models.question import Version
from quizzes.models.quiz import Quiz
from quizzes.querysets import AttemptQuerySet


class Attempt(models.Model):
    """One person's go at a quiz, with its order of questions and options kept."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts"
    )
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    # An instructor's look through the learner's eyes: it counts in no result.
    preview = models.BooleanField(default=False)
    # As its quiz says, kept here too: what counts is asked for everywhere.
    practice = models.BooleanField(default=False)
    started_at = models.DateTimeField(default=timezone.now)
    # When its time is over, extra time included; None without a limit.
    due_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.FloatField(null=True, blank=True, help_text="Marks.")
    max_score = models.FloatField(null=True, blank=True, help_text="Marks.")
    passed = models.BooleanField(null=True, blank=True)

    objects: ClassVar[AttemptQuerySet] = AttemptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "quiz", "number"], name="attempt_number_unique"
            ),
            models.UniqueConstraint(
                fields=["user", "quiz"],
                condition=Q(submitted_at__isnull=True),
                name="attempt_one_open",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True)
                | Q(score__isnull=False, max_score__isnull=False, passed__isnull=False),
                name="attempt_graded_when_submitted",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=F("max_score"), score__gte=0),
                name="attempt_score_in_range",
            ),
        ]
        indexes = [
            models.Index(fields=["quiz", "submitted_at"], name="attempt_by_quiz"),
            models.Index(
                fields=["due_at"], condition=Q(submitted_at__isnull=True), name="attempt_by_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.quiz}, attempt {self.number}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    @property
    def timed_out(self) -> bool:
        """Closed because its time was over, not handed in."""
        return bool(self.due_at and self.submitted_at and self.submitted_at >= self.due_at)

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means every mark."""
        if self.score is None or not self.max_score:
            return None
        return int(100 * self.score / self.max_score + 1e-9)


class Response(models.Model):
    """A question of an attempt with what was chosen."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="responses")
    position = models.PositiveIntegerField()
    order = models.JSONField(default=list, help_text="The options' ids in the order shown.")
    chosen = models.JSONField(default=list, help_text="The ids of the options chosen.")
    flagged = models.BooleanField(default=False)
    mark = models.FloatField(null=True, blank=True, help_text="0 to 1, empty until graded.")
    answered_at = models.DateTimeField(null=True, blank=True)
    # From here on the answer stands and is told; see quizzes.taking.checking.
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="response_position_unique"
            ),
            models.UniqueConstraint(fields=["attempt", "version"], name="response_version_unique"),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__gte=0, mark__lte=1),
                name="response_mark_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt}, question {self.position}"
