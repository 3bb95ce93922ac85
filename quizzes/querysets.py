"""Reads of the quizzes' rows, named by what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Max, Q

from courses.models import Course

if TYPE_CHECKING:
    from accounts.models import User
    from quizzes.models import Attempt, Question, Quiz  # noqa: F401


class QuestionQuerySet(models.QuerySet["Question"]):
    def of_course(self, course: Course) -> QuestionQuerySet:
        return self.filter(lesson__module__course=course)

    def approved(self) -> QuestionQuerySet:
        return self.filter(status="approved")

    def awaiting_review(self) -> QuestionQuerySet:
        return self.filter(status__in=["draft", "stale"])

    def with_content(self) -> QuestionQuerySet:
        """With what a page shows: version, options, fact with its second, lesson and module."""
        return self.select_related(
            "current", "fact", "lesson__module__video", "lesson__module__course"
        ).prefetch_related("current__choices__fact__citations", "fact__citations")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def published(self) -> QuizQuerySet:
        """Published quizzes of published courses that have at least one approved question."""
        return self.filter(status="published", course__status="published")

    def with_question_count(self) -> QuizQuerySet:
        return self.annotate(
            question_count=Count(
                "entries", filter=Q(entries__question__status="approved"), distinct=True
            )
        )


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> AttemptQuerySet:
        """Submitted and not an instructor's preview."""
        return self.filter(submitted_at__isnull=False, preview=False)

    def of(self, user: User) -> AttemptQuerySet:
        return self.filter(user=user, preview=False)

    def best_score(self) -> float | None:
        best: float | None = self.counted().aggregate(best=Max("score"))["best"]
        return best
