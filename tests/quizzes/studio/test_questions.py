"""Questions are written and edited: nothing typed is lost, nothing answered changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, write_question
from quizzes.models import Choice, Question, Quiz, Version
from tests.conftest import QueryCount
from tests.personas import Said, make_fact
from tests.questions import make_question
from tests.quizzes.studio.helpers import at, take, typed

pytestmark = pytest.mark.django_db


def edited(question: Question, **changes: Any) -> dict[str, Any]:
    """The edit form of a question as the page offers it, with changes."""
    version = question.current
    assert version is not None
    choices = list(version.choices.all())
    form: dict[str, Any] = {
        "stem": version.stem,
        "kind": "several" if version.several else "one",
        "credit": version.credit,
        "explanation": version.explanation,
        "fact": question.fact_id or "",
        "base": str(version.number),
        "rows": str(len(choices)),
        "key": [str(n) for n, choice in enumerate(choices) if choice.correct],
    }
    for number, choice in enumerate(choices):
        form[f"text-{number}"], form[f"why-{number}"] = choice.text, choice.why
    return {**form, **changes}


def test_a_written_question_waits_with_its_evidence(
    course: Course, lesson: Lesson, instructor: User, instructor_client: Client
) -> None:
    fact = lesson.facts.order_by("position")[1]
    form = typed(lesson=lesson.pk, fact=fact.pk)
    response = instructor_client.post(at("question_new", course), form)
    question = Question.objects.get()
    assert response["Location"] == f"{at('questions', course)}?question={question.pk}"
    assert (question.status, question.origin, question.fact) == ("draft", "written", fact)
    version = question.current
    assert version is not None
    assert version.created_by == instructor
    choices = [(one.text, one.correct, one.why) for one in version.choices.all()]
    assert choices == [
        ("20 metres", False, "Too low."),
        ("35 metres", True, ""),
        ("50 metres", False, ""),
    ]
    html = instructor_client.get(response["Location"]).content.decode()
    assert "<strong>35 metres</strong>" in html


def test_it_can_be_approved_in_the_same_step(course: Course, instructor_client: Client) -> None:
    instructor_client.post(at("question_new", course), typed(then="approve"))
    assert Question.objects.get().status == Question.Status.APPROVED


def test_several_right_answers_carry_their_credit_rule(
    course: Course, instructor_client: Client
) -> None:
    form = typed(kind="several", key=["0", "1"], credit="proportional")
    instructor_client.post(at("question_new", course), form)
    version = Version.objects.get()
    assert (version.several, version.credit) == (True, "proportional")
    assert version.choices.filter(correct=True).count() == 2


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({"stem": ""}, ["Write the question."]),
        ({"key": None}, ["Mark the right answer."]),
        ({"key": ["0", "1"]}, ["Mark one right answer only"]),
        ({"text-0": "35 metres."}, ["Two options read alike"]),
        ({"key": ["3"]}, ["Option D: It is marked or explained, and has no words."]),
        ({"text-2": "x" * 501}, ["Option C: Shorten it to 500 characters."]),
        ({"fact": "999999"}, ["Choose a sentence of this lesson."]),
        (
            {"stem": " ", "key": None, "text-0": "same", "text-1": "Same"},
            ["Write the question.", "Mark the right answer.", "Two options read alike"],
        ),
        ({"text-0": "", "text-1": "", "text-2": "", "why-0": ""}, ["Give at least two options."]),
        ({"kind": "neither"}, ["Select a valid choice."]),
        ({"rows": "many", "key": None}, ["Mark the right answer."]),
    ],
)
def test_every_problem_is_told_at_once_and_nothing_typed_is_lost(
    changes: dict[str, Any], messages: list[str], course: Course, instructor_client: Client
) -> None:
    form = typed(**{"explanation": "Kept words.", **changes})
    response = instructor_client.post(at("question_new", course), form)
    html = response.content.decode()
    assert response.status_code == 200
    for message in messages:
        assert message in html
    assert "Kept words." in html
    if len(form.get("text-2", "")) < 500 and form.get("text-2"):
        assert 'value="50 metres"' in html
    assert not Question.objects.exists()


def test_a_nul_character_does_no_harm(course: Course, instructor_client: Client) -> None:
    form = typed(**{"text-0": "20\x00 metres", "stem": "How\x00 high?"})
    response = instructor_client.post(at("question_new", course), form)
    assert response.status_code == 200
    assert "Null characters are not allowed." in response.content.decode()


@pytest.mark.parametrize("step", ["more", "kind", "lesson"])
def test_the_form_changes_without_a_script_and_keeps_what_was_typed(
    step: str, course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    other = Lesson.objects.filter(module__course=course).exclude(pk=lesson.pk)[0]
    form = typed(step=step, stem="Half a question", kind="several", lesson=other.pk)
    html = instructor_client.post(at("question_new", course), form).content.decode()
    assert "Half a question" in html
    assert 'value="50 metres"' in html
    assert "form-errors" not in html
    assert html.count("data-row>") == (5 if step == "more" else 4)
    assert 'type="checkbox" name="key" value="1" checked' in html
    assert other.facts.all()[0].text in html
    assert not Question.objects.exists()


def test_ten_options_are_the_most(course: Course, instructor_client: Client) -> None:
    form = typed(rows="10", step="more")
    html = instructor_client.post(at("question_new", course), form).content.decode()
    assert html.count("data-row>") == 10
    assert "Ten options are the most." in html


def test_a_course_without_lessons_says_what_to_do(
    course: Course, instructor_client: Client
) -> None:
    course.modules.all().delete()
    html = instructor_client.get(at("question_new", course)).content.decode()
    assert "Upload a document" in html


def test_an_edit_makes_a_version_and_the_answers_keep_theirs(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    attempt = take(learner, quiz)
    question = quiz.questions.order_by("pk")[0]
    path = at("question_edit", course, question.pk)
    html = instructor_client.get(path).content.decode()
    assert "This makes version 2; one answer keeps the old one." in html
    old = question.current
    response = instructor_client.post(path, edited(question, stem="When was it built?"))
    assert response.status_code == 302
    question.refresh_from_db()
    assert question.current is not None
    assert (question.current.number, question.current.stem) == (2, "When was it built?")
    assert attempt.responses.filter(version=old).exists()
    html = instructor_client.get(path).content.decode()
    assert "Version 1" in html
    assert "1 answer<" in html


def test_previews_are_no_answers(
    course: Course, quiz: Quiz, instructor: User, instructor_client: Client
) -> None:
    take(instructor, quiz, preview=True)
    question = quiz.questions.order_by("pk")[0]
    html = instructor_client.get(at("question_edit", course, question.pk)).content.decode()
    assert "keep the old one" not in html


def test_an_edit_that_changes_nothing_makes_no_version(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson)
    path = at("question_edit", course, question.pk)
    instructor_client.post(path, edited(question))
    assert question.versions.count() == 1


def test_a_wrong_option_keeps_its_place_in_the_source_while_it_says_the_same(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    first, second = lesson.facts.order_by("position")[:2]
    question = write_question(
        lesson=lesson,
        draft=VersionDraft(
            stem="When?",
            options=[
                OptionDraft("1811", True),
                OptionDraft("35", False, fact=second),
                OptionDraft("24", False, fact=second),
            ],
        ),
        fact=first,
        by=None,
    )
    form = edited(question, **{"text-2": "26", "explanation": "New."})
    instructor_client.post(at("question_edit", course, question.pk), form)
    question.refresh_from_db()
    kept = {one.text: one.fact for one in Choice.objects.filter(version=question.current)}
    assert kept == {"1811": None, "35": second, "26": None}


def test_two_people_editing_do_not_overwrite_each_other(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson)
    path = at("question_edit", course, question.pk)
    mine = edited(question, stem="Mine?")
    instructor_client.post(path, edited(question, stem="Theirs?"))
    html = instructor_client.post(path, mine).content.decode()
    assert "made version 2 while you wrote" in html
    assert "Mine?" in html
    assert 'name="base" value="2"' in html
    instructor_client.post(path, {**mine, "base": "2"})
    question.refresh_from_db()
    assert str(question) == "Mine?"


def test_a_sentence_that_left_the_document_stays_the_evidence_until_another_is_chosen(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson)
    lesson.facts.filter(questions=question).update(retired_at="2026-01-01T00:00Z")
    form = edited(question, explanation="Still.")
    response = instructor_client.post(at("question_edit", course, question.pk), form)
    assert response.status_code == 302
    html = instructor_client.get(at("question", course, question.pk), follow=True)
    assert "no longer has this sentence" in html.content.decode()


def test_the_edit_page_asks_no_more_for_more_versions_and_sentences(
    course: Course, lesson: Lesson, instructor_client: Client, query_count: QueryCount
) -> None:
    question = make_question(lesson)
    path = at("question_edit", course, question.pk)
    few = query_count(instructor_client, path)
    for number in range(5):
        question.refresh_from_db()
        instructor_client.post(path, edited(question, stem=f"Again {number}?"))
        make_fact(lesson, Said(f"A new sentence {number}.", 200 + number), place=10 + number)
    assert query_count(instructor_client, path) == few
