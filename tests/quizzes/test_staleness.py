"""A sentence changes: what was asked about it is asked no more until somebody looks again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source, collect
from courses.models import Course, Fact, Lesson
from quizzes.bank.authoring import (
    OptionDraft,
    VersionDraft,
    decide,
    edit_question,
    write_question,
)
from quizzes.bank.generating import generate_questions
from quizzes.bank.staleness import going_stale, mark_stale
from quizzes.models import Question, Quiz, Version
from quizzes.taking.attempts import NoQuestions, askable_versions, start_attempt
from tests.conftest import QueryCount
from tests.personas import make_course
from tests.questions import make_question, make_quiz

pytestmark = pytest.mark.django_db
Status = Question.Status
SEEDS = Path(__file__).parents[2] / "seeds"


def change(question: Question, text: str = "The lighthouse was built in 1812.") -> None:
    Fact.objects.filter(questions=question).update(text=text)


def retire(question: Question) -> None:
    Fact.objects.filter(questions=question).update(retired_at=timezone.now())


@pytest.mark.parametrize("happens", [change, retire])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.DRAFT, Status.STALE),
        (Status.APPROVED, Status.STALE),
        (Status.REJECTED, Status.REJECTED),
        (Status.RETIRED, Status.RETIRED),
    ],
)
def test_drafts_and_approved_questions_become_stale(
    lesson: Lesson, course: Course, happens: Any, before: str, after: str
) -> None:
    question = make_question(lesson, status=before)
    assert mark_stale(course=course) == 0
    happens(question)
    assert mark_stale(course=course) == (before != after)
    question.refresh_from_db()
    assert question.status == after
    assert mark_stale(course=course) == 0


def test_a_question_without_a_sentence_and_one_of_another_course_are_left_alone(
    lesson: Lesson, course: Course
) -> None:
    written = make_question(lesson)
    Question.objects.filter(pk=written.pk).update(fact=None)
    other = make_question(Lesson.objects.filter(module__course=make_course())[0])
    change(other)
    assert mark_stale(course=course) == 0
    assert not Question.objects.exclude(status=Status.APPROVED).exists()


def test_learners_are_not_asked_from_the_very_import(lesson: Lesson, learner: User) -> None:
    quiz = make_quiz(lesson, questions=1)
    assert len(askable_versions(quiz)) == 1
    change(quiz.questions.get())
    assert quiz.questions.get().status == Status.APPROVED  # nobody has opened the desk yet
    assert askable_versions(quiz) == []
    assert vars(Quiz.objects.with_question_count().get())["question_count"] == 0
    with pytest.raises(NoQuestions):
        start_attempt(user=learner, quiz=quiz)


def test_an_attempt_that_runs_keeps_its_questions(lesson: Lesson, learner: User) -> None:
    quiz = make_quiz(lesson, questions=2)
    attempt = start_attempt(user=learner, quiz=quiz)
    change(quiz.questions.all()[0])
    mark_stale(course=lesson.module.course)
    assert start_attempt(user=learner, quiz=quiz) == attempt
    assert attempt.responses.count() == 2


def test_who_approves_again_has_seen_the_new_sentence(
    lesson: Lesson, course: Course, instructor: User
) -> None:
    quiz = make_quiz(lesson, questions=1)
    question = quiz.questions.get()
    for happens in (change, retire):
        happens(question)
        mark_stale(course=course)
        decide(question=question, action="approve", by=instructor)
        assert mark_stale(course=course) == 0
        assert len(askable_versions(quiz)) == 1


def test_an_edit_rests_on_the_sentence_as_it_is(
    lesson: Lesson, course: Course, instructor: User
) -> None:
    question = make_question(lesson)
    change(question)
    mark_stale(course=course)
    options = [OptionDraft("1812", correct=True), OptionDraft("1790", correct=False)]
    draft = VersionDraft(stem="When was it built?", options=options)
    fact = Fact.objects.get(questions=question)
    edit_question(question=question, draft=draft, fact=fact, by=instructor)
    question.refresh_from_db()
    assert question.status == Status.DRAFT
    assert mark_stale(course=course) == 0


def test_the_desk_shows_what_the_sentence_was(
    lesson: Lesson, course: Course, instructor_client: Client, query_count: QueryCount
) -> None:
    question = make_question(lesson)
    before = question.evidence
    desk = reverse("desk:questions", args=[course.slug])
    change(question)
    page = instructor_client.get(desk, {"question": question.pk}).content.decode()
    assert f"<q>{before}</q>" in page
    question.refresh_from_db()
    assert question.status == Status.STALE
    few = query_count(instructor_client, desk)
    for number in range(5):
        change(make_question(lesson, f"And which one? ({number})"), f"Another {number}.")
    instructor_client.get(desk)  # marks them; from then on all is as it was
    assert query_count(instructor_client, desk) == few


def make_asked(lesson: Lesson) -> tuple[Question, Fact]:
    """An approved question, one of whose wrong options comes from the lesson's second fact."""
    other = lesson.facts.order_by("position")[1]
    why = f"That belongs at 0:31: “{other.text}”"
    options = [OptionDraft("1811", True), OptionDraft("35", False, why, other)]
    question = write_question(
        lesson=lesson,
        draft=VersionDraft(stem="When was it built?", options=options),
        fact=lesson.facts.order_by("position").first(),
        by=None,
        status=Status.APPROVED,
    )
    return question, other


