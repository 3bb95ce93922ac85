"""Key facts of a course become candidate questions, and those rows, and these quizzes.

Generating again finds its own questions by their keys; see ``quizzes.bank.proposals`` for what
becomes of them. Questions whose sentence changed are stale by then: those that a person stands for
wait for that person, with a new candidate beside them; the others go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction

from courses.models import Course, Fact
from quizzes.bank.authoring import decide
from quizzes.bank.composing import make_quizzes
from quizzes.bank.following import catch_up, leave_quizzes
from quizzes.bank.proposals import save_proposals
from quizzes.generation.authored import NAME as AUTHORED
from quizzes.generation.authored import ModelForm
from quizzes.generation.generate import generate
from quizzes.generation.model import Generation, SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.report import RunReport, report_of
from quizzes.models import Question
from quizzes.parsing import parse_texts


@dataclass
class GenerationReport:
    """What one run did, in numbers."""

    facts: int = 0
    candidates: int = 0
    added: int = 0
    kept: int = 0
    withdrawn: int = 0
    suggested: int = 0
    quizzes_added: int = 0
    quizzes: int = 0
    by_form: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    run: RunReport | None = None

    def as_json(self) -> dict[str, Any]:
        """The numbers; ``run``, which quotes the documents, is left out."""
        numbers = asdict(replace(self, run=None))
        del numbers["run"]
        return numbers


def source_facts(course: Course) -> tuple[list[SourceFact], dict[str, Fact]]:
    """What the generator reads, with the rows by the same ids. Ids come from the documents."""
    rows = (
        Fact.objects.standing()
        .filter(lesson__module__course=course)
        .select_related("lesson__module")
        .prefetch_related("citations")
        .order_by("lesson__module__position", "position")
    )
    facts: list[SourceFact] = []
    by_id: dict[str, Fact] = {}
    for row in rows:
        module = row.lesson.module
        one = SourceFact(
            id=f"{module.slug}/{row.key}",
            text=row.text,
            lesson=f"{module.slug}/{row.lesson.key}",
            module=module.slug,
            title=module.title,
            heading=row.context.get("heading", ""),
            lead_in=row.context.get("lead_in", ""),
            terms=tuple(row.context.get("terms", ())),
            seconds=row.seconds,
            paragraph=row.paragraph,
            position=row.position,
        )
        facts.append(one)
        by_id[one.id] = row
    return facts, by_id


class Parses:
    """Parses by text, so that nothing is parsed twice."""

    def __init__(self) -> None:
        self._known: dict[str, Parse] = {}

    def of(self, facts: Sequence[SourceFact]) -> dict[str, Parse]:
        """The parse of each fact by its id."""
        new = list(dict.fromkeys(one.text for one in facts if one.text not in self._known))
        self._known |= dict(zip(new, parse_texts(new), strict=True)) if new else {}
        return {one.id: self._known[one.text] for one in facts}


def propose(
    facts: Sequence[SourceFact],
    parses: Parses | None = None,
    *,
    authored: ModelForm | None = None,
) -> Generation:
    """What the generator makes of the facts. No row is read or written."""
    more = (authored,) if authored is not None else ()
    return generate(facts, (parses or Parses()).of(facts), more_forms=more)


def generate_questions(
    *,
    course: Course,
    approve: bool = False,
    authored: ModelForm | None = None,
    parses: Parses | None = None,
) -> GenerationReport:
    """Brings the course's generated questions and quizzes up to its facts.

    ``approve`` also approves the new ones and publishes new quizzes, as the demonstration does;
    otherwise both wait for an instructor. ``authored`` are replies of a language model; its
    questions wait in any case. ``parses`` are those that were made before.
    """
    parses = parses or Parses()
    # Parsing takes most of the time: it happens before anything is locked.
    parses.of(source_facts(course)[0])
    with transaction.atomic():
        Course.objects.select_for_update().get(pk=course.pk)
        catch_up(course=course)
        facts, by_id = source_facts(course)
        generation = propose(facts, parses, authored=authored)
        report = _report(facts, generation)
        heard = authored.replies if authored is not None else ()
        saved = save_proposals(course, generation, by_id, heard=heard)
        report.added, report.kept = saved.added, saved.kept
        report.withdrawn, report.suggested = saved.withdrawn, saved.suggested
        if approve:
            for question in (
                Question.objects.of_course(course)
                .filter(
                    origin=Question.Origin.GENERATED, status=Question.Status.DRAFT, edited=False
                )
                .exclude(form=AUTHORED)
            ):
                decide(question=question, action="approve", by=None)
        composed = make_quizzes(course, publish=approve)
        leave_quizzes(course=course)
        report.quizzes, report.quizzes_added = composed.quizzes, composed.added
    return report


def _report(facts: list[SourceFact], generation: Generation) -> GenerationReport:
    report = GenerationReport(facts=len(facts), candidates=len(generation.published))
    for candidate in generation.published:
        report.by_form[candidate.form] = report.by_form.get(candidate.form, 0) + 1
    for refusal in generation.refused:
        report.refused[refusal.gate] = report.refused.get(refusal.gate, 0) + 1
    report.refused = dict(sorted(report.refused.items()))
    report.by_form = dict(sorted(report.by_form.items()))
    report.run = report_of(facts, generation)
    return report
