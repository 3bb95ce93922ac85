"""What the generator thought of its questions, and what people thought of them: labels."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Forecast(models.Model):
    """What the generator thought of a version that it wrote."""

    version = models.OneToOneField(
        "quizzes.Version", on_delete=models.CASCADE, related_name="forecast"
    )
    generator = models.CharField(max_length=40, help_text="The version of the generator.")
    probability = models.FloatField(
        null=True,
        help_text="Of being accepted unchanged, 0 to 1; empty where its form was not learned.",
    )
    reasons = models.JSONField(default=list, blank=True, help_text="In words, strongest first.")
    features = models.JSONField(default=dict, blank=True, help_text="Numbers by name.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(probability__isnull=True) | Q(probability__gte=0, probability__lte=1),
                name="forecast_probability_in_range",
            )
        ]

    def __str__(self) -> str:
        if self.probability is None:
            return f"generator {self.generator}"
        return f"{100 * self.probability:.0f} of 100, generator {self.generator}"


class Judgement(models.Model):
    """What a person did with a version that the generator wrote. The last one of each person."""

    class Verdict(models.TextChoices):
        APPROVED = "approved"
        EDITED = "edited"
        REJECTED = "rejected"

    version = models.ForeignKey(
        "quizzes.Version", on_delete=models.CASCADE, related_name="judgements"
    )
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    # As they were when it was judged.
    generator = models.CharField(max_length=40)
    features = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["version", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "by"],
                condition=Q(by__isnull=False),
                name="judgement_one_per_person",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["approved", "edited", "rejected"]),
                name="judgement_verdict_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.version}"