@pytest.mark.parametrize("gone", [False, True])
def test_a_wrong_option_whose_source_changed_makes_its_question_stale(
    lesson: Lesson, course: Course, instructor_client: Client, gone: bool
) -> None:
    question, other = make_asked(lesson)
    untouched = make_question(lesson, "And this one?")
    quiz = make_quiz(lesson, questions=[question, untouched])
    assert mark_stale(course=course) == 0
    before = other.text
    if gone:
        Fact.objects.filter(pk=other.pk).update(retired_at=timezone.now())
    else:
        Fact.objects.filter(pk=other.pk).update(text="It stands 36 metres above the rock.")
    assert [version.question for version in askable_versions(quiz)] == [untouched]
    assert vars(Quiz.objects.with_question_count().get())["question_count"] == 1
    assert mark_stale(course=course) == 1
    question.refresh_from_db()
    untouched.refresh_from_db()
    assert (question.status, untouched.status) == (Status.STALE, Status.APPROVED)
    desk = reverse("desk:questions", args=[course.slug])
    page = instructor_client.get(desk, {"question": question.pk}).content.decode()
    assert "A wrong option’s source changed" in page
    assert f"Option B came from: <q>{before}</q>" in page
    assert ("The document no longer has it." in page) == gone
    assert ("Now it says: <q>It stands 36 metres above the rock.</q>" in page) != gone
    assert "The sentence was" not in page
    assert "Its sentence changed" not in page


def test_who_approves_has_seen_the_options_sources_too(
    lesson: Lesson, course: Course, instructor: User
) -> None:
    question, other = make_asked(lesson)
    Fact.objects.filter(pk=other.pk).update(text="It stands 36 metres above the rock.")
    mark_stale(course=course)
    decide(question=question, action="approve", by=instructor)
    assert mark_stale(course=course) == 0
    assert Question.objects.askable().get() == question


def test_an_option_s_source_that_was_gone_and_stays_gone_is_no_news(
    lesson: Lesson, course: Course, instructor: User
) -> None:
    question, other = make_asked(lesson)
    Fact.objects.filter(pk=other.pk).update(retired_at=timezone.now())
    mark_stale(course=course)
    decide(question=question, action="approve", by=instructor)
    assert mark_stale(course=course) == 0
    Fact.objects.filter(pk=other.pk).update(retired_at=None)
    assert mark_stale(course=course) == 1


def test_options_of_earlier_versions_do_not_count(
    lesson: Lesson, course: Course, instructor: User
) -> None:
    question, other = make_asked(lesson)
    options = [OptionDraft("1811", correct=True), OptionDraft("1790", correct=False)]
    draft = VersionDraft(stem="When was it built?", options=options)
    edit_question(question=question, draft=draft, fact=question.fact, by=instructor)
    Fact.objects.filter(pk=other.pk).update(text="It stands 36 metres above the rock.")
    assert mark_stale(course=course) == 0


def test_the_preview_counts_questions_whose_options_change(lesson: Lesson, course: Course) -> None:
    question, other = make_asked(lesson)
    going = going_stale(course=course, texts={other.pk: "Another."})
    assert dict(going.facts) == {question.pk: frozenset({other.pk})}
    assert going_stale(course=course, texts={other.pk: other.text}).total == 0


