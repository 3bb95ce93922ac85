"""Key facts, and the seconds at which they are said."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from courses.models.lesson import Lesson
from courses.querysets import FactQuerySet


class Fact(models.Model):
    """A key fact: one sentence with its evidence."""

    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="facts", db_index=False
    )
    key = models.CharField(max_length=64, help_text="From the document: its place and text.")
    position = models.PositiveIntegerField(help_text="Order in the module.")
    text = models.TextField()
    paragraph = models.PositiveIntegerField(help_text="Counted through the document from 1.")
    start = models.PositiveIntegerField(help_text="Offset in the document's text, characters.")
    end = models.PositiveIntegerField(help_text="Offset in the document's text, characters.")
    # What "it" and "the company" may refer to: {"heading", "lead_in", "terms"}.
    context = models.JSONField(default=dict, blank=True)
    retired_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Gone from the document."
    )

    objects: ClassVar[FactQuerySet] = FactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["lesson", "position"]
        verbose_name = "key fact"
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="fact_key_unique"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="fact_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def seconds(self) -> int | None:
        """Second of the first citation, ``None`` in an article; prefetch ``citations``."""
        for citation in self.citations.all():
            return citation.seconds
        return None


class Citation(models.Model):
    """The second at which a fact is said."""

    class State(models.TextChoices):
        AS_WRITTEN = "as_written"
        REPAIRED = "repaired"
        DOUBTFUL = "doubtful"

    fact = models.ForeignKey(
        Fact, on_delete=models.CASCADE, related_name="citations", db_index=False
    )
    position = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.AS_WRITTEN)

    class Meta:
        ordering = ["fact", "position"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "position"], name="citation_position_unique")
        ]

    def __str__(self) -> str:
        return f"{self.seconds} s"
