"""Quizzes: their rules, and which questions they ask in which order."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from courses.models import Course, Lesson, Module
from quizzes.models.question import Question
from quizzes.querysets import QuizQuerySet

LEAST_SECONDS, MOST_SECONDS = 30, 24 * 60 * 60
"""Bounds of a quiz's time limit."""


class Quiz(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        ARCHIVED = "archived"

    class Reveal(models.TextChoices):
        CHECKED = "checked", "at once, when a question is checked"
        SUBMITTED = "submitted", "after each attempt"
        LAST = "last", "after the last attempt, or once passed"
        SCORE = "score", "never: the score alone"

    class Pace(models.TextChoices):
        ALL = "all", "all on one page"
        ONE = "one", "one after another"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    module = models.ForeignKey(
        Module, on_delete=models.CASCADE, null=True, blank=True, related_name="quizzes"
    )
    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, null=True, blank=True, related_name="quizzes"
    )
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    generated = models.BooleanField(default=False, editable=False)
    edited = models.BooleanField(default=False, editable=False)
    pass_mark = models.PositiveIntegerField(
        default=60, validators=[MaxValueValidator(100)], help_text="Per cent."
    )
    attempts_allowed = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty: as many as one likes.",
    )
    reveal = models.CharField(
        "answers are shown", max_length=10, choices=Reveal.choices, default=Reveal.SUBMITTED
    )
    pace = models.CharField(
        "questions are asked", max_length=3, choices=Pace.choices, default=Pace.ALL
    )
    time_limit = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(LEAST_SECONDS), MaxValueValidator(MOST_SECONDS)],
        help_text="Seconds. Empty: no limit.",
    )
    # Holds no questions of its own: the rules and the place of what somebody practises in a
    # module, or in the course where the module is empty. See quizzes.taking.practice.
    practice = models.BooleanField(default=False, editable=False)
    shuffle_questions = models.BooleanField(default=False)
    shuffle_options = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    questions = models.ManyToManyField(Question, through="QuizQuestion", related_name="quizzes")

    objects: ClassVar[QuizQuerySet] = QuizQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["course", "id"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="quiz_pass_mark_percent"),
            models.CheckConstraint(
                condition=Q(attempts_allowed__isnull=True) | Q(attempts_allowed__gte=1),
                name="quiz_attempts_at_least_one",
            ),
            models.CheckConstraint(
                condition=Q(time_limit__isnull=True)
                | Q(time_limit__gte=LEAST_SECONDS, time_limit__lte=MOST_SECONDS),
                name="quiz_time_limit_in_range",
            ),
            models.UniqueConstraint(
                fields=["module"],
                condition=Q(practice=True, module__isnull=False),
                name="quiz_one_practice_per_module",
            ),
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(practice=True, module__isnull=True),
                name="quiz_one_practice_per_course",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz", args=[self.pk])

    def clean(self) -> None:
        """A quiz stands at a module and a lesson of its own course."""
        if self.lesson and self.module is None:
            self.module = self.lesson.module
        if self.module and self.module.course_id != self.course_id:
            raise ValidationError({"module": "This module belongs to another course."})
        if self.lesson and self.lesson.module_id != (self.module and self.module.pk):
            raise ValidationError({"lesson": "This lesson belongs to another module."})


class QuizQuestion(models.Model):
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="entries")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "question"], name="question_once_per_quiz")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.question}"

    def clean(self) -> None:
        """A quiz asks what its own course teaches."""
        if self.quiz_id and self.question_id:
            course = self.question.lesson.module.course_id
            if course != self.quiz.course_id:
                raise ValidationError({"question": "This question belongs to another course."})
