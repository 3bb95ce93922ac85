"""Questions. A version of a question never changes; an edit makes the next one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from courses.models import Fact, Lesson
from quizzes.querysets import QuestionQuerySet


class Question(models.Model):
    class Origin(models.TextChoices):
        GENERATED = "generated"
        WRITTEN = "written"

    class Status(models.TextChoices):
        DRAFT = "draft", "awaiting review"
        APPROVED = "approved"
        REJECTED = "rejected"
        STALE = "stale", "stale: its sentence changed"
        RETIRED = "retired"
        # Sound, but below the generator's line, or better than what a person approved.
        SUGGESTED = "suggested"

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="questions")
    # The evidence. Facts are retired, not deleted, while a question holds them.
    fact = models.ForeignKey(
        Fact, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    # That fact's text as it was when the question was made, edited or approved; empty where the
    # document had lost the sentence by then. See quizzes.bank.staleness.
    evidence = models.TextField(blank=True, default="", editable=False)
    key = models.CharField(
        max_length=64, help_text="From its content: generating again finds its own question."
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    form = models.CharField(max_length=24, default="value")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    current = models.ForeignKey(
        "Version", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edited = models.BooleanField(default=False, help_text="A person changed or judged it.")
    created_at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["lesson", "id"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "key"], name="question_key_unique"),
            models.CheckConstraint(
                condition=Q(
                    status__in=["draft", "approved", "rejected", "stale", "retired", "suggested"]
                ),
                name="question_status_known",
            ),
        ]
        indexes = [models.Index(fields=["lesson", "status"], name="question_by_status")]

    def __str__(self) -> str:
        return self.current.stem[:80] if self.current else f"Question {self.pk}"


class Version(models.Model):
    """What a question said at one time: never changed, so that no answer loses its question."""

    class Credit(models.TextChoices):
        EXACT = "exact", "all or nothing"
        PROPORTIONAL = "proportional", "boxes right ÷ boxes"
        PROPORTIONAL_CORRECT = "proportional_correct", "hits ÷ right, zero if a wrong one is ticked"

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    stem = models.TextField()
    explanation = models.TextField(blank=True)
    # Rendered and sanitised when the version is written; see quizzes/bank/texts.py.
    stem_html = models.TextField(blank=True, editable=False)
    explanation_html = models.TextField(blank=True, editable=False)
    several = models.BooleanField(default=False, help_text="Check boxes instead of radio buttons.")
    credit = models.CharField(max_length=20, choices=Credit.choices, default=Credit.EXACT)
    # [{"name", "passed", "reason"}], in words an instructor understands
    checks = models.JSONField(default=list, blank=True)
    score = models.FloatField(null=True, blank=True, help_text="The generator's own, 0 to 1.")
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="version_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.stem[:80]} (version {self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A version never changes: edit_question() makes the next one.")
        super().save(*args, **kwargs)

    @cached_property
    def options(self) -> frozenset[int]:
        """Ids of its options; they never change either."""
        return frozenset(choice.pk for choice in self.choices.all())

    @cached_property
    def key(self) -> frozenset[int]:
        """Ids of the right ones."""
        return frozenset(choice.pk for choice in self.choices.all() if choice.correct)

    @property
    def shown_stem(self) -> SafeString:
        """The stem as HTML of one line."""
        return mark_safe(self.stem_html) if self.stem_html else escape(self.stem)

    @property
    def shown_explanation(self) -> SafeString:
        """The explanation as HTML blocks, or nothing."""
        if self.explanation_html or not self.explanation:
            return mark_safe(self.explanation_html)
        return format_html("<p>{}</p>", self.explanation)


class Choice(models.Model):
    """One option of a version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveIntegerField()
    text = models.TextField()
    folded = models.CharField(max_length=255, editable=False)
    correct = models.BooleanField(default=False)
    why = models.TextField(blank=True, help_text="Why it is right, or where it really belongs.")
    # A distractor's own source
    fact = models.ForeignKey(
        Fact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # That source's text as the last judge of the version saw it, as in Question.evidence. What
    # learners read is in the fields above, which never change.
    evidence = models.TextField(blank=True, default="", editable=False)

    class Meta:
        ordering = ["version", "position"]
        verbose_name = "option"
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="choice_position_unique"),
            models.UniqueConstraint(fields=["version", "folded"], name="choice_text_unique"),
        ]

    def __str__(self) -> str:
        return self.text
