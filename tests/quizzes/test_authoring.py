"""Questions are written, edited and judged without changing what anybody answered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from courses.models import Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, decide, edit_question, write_question
from quizzes.models import Question, Version
from tests.personas import make_course, make_person

pytestmark = pytest.mark.django_db

DRAFT = VersionDraft(
    stem="In which year was the lighthouse built?",
    options=(
        OptionDraft("1811", True),
        OptionDraft("1801", False),
        OptionDraft("1790", False),
        OptionDraft("1821", False),
    ),
)


@pytest.fixture
def lesson() -> Lesson:
    return make_course("lamps").modules.get(kind="note").lessons.order_by("position")[0]


@pytest.fixture
def author() -> User:
    return make_person("author@example.org")


def write(lesson: Lesson, author: User) -> Question:
    return write_question(lesson=lesson, draft=DRAFT, fact=lesson.facts.all()[0], by=author)


def test_a_written_question_waits_for_review(lesson: Lesson, author: User) -> None:
    question = write(lesson, author)
    assert question.status == Question.Status.DRAFT
    assert question.current is not None
    assert question.current.number == 1
    assert [c.text for c in question.current.choices.all()] == ["1811", "1801", "1790", "1821"]


def test_an_edit_makes_the_next_version_and_leaves_the_first(lesson: Lesson, author: User) -> None:
    question = write(lesson, author)
    first = question.current
    edit_question(
        question=question,
        draft=replace(DRAFT, stem="When was the lighthouse built?"),
        fact=question.fact,
        by=author,
    )
    question.refresh_from_db()
    assert question.current is not None
    assert question.current.number == 2
    assert first is not None
    assert Version.objects.get(pk=first.pk).stem == DRAFT.stem


def test_an_edit_that_says_nothing_new_makes_no_version(lesson: Lesson, author: User) -> None:
    question = write(lesson, author)
    edit_question(question=question, draft=DRAFT, fact=question.fact, by=author)
    assert question.versions.count() == 1


def test_a_version_refuses_to_change(lesson: Lesson, author: User) -> None:
    version = write(lesson, author).current
    assert version is not None
    version.stem = "Another question?"
    with pytest.raises(TypeError, match="never changes"):
        version.save()


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (replace(DRAFT, stem="  "), "Write the question"),
        (replace(DRAFT, options=DRAFT.options[:1]), "at least two"),
        (replace(DRAFT, options=DRAFT.options[1:]), "Mark the right answer"),
        (
            replace(DRAFT, options=(*DRAFT.options, OptionDraft("1811.", False))),
            "read alike",
        ),
        (
            replace(DRAFT, options=(*DRAFT.options, OptionDraft("MDCCCXI", True))),
            "one right answer only",
        ),
        (replace(DRAFT, options=(*DRAFT.options, OptionDraft(" ", False))), "needs words"),
        (
            replace(DRAFT, options=[OptionDraft(str(n), n == 1) for n in range(11)]),
            "at most 10",
        ),
        (
            replace(DRAFT, several=True, options=[OptionDraft("a", True), OptionDraft("b", True)]),
            "must be wrong",
        ),
    ],
)
def test_an_unusable_question_is_refused_in_words(
    lesson: Lesson, author: User, draft: VersionDraft, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        write_question(lesson=lesson, draft=draft, fact=None, by=author)
    assert not Question.objects.exists()


def test_several_right_answers_are_possible_when_allowed(lesson: Lesson, author: User) -> None:
    draft = replace(DRAFT, several=True, options=(*DRAFT.options, OptionDraft("MDCCCXI", True)))
    question = write_question(lesson=lesson, draft=draft, fact=None, by=author)
    assert question.current is not None
    assert question.current.choices.filter(correct=True).count() == 2


def test_a_decision_is_kept_with_who_made_it_and_can_be_taken_back(
    lesson: Lesson, author: User
) -> None:
    question = decide(question=write(lesson, author), action="approve", by=author)
    assert (question.status, question.reviewed_by) == (Question.Status.APPROVED, author)
    question = decide(question=question, action="restore", by=author)
    assert (question.status, question.reviewed_by) == (Question.Status.DRAFT, None)
