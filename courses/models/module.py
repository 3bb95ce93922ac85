"""Modules: a document of a course each."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from courses.documents.text import fold_name
from courses.models.course import Course
from courses.models.video import Video


class Module(models.Model):
    """One document of a course."""

    class Kind(models.TextChoices):
        NOTE = "note", "Video"
        ARTICLE = "article", "Article"

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="modules", db_index=False
    )
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    video = models.ForeignKey(
        Video, on_delete=models.PROTECT, null=True, blank=True, related_name="modules"
    )
    source_name = models.CharField(
        max_length=255,
        help_text="The document's file name: a second import finds its module by it.",
    )
    source_hash = models.CharField(max_length=64, help_text="sha256 of the document's text.")
    folded_name = models.CharField(max_length=255, editable=False)
    folded_title = models.CharField(max_length=300, editable=False)
    # The source's record, shown as its credit and never taught: see documents.model.Credit.
    credit = models.JSONField(default=dict, blank=True)
    # What reading the document counted and warned of, so that an unchanged one is not read again.
    outcome = models.JSONField(default=dict, blank=True, editable=False)
    # Set with every write and cleared once the links to its names were looked at: an import that
    # was killed in between leaves it set, and the next one goes on there.
    links_due = models.BooleanField(default=False, editable=False)
    imported_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["course", "position"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="module_slug_unique"),
            models.UniqueConstraint(fields=["course", "source_name"], name="module_source_unique"),
        ]
        indexes = [
            models.Index(fields=["course", "position"], name="module_order"),
            models.Index(fields=["folded_name"], name="module_by_name"),
            models.Index(fields=["folded_title"], name="module_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:module", args=[self.course.slug, self.slug])

    @property
    def channel_name(self) -> str:
        """Who made the video: its note's own word, better spelled where its channel is.

        Where the note names none, the video's channel. Load ``video__channel`` beside the row.
        """
        said = str(self.credit.get("channel") or "")
        channel = self.video.channel if self.video else None
        if channel and (not said or fold_name(said[:200])[:200] == channel.key):
            return channel.name
        return said
