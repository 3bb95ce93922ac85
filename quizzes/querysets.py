"""Reads of the quizzes' rows, named by what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, F, Q

from courses.models import Course

if TYPE_CHECKING:
    from accounts.models import User
    from quizzes.models import Attempt, Question, Quiz  # noqa: F401


def may_be_asked(question: str = "") -> Q:
    """What may be asked of learners: approved, and its sentence is what it was at the approval.

    ``question`` is the way there from the row that is filtered, as ``"entries__question__"``.
    """
    return Q(**{f"{question}status": "approved"}) & evidence_holds(question)


def evidence_holds(question: str = "") -> Q:
    """The sentence is the one that was judged; or was judged as gone, and is gone."""
    fact = f"{question}fact"
    said = {f"{fact}__retired_at__isnull": True, f"{question}evidence": F(f"{fact}__text")}
    gone = {f"{fact}__retired_at__isnull": False, f"{question}evidence": ""}
    return Q(**{f"{fact}__isnull": True}) | Q(**said) | Q(**gone)


class QuestionQuerySet(models.QuerySet["Question"]):
    def of_course(self, course: Course) -> QuestionQuerySet:
        return self.filter(lesson__module__course=course)

    def approved(self) -> QuestionQuerySet:
        return self.filter(status="approved")

    def askable(self) -> QuestionQuerySet:
        """Approved, and the evidence is still what it was then."""
        return self.filter(may_be_asked())

    def stale_evidence(self) -> QuestionQuerySet:
        """Drafts and approved questions whose sentence changed or went since it was judged."""
        changed = Q(fact__retired_at__isnull=True) & ~Q(evidence=F("fact__text"))
        gone = Q(fact__retired_at__isnull=False) & ~Q(evidence="")
        judged = self.filter(status__in=["draft", "approved"], fact__isnull=False)
        return judged.filter(changed | gone)

    def with_content(self) -> QuestionQuerySet:
        """With what a page shows: version, options, fact with its second, lesson and module."""
        return self.select_related(
            "current", "fact", "lesson__module__video", "lesson__module__course"
        ).prefetch_related("current__choices__fact__citations", "fact__citations")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def with_question_count(self) -> QuizQuerySet:
        return self.annotate(
            question_count=Count(
                "entries", filter=may_be_asked("entries__question__"), distinct=True
            )
        )


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> AttemptQuerySet:
        """Submitted and not an instructor's preview."""
        return self.filter(submitted_at__isnull=False, preview=False)

    def of(self, user: User) -> AttemptQuerySet:
        return self.filter(user=user, preview=False)
