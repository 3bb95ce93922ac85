"""The rows of quizzes. A version of a question never changes; an edit makes the next one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from courses.models import Course, Fact, Lesson, Module
from quizzes.querysets import AttemptQuerySet, QuestionQuerySet, QuizQuerySet

LEAST_SECONDS, MOST_SECONDS = 30, 24 * 60 * 60
"""Bounds of a quiz's time limit."""


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
    # document had lost the sentence by then. See quizzes.staleness.
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
    # Rendered and sanitised when the version is written; see quizzes/texts.py.
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
    # module, or in the course where the module is empty. See quizzes.practice.
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
    # From here on the answer stands and is told; see quizzes.checking.
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


# Rows of their own idea stand in their own file; Django finds them through this one.
from quizzes.label_models import Forecast as Forecast  # noqa: E402
from quizzes.label_models import Judgement as Judgement  # noqa: E402
from quizzes.report_models import Report as Report  # noqa: E402
from quizzes.tally_models import AnswerTally as AnswerTally  # noqa: E402
from quizzes.tally_models import QuizTally as QuizTally  # noqa: E402
from quizzes.timing_models import ExtraTime as ExtraTime  # noqa: E402
