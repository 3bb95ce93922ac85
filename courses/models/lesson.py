"""Lessons: sections of documents, with their slices of the video."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from courses.models.module import Module
from courses.querysets import LessonQuerySet


class Lesson(models.Model):
    """One section of a document."""

    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, related_name="lessons", db_index=False
    )
    key = models.CharField(max_length=64, help_text="From the document: its heading and place.")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300)
    folded_heading = models.CharField(max_length=300, editable=False, default="")
    slug = models.SlugField(max_length=100, db_index=False)
    source = models.TextField(help_text="Markdown, with citations and wikilinks as written.")
    html = models.TextField(editable=False, help_text="Rendered and sanitised from the source.")
    words = models.PositiveIntegerField(default=0)
    first_paragraph = models.PositiveIntegerField(default=1)
    last_paragraph = models.PositiveIntegerField(default=1)
    is_intro = models.BooleanField(default=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
    # Only where a person edited the lesson: what the document said when they did, or what of it
    # they have seen since.
    base_heading = models.CharField(max_length=300, blank=True, default="", editable=False)
    base_source = models.TextField(blank=True, default="", editable=False)
    # And what it says now, until they accept, merge or dismiss it.
    incoming_heading = models.CharField(max_length=300, blank=True, default="", editable=False)
    incoming_source = models.TextField(blank=True, default="", editable=False)
    incoming_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Set while a new text waits."
    )
    retired_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Gone from the document."
    )

    objects: ClassVar[LessonQuerySet] = LessonQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["module", "position"]
        constraints = [
            models.UniqueConstraint(fields=["module", "key"], name="lesson_key_unique"),
            models.UniqueConstraint(fields=["module", "slug"], name="lesson_slug_unique"),
            models.CheckConstraint(
                condition=Q(incoming_at__isnull=True) | Q(edited_at__isnull=False),
                name="lesson_incoming_beside_an_edit",
            ),
        ]
        indexes = [
            models.Index(fields=["folded_heading"], name="lesson_by_heading"),
            models.Index(
                fields=["edited_by"], condition=Q(edited_by__isnull=False), name="lesson_editor"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        module = self.module
        return reverse("courses:lesson", args=[module.course.slug, module.slug, self.slug])


class Segment(models.Model):
    """A slice of the video that a lesson tells of. ``end`` is empty where the slice is open."""

    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="segments", db_index=False
    )
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(help_text="Seconds.")
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Seconds; empty if open.")

    class Meta:
        ordering = ["lesson", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "position"], name="segment_position_unique"),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="segment_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{'' if self.end is None else self.end} s"
