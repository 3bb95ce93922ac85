"""A question is stale once the sentence that it rests on is another, or gone.

Or the sentence that one of its options comes from: what is told of a wrong option ("That belongs at
14:03: …") would be untrue.

``courses`` imports documents and knows nothing of questions, so nobody calls us when a sentence
changes, and a list of functions to be called would be a signal by another name. Nor is it needed:
each question keeps the sentence as its last judge saw it (``Question.evidence``), and each option
that of its own source (``Choice.evidence``), so whether it is stale is a comparison that the
database makes whenever somebody asks. Learners are asked only what ``QuestionQuerySet.askable``
finds, which holds from the very commit of the import. The status STALE is bookkeeping for the
review desk: ``mark_stale`` writes down what the comparison says, before the desk shows its queue
and before questions are generated. Attempts hold versions, which never change, so those that run go
on with what they began with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F

from courses.models import Course, Fact
from quizzes.models import Choice, Question
from quizzes.querysets import source_changed

JUDGED = (Question.Status.DRAFT, Question.Status.APPROVED)
CHUNK = 500
"""Ids that one query asks for."""


def evidence_of(fact: Fact | None) -> str:
    """What a question made or approved now rests on: "" where no document says it any more."""
    return fact.text if fact is not None and fact.retired_at is None else ""


def mark_stale(*, course: Course) -> int:
    """Marks the course's drafts and approved questions that are stale; returns how many.

    Rejected and retired ones stay what they are. Where nothing is stale nothing is written.
    """
    ids = _stale(course)
    if not ids:
        return 0
    # The comparison is made again by the update: somebody may have approved one meanwhile.
    return sum(
        Question.objects.filter(pk__in=ids[start : start + CHUNK])
        .stale_evidence()
        .update(status=Question.Status.STALE)
        for start in range(0, len(ids), CHUNK)
    )


def _stale(course: Course) -> list[int]:
    """Ids of the course's questions with ``stale_evidence``.

    In two queries that begin at the course: asked for both at once, PostgreSQL compares the options
    of all courses.
    """
    own = Question.objects.of_course(course).filter(source_changed(), status__in=JUDGED)
    options = Choice.objects.filter(
        source_changed(),
        version__question__lesson__module__course=course,
        version__question__status__in=JUDGED,
        version__question__current=F("version"),
    )
    found = {*own.order_by().values_list("pk", flat=True)}
    found.update(options.order_by().values_list("version__question", flat=True))
    return sorted(found)


@dataclass(frozen=True)
class GoingStale:
    """Questions that an import would make stale: the facts on account of which, by question."""

    facts: Mapping[int, frozenset[int]]

    @property
    def total(self) -> int:
        return len(self.facts)

    def within(self, facts: Mapping[int, str]) -> int:
        """How many of them for one of these facts (of one document), by id."""
        return sum(not causes.isdisjoint(facts) for causes in self.facts.values())


def going_stale(*, course: Course, texts: Mapping[int, str]) -> GoingStale:
    """What ``mark_stale`` would find if facts said these ``texts`` (by id; "": retired).

    Questions that are stale by now, marked or not, are left out.
    """
    found: dict[int, set[int]] = {}
    ids, stale = list(texts), set(_stale(course))
    for start in range(0, len(ids), CHUNK):
        asked = Question.objects.of_course(course).filter(status__in=JUDGED).order_by()
        for way in ("", "current__choices__"):
            rows = asked.filter(**{f"{way}fact__in": ids[start : start + CHUNK]})
            for pk, fact, evidence in rows.values_list("pk", f"{way}fact", f"{way}evidence"):
                if pk not in stale and evidence != texts[fact]:
                    found.setdefault(pk, set()).add(fact)
    return GoingStale({pk: frozenset(causes) for pk, causes in found.items()})