NOTE = """---
title: Lamps
videoId: abcDEF12345
---

## The tower

The lighthouse of Ardmore was built in 1811 [00:00:05]. It cost 45 million pounds [00:00:20].
The tower of Corsewall was built in 1817 [00:00:40].
The lamp of Girdle Ness was lit in 1833 [00:01:00].
The beacon of Skerryvore was finished in 1844 [00:01:20]. The horn was fitted in 1866 [00:01:40].
"""


def bring(course: Course, text: str = NOTE) -> None:
    import_sources(course=course, sources=[Source("lamps.md", text)])


def test_generating_again_puts_a_candidate_beside_what_a_person_approved(
    instructor: User,
) -> None:
    course = make_course("lamps", notes=0, articles=0)
    bring(course)
    generate_questions(course=course)
    judged = Question.objects.filter(fact__text__contains="1811")[0]
    decide(question=judged, action="approve", by=instructor)
    bring(course, NOTE.replace("1811", "1812"))
    assert Question.objects.filter(pk=judged.pk).stale_evidence().exists()
    generate_questions(course=course)
    judged.refresh_from_db()
    assert judged.status == Status.STALE
    assert judged.fact is not None
    assert "1812" in judged.fact.text
    assert Question.objects.filter(status=Status.DRAFT, fact=judged.fact).exists()


def test_generating_again_renews_a_draft_whose_wrong_option_s_source_changed() -> None:
    course = make_course("lamps", notes=0, articles=0)
    bring(course)
    generate_questions(course=course)
    changed = Fact.objects.get(text__contains="1833")
    told = Question.objects.filter(current__choices__fact=changed).exclude(fact=changed)
    asked = set(told.values_list("pk", flat=True))
    assert asked, "no question has an option from that sentence"
    bring(course, NOTE.replace("The lamp of Girdle Ness", "The lantern of Girdle Ness"))
    assert mark_stale(course=course) > 0
    generate_questions(course=course)
    assert mark_stale(course=course) == 0
    for question in Question.objects.filter(pk__in=asked).exclude(status=Status.RETIRED):
        assert question.status == Status.DRAFT
        assert question.current is not None
        whys = " ".join(question.current.choices.values_list("why", flat=True))
        assert "The lamp of Girdle Ness" not in whys


@pytest.mark.parametrize("approve", [False, True])
def test_generating_again_withdraws_stale_questions_that_nobody_judged(approve: bool) -> None:
    course = make_course("japan", notes=0, articles=0)
    import_sources(course=course, sources=collect([SEEDS], limit=10**6))
    generate_questions(course=course, approve=approve)
    question = Question.objects.order_by("pk")[0]
    Fact.objects.filter(questions=question).update(key="f" * 16, text="It went another way.")
    report = generate_questions(course=course)
    question.refresh_from_db()
    assert question.status == Status.RETIRED
    assert report.withdrawn >= 1


def test_a_sentence_that_changed_and_changed_back_has_its_drafts_again() -> None:
    course = make_course("lamps", notes=0, articles=0)
    bring(course)
    generate_questions(course=course)
    before = list(Question.objects.order_by("pk").values())
    bring(course, NOTE.replace("1811", "1812"))
    mark_stale(course=course)
    bring(course)
    generate_questions(course=course)
    assert list(Question.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
def test_the_migration_remembers_the_sentences_and_goes_back() -> None:
    from django.apps import apps as present

    executor = MigrationExecutor(connection)
    before = [("quizzes", "0001_initial"), ("courses", "0002_living_with_change")]
    executor.migrate(before)
    try:
        old = executor.loader.project_state(before).apps
        course = old.get_model("courses", "Course").objects.create(slug="a", title="A")
        module = old.get_model("courses", "Module").objects.create(
            course=course, position=1, title="M", slug="m", kind="article", source_name="m.md"
        )
        lesson = old.get_model("courses", "Lesson").objects.create(
            module=module, key="k", position=1, heading="H", slug="h", source="", html=""
        )
        fact = old.get_model("courses", "Fact").objects.create(
            lesson=lesson, key="f", position=1, text="It has 3 lamps.", paragraph=1, start=0, end=9
        )
        made = old.get_model("quizzes", "Question").objects.create(
            lesson=lesson, fact=fact, key="q", origin="written"
        )
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert (
        present.get_model("quizzes", "Question").objects.get(pk=made.pk).evidence
        == "It has 3 lamps."
    )
    assert not Version.objects.exists()
