"""Generated questions become rows once, keep their evidence, and never touch a person's work."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from courses.importing.importer import import_sources
from courses.importing.sources import collect
from courses.models import Course
from quizzes.bank.authoring import decide
from quizzes.bank.generating import generate_questions
from quizzes.exchange.json_format import export_json
from quizzes.models import Choice, Question, Quiz, Version
from tests.personas import make_person

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def course() -> Course:
    course = Course.objects.create(slug="japan", title="Japan")
    import_sources(course=course, sources=collect([SEEDS], limit=10**6))
    return course


def test_both_seeds_give_questions_with_their_evidence(course: Course) -> None:
    report = generate_questions(course=course)
    proposed = Question.objects.exclude(status=Question.Status.SUGGESTED)
    assert report.added == report.candidates == proposed.count()
    for kind, least in (("note", 10), ("article", 3)):
        questions = Question.objects.filter(lesson__module__kind=kind)
        assert questions.count() >= least, kind
    for question in Question.objects.with_content():
        version = question.current
        assert version is not None
        choices = list(version.choices.all())
        assert len(choices) == 4
        assert sum(choice.correct for choice in choices) == 1
        assert question.fact is not None
        assert question.fact.lesson_id == question.lesson_id
        if question.lesson.module.kind == "note":
            assert question.fact.seconds is not None
        assert version.checks
        assert all(check["passed"] and check["reason"] for check in version.checks)


def test_what_was_withdrawn_comes_back_when_it_is_proposed_again(course: Course) -> None:
    generate_questions(course=course)
    one, judged = Question.objects.order_by("pk")[:2]
    Question.objects.filter(pk__in=[one.pk, judged.pk]).update(status=Question.Status.RETIRED)
    Question.objects.filter(pk=judged.pk).update(edited=True)
    generate_questions(course=course)
    one.refresh_from_db()
    judged.refresh_from_db()
    assert (one.status, judged.status) == (Question.Status.DRAFT, Question.Status.RETIRED)


def test_generating_again_adds_nothing(course: Course) -> None:
    generate_questions(course=course)
    before = (
        list(Question.objects.order_by("pk").values()),
        list(Choice.objects.order_by("pk").values()),
        list(Quiz.objects.order_by("pk").values()),
    )
    report = generate_questions(course=course)
    assert (report.added, report.withdrawn, report.quizzes_added) == (0, 0, 0)
    assert before == (
        list(Question.objects.order_by("pk").values()),
        list(Choice.objects.order_by("pk").values()),
        list(Quiz.objects.order_by("pk").values()),
    )


def test_a_rejected_question_stays_rejected(course: Course) -> None:
    generate_questions(course=course)
    question = Question.objects.order_by("pk")[0]
    decide(question=question, action="reject", by=make_person("judge@example.org"))
    generate_questions(course=course)
    question.refresh_from_db()
    assert question.status == Question.Status.REJECTED
    assert Question.objects.filter(lesson=question.lesson, key=question.key).count() == 1


def test_questions_wait_for_an_instructor_unless_asked_otherwise(course: Course) -> None:
    generate_questions(course=course)
    assert not Question.objects.filter(status="approved").exists()
    assert not Quiz.objects.filter(status=Quiz.Status.PUBLISHED).exists()
    generate_questions(course=course, approve=True)
    others = Question.objects.exclude(status=Question.Status.APPROVED)
    assert Question.objects.filter(status="approved").count() > others.count()
    for one in others.select_related("current"):  # a sentence with a gap is only suggested
        assert one.current is not None
        assert (one.status, "_____" in one.current.stem) == (Question.Status.SUGGESTED, True)


def test_a_lesson_with_enough_questions_gets_a_quiz_and_the_module_a_longer_one(
    course: Course,
) -> None:
    generate_questions(course=course, approve=True)
    lesson_quizzes = Quiz.objects.filter(lesson__isnull=False)
    assert lesson_quizzes.exists()
    for quiz in lesson_quizzes:
        assert quiz.lesson is not None
        assert quiz.entries.count() >= 3
        assert set(quiz.questions.values_list("lesson_id", flat=True)) == {quiz.lesson_id}
    note_quiz = Quiz.objects.get(module__kind="note", lesson=None)
    assert note_quiz.entries.count() > max(quiz.entries.count() for quiz in lesson_quizzes)


def test_a_quiz_that_a_person_edited_is_left_alone(course: Course) -> None:
    generate_questions(course=course)
    quiz = Quiz.objects.filter(lesson__isnull=False)[0]
    quiz.entries.all()[0].delete()
    Quiz.objects.filter(pk=quiz.pk).update(edited=True)
    kept = list(quiz.entries.values_list("pk", flat=True))
    generate_questions(course=course)
    assert list(quiz.entries.values_list("pk", flat=True)) == kept


def test_the_same_documents_give_the_same_questions(course: Course) -> None:
    generate_questions(course=course)
    twin = Course.objects.create(slug="twin", title="Twin")
    import_sources(course=twin, sources=collect([SEEDS], limit=10**6))
    generate_questions(course=twin)

    def content(one: Course) -> list[Any]:
        return [{**row, "id": 0} for row in export_json(one)]

    assert content(course) == content(twin)


def test_the_export_has_every_question_with_its_second(course: Course, tmp_path: Path) -> None:
    generate_questions(course=course, approve=True)
    file = tmp_path / "questions.json"
    call_command("export_questions", course="japan", output=file, stdout=StringIO())
    rows = json.loads(file.read_text())
    assert len(rows) == Question.objects.count()
    for row in rows:
        assert set(row) == {
            "id",
            "status",
            "form",
            "lesson",
            "stem",
            "choices",
            "explanation",
            "fact",
            "seconds",
            "document",
        }
        assert row["document"].endswith(".md")
        assert (row["seconds"] is None) == row["document"].startswith("japan_seeks")


def test_commands_explain_a_course_that_is_not_there() -> None:
    for command in ("generate_questions", "export_questions"):
        with pytest.raises(CommandError, match="no course"):
            call_command(command, course="nowhere")


def test_the_command_tells_what_became_of_every_form(course: Course) -> None:
    out = StringIO()
    call_command("generate_questions", course="japan", report=True, stdout=out)
    text = out.getvalue()
    assert "key facts read." in text
    assert "published" in text
    assert " → " in text
    assert "lessons are left without a question." in text
    out = StringIO()
    call_command("generate_questions", course="japan", report=True, json=True, stdout=out)
    told = json.loads(out.getvalue())
    assert told["report"]["facts"] == told["facts"]
    assert "run" not in told


def test_versions_of_generated_questions_belong_to_nobody(course: Course) -> None:
    generate_questions(course=course)
    assert not Version.objects.filter(created_by__isnull=False).exists()
