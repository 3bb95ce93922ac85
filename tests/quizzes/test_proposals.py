"""Proposals become rows; what nobody judged follows the generator, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from accounts.models import User
from courses.models import Course, Fact
from quizzes.bank import proposals
from quizzes.bank.authoring import decide, edit_question
from quizzes.bank.composing import make_quizzes
from quizzes.bank.generating import source_facts
from quizzes.bank.proposals import MOST_SUGGESTIONS, Saved, save_proposals
from quizzes.generation.model import Candidate, CheckResult, Generation, Option
from quizzes.models import Question, Quiz, Version
from quizzes.models.label import Forecast
from quizzes.taking.attempts import start_attempt
from tests.questions import make_quiz

pytestmark = pytest.mark.django_db
Status = Question.Status


@pytest.fixture
def candidates(course: Course) -> list[Candidate]:
    """One for each fact of the course."""
    facts, _ = source_facts(course)
    assert len(facts) >= 3
    return [
        Candidate(
            key=f"key-{number}",
            fact_id=fact.id,
            lesson=fact.lesson,
            form="year",
            stem=f"In which year was lamp {number} lit?",
            options=tuple(
                Option(f"{1800 + 10 * number + place}", place == number % 4, "So it is.", None)
                for place in range(4)
            ),
            explanation="It is said.",
            checks=(CheckResult("evidence", True, "It stands there."),),
            score=0.9,
            features=(("natural", 1.0), ("stem_words", 7.0)),
            probability=0.8,
            reasons=("For it: it is asked as a question.",),
        )
        for number, fact in enumerate(facts)
    ]


def save(
    course: Course, published: Sequence[Candidate], suggested: Sequence[Candidate] = ()
) -> Saved:
    _, by_id = source_facts(course)
    return save_proposals(course, Generation(tuple(published), tuple(suggested), ()), by_id)


def rows(course: Course) -> dict[str, str]:
    return dict(Question.objects.of_course(course).values_list("key", "status"))


def test_what_is_published_waits_and_what_is_suggested_stands_aside(
    course: Course, candidates: list[Candidate]
) -> None:
    saved = save(course, candidates[:1], candidates[1:3])
    assert (saved.added, saved.suggested) == (1, 2)
    assert rows(course) == {"key-0": "draft", "key-1": "suggested", "key-2": "suggested"}
    forecast = Forecast.objects.get(version__question__key="key-1")
    assert forecast.probability == 0.8
    assert forecast.features == {"natural": 1.0, "stem_words": 7.0}
    assert forecast.reasons == ["For it: it is asked as a question."]
    assert make_quizzes(course, publish=False).quizzes == 0
    assert save(course, candidates[:1], candidates[1:3]) == Saved(kept=1, suggested=2)
    assert Version.objects.filter(question__form="year").count() == 3


@pytest.mark.parametrize("edits", [False, True])
def test_a_suggestion_that_was_taken_up_is_not_suggested_beside_itself(
    course: Course, candidates: list[Candidate], instructor: User, edits: bool
) -> None:
    save(course, [], candidates[:2])
    question = Question.objects.select_related("fact").get(key="key-0")
    if edits:
        draft = proposals._draft(better(candidates[0]), source_facts(course)[1])
        edit_question(question=question, draft=draft, fact=question.fact, by=instructor)
    else:
        decide(question=question, action="approve", by=instructor)
    assert save(course, [], candidates[:2]).suggested == 1
    assert rows(course) == {"key-0": "draft" if edits else "approved", "key-1": "suggested"}


def test_what_was_judged_by_no_model_has_no_probability(
    course: Course, candidates: list[Candidate]
) -> None:
    save(course, [replace(candidates[0], reasons=())])
    assert Forecast.objects.get().probability is None


def test_what_nobody_judged_moves_with_the_line_and_says_what_is_proposed(
    course: Course, candidates: list[Candidate]
) -> None:
    save(course, candidates[:1], candidates[1:2])
    save(course, candidates[1:2], candidates[:1])
    assert rows(course) == {"key-0": "suggested", "key-1": "draft"}
    save(course, [replace(candidates[1], stem="When was lamp 1 lit, in which year?")])
    assert rows(course) == {"key-1": "draft"}
    question = Question.objects.of_course(course).select_related("current").get(key="key-1")
    assert question.current is not None
    assert (question.current.stem, question.current.number) == (
        "When was lamp 1 lit, in which year?",
        2,
    )
    # New weights change what is thought of it, not what it says.
    save(course, [replace(candidates[1], stem=question.current.stem, probability=0.9)])
    question.refresh_from_db()
    assert question.current is not None
    assert (question.current.number, question.current.forecast.probability) == (2, 0.9)


def test_a_draft_that_is_proposed_no_more_is_withdrawn_and_a_suggestion_is_gone(
    course: Course, candidates: list[Candidate], instructor: User
) -> None:
    save(course, candidates[:1], candidates[1:3])
    rejected = Question.objects.get(key="key-2")
    decide(question=rejected, action="reject", by=instructor)
    save(course, [])
    assert rows(course) == {"key-0": "retired", "key-2": "rejected"}
    # What was rejected is not suggested again.
    assert save(course, [], candidates[2:3]).suggested == 0
    assert rows(course)["key-2"] == "rejected"


def test_a_suggestion_that_somebody_answered_is_withdrawn_and_kept(
    course: Course, candidates: list[Candidate], learner: User
) -> None:
    save(course, candidates[:1])
    question = Question.objects.get(key="key-0")
    decide(question=question, action="approve", by=None)
    question.refresh_from_db()
    start_attempt(user=learner, quiz=make_quiz(question.lesson, questions=[question]))
    decide(question=question, action="suggest", by=None)
    save(course, [])
    assert rows(course)["key-0"] == "retired"


def test_each_lesson_has_a_few_suggestions_the_likeliest(
    course: Course, candidates: list[Candidate]
) -> None:
    lesson = candidates[0].lesson
    fact = Fact.objects.filter(lesson__module__course=course).order_by("pk")[0]
    many = []
    for number in range(MOST_SUGGESTIONS + 3):
        row = Fact.objects.create(
            lesson=fact.lesson, key=f"more-{number}", position=50 + number, text=f"Lamp {number}.",
            paragraph=9, start=0, end=9,
        )  # fmt: skip
        many.append(
            replace(
                candidates[0],
                key=f"more-{number}",
                fact_id=f"{fact.lesson.module.slug}/{row.key}",
                lesson=lesson,
                stem=f"In which year was lantern {number} lit?",
                probability=number / 10,
            )
        )
    assert save(course, [], many).suggested == MOST_SUGGESTIONS
    assert set(rows(course)) == {f"more-{number}" for number in range(3, MOST_SUGGESTIONS + 3)}


def better(candidate: Candidate, **changes: object) -> Candidate:
    values = {"stem": candidate.stem.replace("lit", "first lit"), "probability": 0.95}
    return replace(candidate, **{**values, **changes})  # type: ignore[arg-type]


def test_another_version_offers_its_better_question_and_replaces_nothing(
    course: Course,
    candidates: list[Candidate],
    instructor: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save(course, candidates[:2])
    approved, edited = Question.objects.of_course(course).order_by("key")
    decide(question=approved, action="approve", by=instructor)
    before = Version.objects.filter(question=approved).values().get()
    monkeypatch.setattr(proposals, "GENERATOR_VERSION", "next")
    saved = save(course, [better(candidates[0]), candidates[1]])
    assert (saved.added, saved.suggested, saved.withdrawn) == (0, 1, 0)
    assert rows(course) == {"key-0": "approved", "key-0-next": "suggested", "key-1": "draft"}
    assert Version.objects.filter(question=approved).values().get() == before
    # Again: nothing new; and once it is approved, both stand.
    assert save(course, [better(candidates[0]), candidates[1]]).suggested == 1
    assert len(rows(course)) == 3
    decide(question=Question.objects.get(key="key-0-next"), action="approve", by=instructor)
    save(course, [better(candidates[0]), candidates[1]])
    assert rows(course)["key-0-next"] == rows(course)["key-0"] == "approved"
    assert edited.key == "key-1"


@pytest.mark.parametrize(
    "changes", [{"probability": 0.7}, {"stem": "In which year was lamp 0 lit?"}]
)
def test_what_is_no_better_or_says_the_same_is_not_offered(
    course: Course,
    candidates: list[Candidate],
    instructor: User,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, object],
) -> None:
    save(course, candidates[:1])
    decide(question=Question.objects.get(key="key-0"), action="approve", by=instructor)
    monkeypatch.setattr(proposals, "GENERATOR_VERSION", "next")
    assert save(course, [better(candidates[0], **changes)]).suggested == 0
    assert rows(course) == {"key-0": "approved"}


def test_the_same_version_does_not_argue_with_itself(
    course: Course, candidates: list[Candidate], instructor: User
) -> None:
    save(course, candidates[:1])
    decide(question=Question.objects.get(key="key-0"), action="approve", by=instructor)
    assert save(course, [better(candidates[0])]).suggested == 0


def test_what_a_person_edited_is_left_alone(
    course: Course, candidates: list[Candidate], instructor: User
) -> None:
    save(course, [], candidates[:1])
    question = Question.objects.get(key="key-0")
    draft = proposals._draft(better(candidates[0]), source_facts(course)[1])
    edit_question(question=question, draft=draft, fact=question.fact, by=instructor)
    assert rows(course) == {"key-0": "draft"}
    save(course, [])
    save(course, candidates[:1])
    assert rows(course) == {"key-0": "draft"}
    question.refresh_from_db()
    assert question.current is not None
    assert question.current.created_by == instructor


def test_no_two_questions_of_a_quiz_have_the_same_answer_or_tell_it(
    course: Course, candidates: list[Candidate]
) -> None:
    lessons: dict[str, list[Candidate]] = {}
    for one in candidates:
        lessons.setdefault(one.fact_id.split("/")[0], []).append(one)
    some = max(lessons.values(), key=len)
    assert len({one.lesson for one in some}) > 1, "a module of two lessons"
    first, second = some[0], next(one for one in some if one.lesson != some[0].lesson)
    same = replace(second, options=first.options, probability=0.5)
    save(course, [same if one is second else one for one in some])
    make_quizzes(course, publish=False)
    assert Quiz.objects.filter(generated=True).exists()
    for quiz in Quiz.objects.filter(generated=True):
        answers = [
            choice.text
            for question in quiz.questions.all()
            if question.current
            for choice in question.current.choices.all()
            if choice.correct
        ]
        assert len(answers) == len(set(answers))
        assert not quiz.questions.filter(key=same.key).exists() or quiz.lesson is not None
