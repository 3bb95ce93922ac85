"""What a quiz keeps of learners who deleted their account: counts that name nobody."""

from __future__ import annotations

from django.db import models


class QuizTally(models.Model):
    """How many of them took a quiz, and how it went for them in their best attempts."""

    quiz = models.OneToOneField(
        "quizzes.Quiz", on_delete=models.CASCADE, primary_key=True, related_name="tally"
    )
    learners = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    passed = models.PositiveIntegerField(default=0)
    percents = models.PositiveIntegerField(
        default=0, help_text="Their best results in whole per cent, added up."
    )

    class Meta:
        verbose_name_plural = "quiz tallies"

    def __str__(self) -> str:
        return f"{self.learners} of quiz {self.pk}"


class AnswerTally(models.Model):
    """How they answered one version of a question in a quiz, in their first attempts."""

    quiz = models.ForeignKey(
        "quizzes.Quiz", on_delete=models.CASCADE, related_name="answer_tallies"
    )
    version = models.ForeignKey(
        "quizzes.Version", on_delete=models.CASCADE, related_name="answer_tallies"
    )
    answers = models.PositiveIntegerField(default=0)
    blank = models.PositiveIntegerField(default=0)
    marks = models.FloatField(default=0, help_text="Added up, each 0 to 1.")
    # How often each option was chosen, by its id as text: JSON has no other keys.
    chosen = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "answer tallies"
        constraints = [
            models.UniqueConstraint(fields=["quiz", "version"], name="answer_tally_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.answers} of version {self.version_id}"
