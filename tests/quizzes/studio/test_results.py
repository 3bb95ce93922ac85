"""Results count what learners handed in, first attempts for the options, and no preview."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Quiz
from quizzes.studio.reporting import first_attempts, learner_lines, question_lines
from quizzes.studio.spreadsheets import csv_lines, safe_cell
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.conftest import QueryCount
from tests.personas import make_person
from tests.questions import make_question, make_quiz
from tests.quizzes.studio.helpers import at, take

pytestmark = pytest.mark.django_db


def download(client: Client, path: str) -> list[list[str]]:
    response = client.get(path)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in response["Content-Disposition"]
    body = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(body)))


def test_best_and_last_results_and_first_answers(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    take(learner, quiz, right=True)
    take(learner, quiz, right=False)
    other = make_person("mika@example.org", name="Mika")
    take(other, quiz, right=False)
    lines = {line.user: line for line in learner_lines(quiz)}
    mine = lines[learner]
    assert (mine.attempts, mine.best.percent, mine.last.percent, mine.passed) == (2, 100, 0, True)
    assert first_attempts(quiz).count() == 2
    for line in question_lines(quiz):
        assert (line.answers.count, line.answers.facility) == (2, 0.5)
        assert [one.share.count for one in line.options] == [1, 1, 0, 0]
    html = instructor_client.get(at("results", course, quiz.pk)).content.decode()
    assert "Mika" in html
    assert "Facility 50%" in html


def test_who_left_a_question_open_is_no_answer(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    submit_attempt(attempt=start_attempt(user=learner, quiz=quiz))
    html = instructor_client.get(at("results", course, quiz.pk)).content.decode()
    assert "Facility 0% · 1 learner, 1 gave no answer" in html


def test_previews_and_open_attempts_are_left_out(
    course: Course, quiz: Quiz, instructor: User, instructor_client: Client
) -> None:
    take(instructor, quiz, preview=True)
    html = instructor_client.get(at("results", course, quiz.pk)).content.decode()
    assert "Nobody has handed in" in html
    assert len(download(instructor_client, at("results_csv", course, quiz.pk))) == 1
    assert len(download(instructor_client, at("options_csv", course, quiz.pk))) == 1


def test_the_files_hold_scores_and_shares(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    take(learner, quiz, right=False)
    head, row = download(instructor_client, at("results_csv", course, quiz.pk))
    told = dict(zip(head, row, strict=True))
    assert told["E-mail"] == "lena@example.org"
    assert (told["Marks"], told["Of"], told["Per cent"], told["Passed"]) == (
        "0.0",
        "2.0",
        "0",
        "no",
    )
    assert sum("version 1" in name for name in head) == 2
    options = download(instructor_client, at("options_csv", course, quiz.pk))
    assert len(options) == 1 + 2 * 4
    assert options[2][-3:] == ["no", "1", "1.0"]


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(evil: str) -> None:
    assert safe_cell(evil) == f"'{evil}"


def test_other_cells_stay_as_they_are() -> None:
    assert [safe_cell(one) for one in ("Lena", "", None, -1.5, "a=b", " ")] == [
        "Lena",
        "",
        "",
        -1.5,
        "a=b",
        " ",
    ]
    assert list(csv_lines([["a", "=b"]])) == ["\ufeff", "a,'=b\r\n"]


def test_names_and_stems_cannot_carry_formulas_into_the_file(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    quiz = make_quiz(lesson, questions=[make_question(lesson, "=HYPERLINK(1)")])
    take(make_person("+evil@example.org", name="@evil"), quiz)
    cells = [
        c for row in download(instructor_client, at("results_csv", course, quiz.pk)) for c in row
    ]
    cells += [
        c for row in download(instructor_client, at("options_csv", course, quiz.pk)) for c in row
    ]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@")]
    assert "'@evil" in cells


def test_an_edited_question_has_its_statistics_by_version(
    course: Course, quiz: Quiz, learner: User, instructor: User, instructor_client: Client
) -> None:
    from dataclasses import replace

    from quizzes.bank.authoring import OptionDraft, VersionDraft, edit_question

    take(learner, quiz)
    question = quiz.questions.order_by("pk")[0]
    draft = VersionDraft(
        stem="Newer?", options=[OptionDraft("1811", True), OptionDraft("1900", False)]
    )
    edit_question(question=question, draft=replace(draft), fact=None, by=instructor)
    take(make_person("mika@example.org"), quiz)
    lines = [one for one in question_lines(quiz) if one.version.question_id == question.pk]
    assert [(one.version.number, one.answers.count) for one in lines] == [(2, 1), (1, 1)]


def test_results_ask_no_more_for_more_learners(
    course: Course,
    quiz: Quiz,
    learner: User,
    instructor_client: Client,
    query_count: QueryCount,
) -> None:
    take(learner, quiz)
    names = ("results", "results_csv", "options_csv")
    few = [query_count(instructor_client, at(name, course, quiz.pk)) for name in names]
    for number in range(6):
        person = make_person(f"more{number}@example.org")
        take(person, quiz, right=False)
        take(person, quiz)
    assert [query_count(instructor_client, at(name, course, quiz.pk)) for name in names] == few
