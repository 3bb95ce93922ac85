"""The plan for a course: its facts, less those that somebody's question stands for by now."""

from __future__ import annotations

from django.db.models import Q

from config.language_model import LanguageModel
from courses.models import Course
from quizzes.bank.generating import Parses, propose, source_facts
from quizzes.models import Question

from .planning import Plan, plan_calls


def plan_for(course: Course, model: LanguageModel, parses: Parses) -> tuple[Plan, dict[str, str]]:
    """Also the facts' texts by their ids. Nothing is written, and nothing sent."""
    facts, by_id = source_facts(course)
    mine = Q(edited=True) | Q(origin=Question.Origin.WRITTEN)
    standing = Q(status=Question.Status.APPROVED) | Q(status=Question.Status.DRAFT) & mine
    taken = set(
        Question.objects.of_course(course)
        .filter(standing, fact__isnull=False)
        .values_list("fact", flat=True)
    )
    plan = plan_calls(
        facts,
        parses.of(facts),
        propose(facts, parses),
        model,
        leave={fact_id for fact_id, row in by_id.items() if row.pk in taken},
    )
    return plan, {one.id: one.text for one in facts}
