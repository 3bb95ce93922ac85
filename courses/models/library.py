"""What ties documents to one another: links, terms and their mentions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from courses.documents.terms import letter_of
from courses.models.course import Course
from courses.models.fact import Fact
from courses.models.lesson import Lesson
from courses.models.module import Module
from courses.querysets import TermQuerySet


class Link(models.Model):
    """A wikilink of a lesson. It is found by the folded name, also when the target comes later."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="links")
    target = models.CharField(max_length=300)
    label = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    # Where it leads, once the library has it: to a module, or to one lesson.
    module = models.ForeignKey(
        Module,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="backlinks",
        db_index=False,
    )
    to_lesson = models.ForeignKey(
        Lesson,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="backlinks",
        db_index=False,
    )

    class Meta:
        ordering = ["lesson", "id"]
        indexes = [
            models.Index(fields=["folded"], name="link_by_name"),
            models.Index(
                fields=["module"], condition=Q(module__isnull=False), name="link_to_module"
            ),
            models.Index(
                fields=["to_lesson"], condition=Q(to_lesson__isnull=False), name="link_to_lesson"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Term(models.Model):
    """A name that key facts of a course tell of, whatever its spelling: see documents.terms."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="terms", db_index=False
    )
    slug = models.SlugField(
        max_length=100, help_text="From the folded name: its key and address.", db_index=False
    )
    name = models.CharField(max_length=100, help_text="The best spelling seen.")
    initial = models.PositiveSmallIntegerField(
        help_text="Group of the alphabet: 0 figures, 1 to 26 A to Z, 27 other scripts."
    )

    objects: ClassVar[TermQuerySet] = TermQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["course", "initial", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["course", "slug"], name="term_slug_unique"),
        ]
        indexes = [models.Index(fields=["course", "initial", "slug"], name="term_alphabet")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("courses:term", args=[self.course.slug, self.slug])

    @property
    def letter(self) -> str:
        """Heading of its group: ``A``, ``0–9`` or ``Other``."""
        return letter_of(self.initial)


class Mention(models.Model):
    """A key fact that tells of a term. Rows are written anew with their module."""

    term = models.ForeignKey(
        Term, on_delete=models.CASCADE, related_name="mentions", db_index=False
    )
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="mentions")
    defines = models.BooleanField(default=False, help_text="The fact says what the term is.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "fact"], name="mention_once_per_fact"),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} mentions {self.term_id}"
