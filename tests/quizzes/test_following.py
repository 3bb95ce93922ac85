"""A sentence moves to another lesson, or its section gets another name: questions follow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.models import Course, Fact, Lesson
from quizzes.bank.authoring import decide
from quizzes.bank.following import follow_facts
from quizzes.bank.generating import generate_questions
from quizzes.generation.model import Candidate, Generation, Option, SourceFact
from quizzes.models import Question, Quiz
from quizzes.taking.attempts import askable_versions, start_attempt
from tests.personas import make_course
from tests.questions import make_question, make_quiz

pytestmark = pytest.mark.django_db
Status = Question.Status

NOTE = """---
title: Lamps
videoId: abcDEF12345
---

## The tower

The lighthouse of Ardmore was built in 1811 [00:00:05].
The tower of Corsewall was built in 1817 [00:00:40].
The lamp of Girdle Ness was lit in 1833 [00:01:00].

## The beacon

The beacon of Skerryvore was finished in 1844 [00:01:20]. The horn was fitted in 1866 [00:01:40].
The pier of Ardrossan was opened in 1855 [00:02:00]. The mole of Leith was finished in 1871
[00:02:20].
"""
LAMP = "The lamp of Girdle Ness was lit in 1833 [00:01:00].\n"
MOVED = NOTE.replace(LAMP, "").replace("The pier", LAMP.strip() + " The pier")
RENAMED = NOTE.replace("## The beacon", "## Fires and horns")


def propose(facts: Sequence[SourceFact], *_: object, **__: object) -> Generation:
    """A question for each year, under a key that says where its sentence stands: as generated."""
    found = []
    for fact in facts:
        year = fact.text[-5:-1]
        wrong = [str(int(year) + step) for step in (3, 7, 11)]
        options = [Option(year, True, "It says so.", fact.id)]
        options += [Option(one, False, "Another.", None) for one in wrong]
        found.append(
            Candidate(
                key=f"{fact.id}|year"[-64:],
                fact_id=fact.id,
                lesson=fact.lesson,
                form="year",
                stem=f"When? {fact.text[:-8]}",
                options=tuple(options),
                explanation=fact.text,
                checks=(),
                score=0.9,
            )
        )
    return Generation(published=tuple(found), suggested=(), refused=())


@pytest.fixture(autouse=True)
def _propose(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the real generator asks is another matter, and changes."""
    monkeypatch.setattr("quizzes.bank.generating.propose", propose)


def bring(course: Course, text: str = NOTE) -> None:
    import_sources(course=course, sources=[Source("lamps.md", text)])


@pytest.fixture
def course(instructor: User) -> Course:
    course = make_course("lamps", notes=0, articles=0, teacher=instructor)
    bring(course)
    return course


def lesson(heading: str) -> Lesson:
    return Lesson.objects.get(heading=heading)


def of_the_lamp(place: str = "The tower") -> Question:
    """A question of its own about the sentence that moves."""
    question = make_question(lesson(place), "When was the lamp of Girdle Ness lit, in fact?")
    fact = Fact.objects.get(text__contains="1833")
    Question.objects.filter(pk=question.pk).update(fact=fact, evidence=fact.text)
    return question


def test_a_question_follows_its_sentence_and_others_stay(course: Course) -> None:
    question, stays = of_the_lamp(), make_question(lesson("The tower"))
    assert follow_facts(course=course) == 0
    bring(course, MOVED)
    assert follow_facts(course=course) == 1
    question.refresh_from_db()
    stays.refresh_from_db()
    assert (question.lesson.heading, question.status) == ("The beacon", Status.APPROVED)
    assert stays.lesson.heading == "The tower"
    assert follow_facts(course=course) == 0


@pytest.mark.parametrize("status", [Status.REJECTED, Status.RETIRED, Status.DRAFT])
def test_decided_questions_follow_too(course: Course, status: str) -> None:
    question = of_the_lamp()
    Question.objects.filter(pk=question.pk).update(status=status)
    bring(course, MOVED)
    follow_facts(course=course)
    question.refresh_from_db()
    assert (question.lesson.heading, question.status) == ("The beacon", status)


def test_a_question_whose_sentence_is_gone_stays(course: Course) -> None:
    question = of_the_lamp()
    bring(course, NOTE.replace(LAMP, ""))
    assert follow_facts(course=course) == 0
    question.refresh_from_db()
    assert question.lesson.heading == "The tower"


