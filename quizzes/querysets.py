"""Reads of the quizzes' rows, named by what they find."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

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
    """The sentence is the one that was judged; or was judged as gone, and is gone.

    And so are those that the options come from: "That belongs at 14:03" would be untrue else.
    """
    fact = f"{question}fact"
    said = {f"{fact}__retired_at__isnull": True, f"{question}evidence": F(f"{fact}__text")}
    gone = {f"{fact}__retired_at__isnull": False, f"{question}evidence": ""}
    own = Q(**{f"{fact}__isnull": True}) | Q(**said) | Q(**gone)
    return own & ~Q(option_source_changed(f"{question}current"))


def source_changed() -> Q:
    """For rows with a fact and its text as it was judged: the two differ, or the fact is gone."""
    changed = Q(fact__retired_at__isnull=True) & ~Q(evidence=F("fact__text"))
    gone = Q(fact__retired_at__isnull=False) & ~Q(evidence="")
    return Q(fact__isnull=False) & (changed | gone)


def option_source_changed(version: str = "current") -> Exists:
    """Whether an option's own fact says something else than when the version was judged.

    ``version`` is the way to it from the row that is filtered.
    """
    from quizzes.models import Choice

    return Exists(Choice.objects.filter(source_changed(), version=OuterRef(version)))


class QuestionQuerySet(models.QuerySet["Question"]):
    def of_course(self, course: Course) -> QuestionQuerySet:
        return self.filter(lesson__module__course=course)

    def askable(self) -> QuestionQuerySet:
        """Approved, and the evidence is still what it was then."""
        return self.filter(may_be_asked())

    def stale_evidence(self) -> QuestionQuerySet:
        """Drafts and approved questions whose sentence, or an option's, changed or went.

        Since it was judged, that is.
        """
        judged = self.filter(status__in=["draft", "approved"])
        return judged.filter(source_changed() | Q(option_source_changed()))

    def with_content(self) -> QuestionQuerySet:
        """With what a page shows: version, options, fact with its second, lesson and module."""
        return self.select_related(
            "current", "fact", "lesson__module__video", "lesson__module__course"
        ).prefetch_related("current__choices__fact__citations", "fact__citations")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def proper(self) -> QuizQuerySet:
        """Those that somebody made, without the rows that hold practice together."""
        return self.filter(practice=False)

    def with_question_count(self) -> QuizQuerySet:
        return self.annotate(
            question_count=Count(
                "entries", filter=may_be_asked("entries__question__"), distinct=True
            )
        )


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def counted(self) -> AttemptQuerySet:
        """Submitted, and neither an instructor's preview nor practice."""
        return self.filter(submitted_at__isnull=False, preview=False, practice=False)

    def of(self, user: User) -> AttemptQuerySet:
        """A learner's own attempts at quizzes, open ones too."""
        return self.filter(user=user, preview=False, practice=False)

    def overdue(self, moment: datetime) -> AttemptQuerySet:
        """Open although their time was over at this moment."""
        return self.filter(submitted_at__isnull=True, due_at__lte=moment)
