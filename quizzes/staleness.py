"""A question is stale once the sentence that it rests on is another, or gone.

``courses`` imports documents and knows nothing of questions, so nobody calls us when a sentence
changes, and a list of functions to be called would be a signal by another name. Nor is it needed:
each question keeps the sentence as its last judge saw it (``Question.evidence``), so whether it is
stale is a comparison that the database makes whenever somebody asks. Learners are asked only what
``QuestionQuerySet.askable`` finds, which holds from the very commit of the import. The status STALE
is bookkeeping for the review desk: ``mark_stale`` writes down what the comparison says, before the
desk shows its queue and before questions are generated. Attempts hold versions, which never change,
so those that run go on with what they began with.
"""

from __future__ import annotations

from courses.models import Course, Fact
from quizzes.models import Question


def evidence_of(fact: Fact | None) -> str:
    """What a question made or approved now rests on: "" where no document says it any more."""
    return fact.text if fact is not None and fact.retired_at is None else ""


def mark_stale(*, course: Course) -> int:
    """Marks the course's drafts and approved questions that are stale; returns how many.

    Rejected and retired ones stay what they are. Where nothing is stale nothing is written.
    """
    stale = Question.objects.of_course(course).stale_evidence()
    ids = list(stale.values_list("pk", flat=True))
    if not ids:
        return 0
    # The comparison is made again by the update: somebody may have approved one meanwhile.
    return sum(
        Question.objects.filter(pk__in=ids[start : start + 500])
        .stale_evidence()
        .update(status=Question.Status.STALE)
        for start in range(0, len(ids), 500)
    )