def test_a_key_that_is_taken_there_keeps_the_question_where_it_is(course: Course) -> None:
    question = of_the_lamp()
    twin = make_question(lesson("The beacon"))
    Question.objects.filter(pk=twin.pk).update(key=question.key)
    bring(course, MOVED)
    assert follow_facts(course=course) == 0


def test_the_desk_shows_it_in_its_new_lesson(course: Course, instructor_client: Client) -> None:
    question = of_the_lamp()
    bring(course, MOVED)
    desk = reverse("desk:questions", args=[course.slug])
    instructor_client.get(desk)
    there = instructor_client.get(desk, {"lesson": lesson("The beacon").pk})
    assert [row.pk for row in there.context["rows"]] == [question.pk]


def test_a_quiz_that_asks_it_goes_on_asking_it(course: Course, learner: User) -> None:
    question = of_the_lamp()
    quiz = make_quiz(lesson("The tower"), questions=[question])
    attempt = start_attempt(user=learner, quiz=quiz)
    bring(course, MOVED)
    follow_facts(course=course)
    assert [version.question for version in askable_versions(quiz)] == [question]
    assert start_attempt(user=learner, quiz=quiz) == attempt


def test_generating_puts_it_into_the_quiz_of_its_new_lesson(course: Course) -> None:
    generate_questions(course=course, approve=True)
    question = Question.objects.get(fact__text__contains="1833", status=Status.APPROVED)
    quizzes = {quiz.lesson: quiz for quiz in Quiz.objects.filter(lesson__isnull=False)}
    assert question in quizzes[lesson("The tower")].questions.all()
    bring(course, MOVED)
    generate_questions(course=course)
    question.refresh_from_db()
    assert question.status == Status.APPROVED
    assert question not in quizzes[lesson("The tower")].questions.all()
    assert question in quizzes[lesson("The beacon")].questions.all()
    assert Question.objects.filter(fact=question.fact).count() == 1


def test_a_generated_quiz_of_a_lesson_that_is_gone_keeps_no_moved_question(course: Course) -> None:
    generate_questions(course=course, approve=True)
    tower = Quiz.objects.get(lesson__heading="The tower")
    before = set(tower.questions.all())
    assert len(before) >= 3
    bring(course, NOTE.replace("## The beacon\n\n", "").replace("## The tower", "## The beacon"))
    generate_questions(course=course)
    assert Lesson.objects.standing().count() == 1
    for quiz in Quiz.objects.filter(generated=True, lesson__isnull=False):
        assert {one.lesson_id for one in quiz.questions.all()} <= {quiz.lesson_id}
    assert set(Quiz.objects.get(lesson__in=Lesson.objects.standing()).questions.all()) >= before


def test_an_edited_quiz_keeps_a_question_that_moved(course: Course) -> None:
    generate_questions(course=course, approve=True)
    tower = Quiz.objects.get(lesson__heading="The tower")
    Quiz.objects.filter(pk=tower.pk).update(edited=True)
    before = list(tower.questions.all())
    bring(course, MOVED)
    generate_questions(course=course)
    assert list(tower.questions.all()) == before


@pytest.mark.parametrize("text", [MOVED, RENAMED])
def test_generating_again_finds_its_questions_wherever_they_stand(
    course: Course, text: str
) -> None:
    generate_questions(course=course)
    before = set(Question.objects.values_list("pk", "current__stem", "status"))
    assert len(before) >= 6
    bring(course, text)
    report = generate_questions(course=course)
    assert (report.added, report.withdrawn) == (0, 0)
    assert set(Question.objects.values_list("pk", "current__stem", "status")) == before
    again = generate_questions(course=course)
    assert (again.added, again.withdrawn, again.kept) == (0, 0, len(before))


def test_what_was_rejected_is_not_proposed_again_under_another_heading(
    course: Course, instructor: User
) -> None:
    generate_questions(course=course)
    rejected = Question.objects.get(fact__text__contains="1844")
    decide(question=rejected, action="reject", by=instructor)
    bring(course, RENAMED)
    generate_questions(course=course)
    assert Question.objects.get(fact=rejected.fact) == rejected
    rejected.refresh_from_db()
    assert rejected.status == Status.REJECTED
