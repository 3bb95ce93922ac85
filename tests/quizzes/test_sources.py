"""Evidence leads somewhere, also after its lesson left the document."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.models import Course, Fact, Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, decide, edit_question, write_question
from quizzes.generation.generate import _when
from quizzes.generation.model import SourceFact
from quizzes.models import Attempt, Question, Quiz
from quizzes.sources import Evidence, SourceBook, why_now
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from tests.questions import make_quiz

pytestmark = pytest.mark.django_db


def test_evidence_of_an_article_leads_to_its_paragraph_and_later_to_its_module(
    course: Course, learner_client: Client
) -> None:
    lesson = Lesson.objects.get(module__course=course, module__kind="article")
    fact = lesson.facts.all()[0]
    for address in (f"{lesson.get_absolute_url()}#p-", lesson.module.get_absolute_url()):
        evidence = SourceBook.of([fact.pk]).evidence(fact.pk)
        assert evidence is not None
        assert evidence.href.startswith(address)
        assert learner_client.get(evidence.href).status_code == 200
        Lesson.objects.filter(pk=lesson.pk).update(retired_at=timezone.now())


NOTE = """---
title: The lighthouse
videoId: abcdefghijk
---
## The tower
The tower was finished in the autumn of 1811 [00:01:10].

## The lamp
The first lamp burned whale oil for a whole year [00:14:03].
"""
OIL = "That belongs at 14:03: “The first lamp burned whale oil for a whole year.”"


@pytest.fixture
def asked(course: Course) -> Question:
    """Approved; its wrong option belongs to the note's other lesson."""
    import_sources(course=course, sources=[Source("lighthouse.md", NOTE)])
    tower, lamp = Fact.objects.filter(lesson__module__source_name="lighthouse.md").order_by(
        "position"
    )
    draft = VersionDraft(
        "When was the tower finished?",
        [
            OptionDraft("In 1811", True, "The source says so at 1:10.", tower),
            OptionDraft("Never", False, OIL, lamp),
        ],
        explanation=f"“{tower.text}”",
    )
    question = write_question(
        lesson=tower.lesson, draft=draft, fact=tower, by=None, origin="generated"
    )
    return decide(question=question, action="approve", by=None)


def answered(user: User, quiz: Quiz) -> Attempt:
    attempt = start_attempt(user=user, quiz=quiz)
    response = attempt.responses.get()
    wrong = response.version.choices.get(correct=False).pk
    save_responses(attempt=attempt, answers={response.position: Answer((wrong,), False)})
    return submit_attempt(attempt=attempt)


def later(course: Course) -> None:
    """The document is imported again: the same words, ten minutes later."""
    text = NOTE.replace("14:03", "24:05").replace("01:10", "11:17")
    import_sources(course=course, sources=[Source("lighthouse.md", text)])


def test_a_second_that_changed_alone_is_told_as_it_is_now(
    asked: Question, course: Course, learner: User, learner_client: Client
) -> None:
    attempt = answered(learner, make_quiz(asked.lesson, questions=[asked]))
    results = reverse("quizzes:results", args=[attempt.pk])
    before = learner_client.get(results).text
    assert "That belongs at 14:03: “The first lamp" in before
    later(course)
    assert Question.objects.askable().filter(pk=asked.pk).exists()
    after = learner_client.get(results).text
    assert "That belongs at 24:05: “The first lamp" in after
    assert "The source says so at 11:17." in after
    assert "14:03" not in after
    assert "1:10." not in after


def test_the_desk_and_the_form_tell_the_second_of_now_and_an_edit_keeps_it(
    asked: Question, course: Course, instructor: User, instructor_client: Client
) -> None:
    assert asked.current is not None
    options = [
        OptionDraft(one.text, one.correct, one.why, one.fact) for one in asked.current.choices.all()
    ]
    edited = VersionDraft("In which year was the tower finished?", options)
    edit_question(question=asked, draft=edited, fact=asked.fact, by=instructor)
    later(course)
    desk = reverse("desk:questions", args=[course.slug])
    form = reverse("desk:question_edit", args=[course.slug, asked.pk])
    for page in (
        instructor_client.get(desk, {"question": asked.pk}).text,
        instructor_client.get(form).text,
    ):
        assert "That belongs at 24:05: “The first lamp" in page
        assert "The source says so at 11:17." in page
        assert "That belongs at 14:03" not in page


def test_an_articles_paragraph_is_told_as_it_is_now_too() -> None:
    seventh = Evidence(href="", sentence="", paragraph=8)
    assert (
        why_now("That belongs in paragraph 7: “A.”", seventh) == "That belongs in paragraph 8: “A.”"
    )


@pytest.mark.parametrize(
    "why",
    ["That belongs at 1:02: it seems", "It is said at 14:03.", "That belongs to 14:03: “A”", ""],
)
def test_words_of_a_persons_own_stay(why: str) -> None:
    assert why_now(why, Evidence(href="", sentence="", video="x", start=70)) == why
    assert why_now(OIL, None) == OIL


@pytest.mark.parametrize("seconds", [None, 0, 59, 843, 3599, 36000, 360000])
def test_the_generators_own_words_are_found(seconds: int | None) -> None:
    fact = SourceFact("a", "A.", "l", "m", "", "", "", (), seconds, 7, 1)
    now = Evidence(href="", sentence="", video="x", start=70)
    assert why_now(f"That belongs{_when(fact)}: “A.”", now) == "That belongs at 1:10: “A.”"
    assert why_now(f"The source says so{_when(fact)}.", now) == "The source says so at 1:10."
