"""Key facts of a course become candidate questions, and those rows, and these quizzes.

Generating again finds its own questions by their keys: it adds what is new, withdraws what it no
longer proposes as long as nobody judged it, and touches nothing that a person edited or decided.
Questions whose sentence changed are stale by then: those that a person stands for wait for that
person, with a new candidate beside them; the others go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from courses.models import Course, Fact, Lesson, Module
from quizzes.authoring import (
    OptionDraft,
    VersionDraft,
    decide,
    renew_question,
    write_question,
)
from quizzes.following import catch_up, find_again, leave_quizzes
from quizzes.generation.generate import generate
from quizzes.generation.model import Candidate, Generation, SourceFact
from quizzes.models import Question, Quiz, QuizQuestion
from quizzes.parsing import parse_texts

# Fewer make no test of a lesson; the module's quiz still asks them.
LEAST_QUESTIONS = 3
MOST_MODULE_QUESTIONS = 20
# Also what was approved without a person, as the demonstration does, once its sentence changed.
UNJUDGED = (Question.Status.DRAFT, Question.Status.STALE)


@dataclass
class GenerationReport:
    """What one run did, in numbers."""

    facts: int = 0
    candidates: int = 0
    added: int = 0
    kept: int = 0
    withdrawn: int = 0
    quizzes_added: int = 0
    quizzes: int = 0
    by_form: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


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


def propose(facts: Sequence[SourceFact]) -> Generation:
    """What the generator makes of the facts. No row is read or written."""
    parses = parse_texts([fact.text for fact in facts])
    return generate(facts, {fact.id: parse for fact, parse in zip(facts, parses, strict=True)})


@transaction.atomic
def generate_questions(*, course: Course, approve: bool = False) -> GenerationReport:
    """Brings the course's generated questions and quizzes up to its facts.

    ``approve`` also approves the new ones and publishes new quizzes, as the demonstration does;
    otherwise both wait for an instructor.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    catch_up(course=course)
    facts, by_id = source_facts(course)
    generation = propose(facts)
    report = _report(facts, generation)
    _save(course, generation, by_id, report)
    if approve:
        for question in Question.objects.of_course(course).filter(
            origin=Question.Origin.GENERATED, status=Question.Status.DRAFT, edited=False
        ):
            decide(question=question, action="approve", by=None)
    _make_quizzes(course, publish=approve, report=report)
    leave_quizzes(course=course)
    return report


def _report(facts: list[SourceFact], generation: Generation) -> GenerationReport:
    report = GenerationReport(facts=len(facts), candidates=len(generation.published))
    for candidate in generation.published:
        report.by_form[candidate.form] = report.by_form.get(candidate.form, 0) + 1
    for refusal in generation.refused:
        report.refused[refusal.gate] = report.refused.get(refusal.gate, 0) + 1
    report.refused = dict(sorted(report.refused.items()))
    report.by_form = dict(sorted(report.by_form.items()))
    return report


def _save(
    course: Course, generation: Generation, by_id: dict[str, Fact], report: GenerationReport
) -> None:
    rows = Question.objects.of_course(course).select_related("current").defer("current__checks")
    known = {(q.lesson_id, q.key): q for q in rows}
    find_again(known, generation.published, by_id)
    asked = {
        q.fact_id
        for q in known.values()
        if q.status in {Question.Status.DRAFT, Question.Status.APPROVED}
        and (q.edited or q.origin == Question.Origin.WRITTEN or q.status != Question.Status.DRAFT)
    }
    proposed = set()
    for candidate in generation.published:
        fact = by_id[candidate.fact_id]
        proposed.add((fact.lesson_id, candidate.key))
        found = known.get((fact.lesson_id, candidate.key))
        if found:
            report.kept += 1
            again = found.status in {Question.Status.STALE, Question.Status.RETIRED}
            if again and not found.edited and fact.pk not in asked:
                # Its sentence was another for a while or gone, or an option's source changed.
                renew_question(question=found, draft=_draft(candidate, by_id), fact=fact)
        elif fact.pk not in asked:
            _save_candidate(candidate, fact, by_id)
            report.added += 1
    for place, question in known.items():
        unjudged = not question.edited and question.status in UNJUDGED
        if question.origin == Question.Origin.GENERATED and unjudged and place not in proposed:
            question.status = Question.Status.RETIRED
            question.save(update_fields=["status"])
            report.withdrawn += 1


