"""Documents on their way in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from courses.models.course import Course


class Upload(models.Model):
    """Documents that an instructor sent: waiting to be looked over, being imported, or decided."""

    class State(models.TextChoices):
        WAITING = "waiting"
        QUEUED = "queued"
        RUNNING = "running"
        IMPORTED = "imported"
        CANCELLED = "cancelled"
        FAILED = "failed"
        DISCARDED = "discarded"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="sha256 of names and texts."
    )
    size = models.PositiveBigIntegerField(default=0, help_text="Characters of all documents.")
    total = models.PositiveIntegerField(default=0, help_text="Documents.")
    done = models.PositiveIntegerField(default=0, help_text="Documents that are decided.")
    # Which start of the import may write: one that was taken over finds a higher number here.
    run = models.PositiveIntegerField(default=0, editable=False)
    cancel_requested = models.BooleanField(default=False)
    beat_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Last sign of life of the import."
    )
    problem = models.TextField(blank=True, help_text="Why the import failed as a whole.")
    # {"totals": …} once the import is over; what became of each document stands in its row.
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="upload_done_in_total")
        ]

    def __str__(self) -> str:
        return f"{self.total} documents for {self.course}"


class UploadedDocument(models.Model):
    """One document of an upload, in the order in which they are imported."""

    upload = models.ForeignKey(
        Upload, on_delete=models.CASCADE, related_name="documents", db_index=False
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    source_hash = models.CharField(max_length=64)
    # Empty while the document waits, then the state of its ``DocumentReport``.
    state = models.CharField(max_length=12, blank=True, default="")
    outcome = models.JSONField(default=dict, blank=True, help_text="Its row of the report.")

    class Meta:
        ordering = ["upload", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "position"], name="uploaded_document_position_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name
