"""Suggestions stand aside at the desk until somebody opens them, and decisions become labels."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course, Fact, Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, edit_question
from quizzes.bank.labelling import judged_examples
from quizzes.models import Question
from quizzes.models.label import Forecast, Judgement
from tests.conftest import QueryCount
from tests.questions import make_question
from tests.quizzes.studio.helpers import at, waiting

pytestmark = pytest.mark.django_db
Status = Question.Status


def suggestion(lesson: Lesson, stem: str = "Is it suggested?", **more: object) -> Question:
    """One that the generator gives 62 of 100."""
    question = make_question(lesson, stem, status=Status.SUGGESTED)
    values = {"generator": "2", "probability": 0.62, "features": {"natural": 1.0}}
    values["reasons"] = ["Against it: the question is long."]
    assert question.current is not None
    Forecast.objects.create(version=question.current, **{**values, **more})
    return question


def page(client: Client, path: str, **query: str | int) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_suggestions_are_no_part_of_the_review_until_they_are_opened(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    waiting(lesson)
    suggestion(lesson)
    html = page(instructor_client, at("questions", course))
    assert "Is it suggested?" not in html
    assert "0 of 1 reviewed" in html
    assert "1 suggestion</a> below the line" in html
    html = page(instructor_client, at("questions", course), status="suggested")
    assert "Is it suggested?" in html
    assert "instructors would take about 62 unchanged" in html
    assert "Against it: the question is long." in html
    assert "quizzes leave it out until you approve it" in html


def test_an_estimate_without_enough_labels_claims_nothing(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    suggestion(lesson, probability=None, reasons=[])
    html = page(instructor_client, at("questions", course), status="suggested")
    assert "Too few questions of this form were judged" in html
    assert "of 100" not in html


@pytest.mark.parametrize(
    ("action", "status", "verdict"),
    [("approve", "approved", "approved"), ("reject", "rejected", "rejected")],
)
def test_a_decision_is_a_label_and_taking_it_back_is_none(
    action: str,
    status: str,
    verdict: str,
    course: Course,
    lesson: Lesson,
    instructor: User,
    instructor_client: Client,
) -> None:
    question = suggestion(lesson)
    path = at("decide", course, question.pk)
    instructor_client.post(path, {"action": action, "status": "suggested"})
    question.refresh_from_db()
    assert question.status == status
    label = Judgement.objects.get()
    assert (label.verdict, label.by, label.generator) == (verdict, instructor, "2")
    assert label.features == {"natural": 1.0}
    toast = page(instructor_client, at("questions", course))
    assert 'value="suggest"' in toast
    instructor_client.post(path + "?undo=1", {"action": "suggest", "status": "suggested"})
    question.refresh_from_db()
    assert question.status == Status.SUGGESTED
    assert not Judgement.objects.exists()


def test_an_edit_says_that_it_was_not_good_enough_as_it_was(
    lesson: Lesson, instructor: User
) -> None:
    question = suggestion(lesson)
    options = [OptionDraft("1811", correct=True), OptionDraft("1790", correct=False)]
    edit_question(
        question=question,
        draft=VersionDraft(stem="Is it better?", options=options),
        fact=question.fact,
        by=instructor,
    )
    question.refresh_from_db()
    assert question.status == Status.DRAFT
    [example] = judged_examples()
    assert (example.accepted, example.form, example.weight) == (False, "value", 1.0)
    assert example.features == {"natural": 1.0}


def test_the_last_decision_of_a_person_counts_and_each_person_has_one(
    course: Course, lesson: Lesson, instructor_client: Client, admin_client: Client
) -> None:
    question = suggestion(lesson)
    path = at("decide", course, question.pk)
    for client, action in (
        (instructor_client, "approve"),
        (instructor_client, "reject"),
        (admin_client, "approve"),
    ):
        client.post(path, {"action": action})
    assert sorted(Judgement.objects.values_list("verdict", flat=True)) == ["approved", "rejected"]
    examples = judged_examples(course)
    assert [one.weight for one in examples] == [0.5, 0.5]
    assert {one.accepted for one in examples} == {True, False}
    assert len({one.id for one in examples}) == 1


def test_what_a_person_wrote_is_no_label(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = waiting(lesson, generated=False)[0]
    instructor_client.post(at("decide", course, question.pk), {"action": "approve"})
    assert not Judgement.objects.exists()


def test_a_question_of_its_own_address_stands_on_its_shelf(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = suggestion(lesson)
    response = instructor_client.get(at("question", course, question.pk))
    assert response["Location"].endswith(f"?status=suggested&question={question.pk}")


def test_what_is_missing_is_told_beside_the_quizzes(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    for number in range(5):
        Fact.objects.create(
            lesson=lesson, key=f"f{number}", position=20 + number, text=f"{number}.",
            paragraph=1, start=0, end=1,
        )  # fmt: skip
    assert "too few questions" not in page(instructor_client, at("quizzes", course))
    make_question(lesson)
    suggestion(lesson)
    facts = lesson.facts.count()
    html = page(instructor_client, at("quizzes", course))
    assert "Lessons with too few questions for a quiz" in html
    assert f"1 good question from {facts} key facts; 2 more needed" in html
    assert f"?lesson={lesson.pk}&amp;status=suggested" in html
    for number in range(2):
        make_question(lesson, f"Another? ({number})")
    html = page(instructor_client, at("quizzes", course))
    assert f"from {facts} key facts" not in html


def test_more_suggestions_and_shortfalls_ask_no_more_of_the_database(
    course: Course, lesson: Lesson, instructor_client: Client, query_count: QueryCount
) -> None:
    def many(number: int) -> None:
        for place in range(number):
            suggestion(lesson, f"Is this one? ({place} of {number})")
            other = Lesson.objects.create(
                module=lesson.module, key=f"{number}-{place}", heading=f"Part {place}",
                slug=f"part-{number}-{place}", position=50 + 10 * number + place,
            )  # fmt: skip
            for fact in range(3):
                Fact.objects.create(
                    lesson=other, key=f"{fact}", position=fact, text="It.", paragraph=1,
                    start=0, end=1,
                )  # fmt: skip

    many(2)
    paths = (at("questions", course) + "?status=suggested", at("quizzes", course))
    few = [query_count(instructor_client, path) for path in paths]
    many(6)
    assert [query_count(instructor_client, path) for path in paths] == few