def _draft(candidate: Candidate, by_id: dict[str, Fact]) -> VersionDraft:
    return VersionDraft(
        stem=candidate.stem,
        options=[
            OptionDraft(
                one.text, one.correct, one.why, by_id.get(one.fact_id) if one.fact_id else None
            )
            for one in candidate.options
        ],
        explanation=candidate.explanation,
        markdown=False,
        checks=[asdict(check) for check in candidate.checks],
        score=candidate.score,
    )


def _save_candidate(candidate: Candidate, fact: Fact, by_id: dict[str, Fact]) -> None:
    write_question(
        lesson=fact.lesson,
        draft=_draft(candidate, by_id),
        fact=fact,
        by=None,
        key=candidate.key,
        origin=Question.Origin.GENERATED,
        form=candidate.form,
    )


def _make_quizzes(course: Course, *, publish: bool, report: GenerationReport) -> None:
    """A quiz for each lesson with enough questions, and a longer one for the module."""
    live = (
        Question.objects.of_course(course)
        .filter(
            status__in=[Question.Status.DRAFT, Question.Status.APPROVED],
            lesson__retired_at__isnull=True,
        )
        .select_related("lesson__module", "current", "fact")
        .order_by("lesson__module__position", "lesson__position", "fact__position", "pk")
    )
    by_lesson: dict[Lesson, list[Question]] = defaultdict(list)
    by_module: dict[Module, list[Question]] = defaultdict(list)
    for question in live:
        by_lesson[question.lesson].append(question)
        by_module[question.lesson.module].append(question)
    for lesson, questions in by_lesson.items():
        _make_quiz(course, lesson.module, lesson, questions, publish=publish, report=report)
    for module, questions in by_module.items():
        lessons = {question.lesson_id for question in questions}
        if len(lessons) > 1:
            best = sorted(questions, key=_score, reverse=True)[:MOST_MODULE_QUESTIONS]
            kept = [question for question in questions if question in best]
            _make_quiz(course, module, None, kept, publish=publish, report=report)


def _score(question: Question) -> float:
    return (question.current and question.current.score) or 0.0


def _make_quiz(
    course: Course,
    module: Module,
    lesson: Lesson | None,
    questions: list[Question],
    *,
    publish: bool,
    report: GenerationReport,
) -> None:
    quiz = Quiz.objects.filter(course=course, module=module, lesson=lesson, generated=True).first()
    if quiz is None:
        if len(questions) < LEAST_QUESTIONS:
            return
        quiz = Quiz.objects.create(
            course=course,
            module=module,
            lesson=lesson,
            title=_title(module, lesson),
            generated=True,
            status=Quiz.Status.PUBLISHED if publish else Quiz.Status.DRAFT,
        )
        report.quizzes_added += 1
    report.quizzes += 1
    if not quiz.edited:
        set_questions(quiz=quiz, questions=questions)


def _title(module: Module, lesson: Lesson | None) -> str:
    """Names what is asked; introductions are told apart by their modules."""
    if lesson is None:
        return f"The whole of: {module.title}"[:200]
    if lesson.is_intro and lesson.heading != module.title:
        return f"Check: {lesson.heading} to {module.title}"[:200]
    return f"Check: {lesson.heading}"[:200]


@transaction.atomic
def set_questions(*, quiz: Quiz, questions: Iterable[Question]) -> None:
    """The questions of a quiz, in this order. Attempts that run keep the ones they began with."""
    wanted = list(dict.fromkeys(question.pk for question in questions))
    if list(quiz.entries.order_by("position").values_list("question_id", flat=True)) == wanted:
        return
    quiz.entries.all().delete()
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question_id=pk, position=number)
        for number, pk in enumerate(wanted, 1)
    )
