"""Questions and quizzes for tests.

`make_question` and `make_quiz` keep every rule of the real ones, as an author or the generator
writes them; `plain_question` and `plain_quiz` are rows alone, for tests of taking and counting.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from courses.models import Course, Fact, Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, write_question
from quizzes.models import Choice, Question, Quiz, QuizQuestion, Response, Version

RIGHT = "1811"
WRONG = ("1790", "1824", "1836")
PLAIN = ("1811", "1824", "1799", "1850")
_numbers = itertools.count(1)


def make_question(
    lesson: Lesson,
    stem: str = "In which year was the lighthouse built?",
    *,
    right: Sequence[str] = (RIGHT,),
    wrong: Sequence[str] = WRONG,
    status: str = Question.Status.APPROVED,
    generated: bool = True,
) -> Question:
    """A question on the lesson's first fact; more than one right option gives check boxes."""
    options = [OptionDraft(text, correct=True, why="The sentence says so.") for text in right]
    options += [OptionDraft(text, correct=False) for text in wrong]
    return write_question(
        lesson=lesson,
        draft=VersionDraft(
            stem=stem,
            options=options,
            explanation="It is said at the very beginning.",
            several=len(right) > 1,
        ),
        fact=lesson.facts.order_by("position").first(),
        by=None,
        origin=Question.Origin.GENERATED if generated else Question.Origin.WRITTEN,
        form="value" if generated else "written",
        status=status,
    )


def make_quiz(
    lesson: Lesson,
    *,
    questions: Sequence[Question] | int = 2,
    status: str = Quiz.Status.PUBLISHED,
    title: str = "What you remember",
    attempts_allowed: int | None = None,
    pass_mark: int = 60,
    reveal: str = Quiz.Reveal.SUBMITTED,
) -> Quiz:
    """A quiz of the lesson, with the given questions or so many made for it."""
    if isinstance(questions, int):
        questions = [
            make_question(lesson, f"In which year was it built? ({number})")
            for number in range(1, questions + 1)
        ]
    quiz = Quiz.objects.create(
        course=lesson.module.course,
        module=lesson.module,
        lesson=lesson,
        title=title,
        status=status,
        attempts_allowed=attempts_allowed,
        pass_mark=pass_mark,
        reveal=reveal,
    )
    add_questions(quiz, questions)
    return quiz


def plain_question(
    lesson: Lesson,
    *,
    stem: str = "",
    options: Sequence[str] = PLAIN,
    right: Sequence[int] = (0,),
    credit: str = Version.Credit.EXACT,
    fact: Fact | None = None,
    status: str = Question.Status.APPROVED,
) -> Question:
    """A question with one version; ``right`` are the places of its right options."""
    number = next(_numbers)
    question = Question.objects.create(
        lesson=lesson,
        fact=fact,
        evidence=fact.text if fact else "",
        key=f"question-{number}",
        origin=Question.Origin.WRITTEN,
        form="written",
        status=status,
    )
    make_version(
        question,
        stem=stem or f"What is said at number {number}?",
        options=options,
        right=right,
        credit=credit,
    )
    return question


def make_version(
    question: Question,
    *,
    stem: str = "",
    options: Sequence[str] = PLAIN,
    right: Sequence[int] = (0,),
    credit: str = Version.Credit.EXACT,
) -> Version:
    """The question's next version, which becomes its current one."""
    number = question.versions.count() + 1
    version = Version.objects.create(
        question=question,
        number=number,
        stem=stem or f"Version {number} of {question.key}?",
        explanation="It stands on the plate above the door.",
        several=len(right) > 1,
        credit=credit,
        content_hash=f"{question.key}-{number}",
    )
    Choice.objects.bulk_create(
        Choice(
            version=version,
            position=place + 1,
            text=text,
            folded=text.casefold(),
            correct=place in right,
            why=f"Why {text}.",
            fact=None if place in right else question.fact,
            evidence="" if place in right or not question.fact else question.fact.text,
        )
        for place, text in enumerate(options)
    )
    question.current = version
    question.save(update_fields=["current"])
    return version


def plain_quiz(
    course: Course,
    *,
    lesson: Lesson | None = None,
    questions: Sequence[Question] | int = 3,
    status: str = Quiz.Status.PUBLISHED,
    **rules: object,
) -> Quiz:
    """A quiz of a lesson (the course's first); a number of questions makes as many, each on one of
    the lesson's facts in turn."""
    lesson = lesson or Lesson.objects.filter(module__course=course).order_by("pk")[0]
    quiz = Quiz.objects.create(
        course=course,
        module=lesson.module,
        lesson=lesson,
        title=f"Check: {lesson.heading}",
        status=status,
        **rules,
    )
    if isinstance(questions, int):
        facts = list(lesson.facts.all())
        questions = [
            plain_question(lesson, fact=facts[number % len(facts)] if facts else None)
            for number in range(questions)
        ]
    add_questions(quiz, questions)
    return quiz


def add_questions(quiz: Quiz, questions: Sequence[Question]) -> None:
    """At the end of the quiz, in this order."""
    first = quiz.entries.count() + 1
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question=question, position=position)
        for position, question in enumerate(questions, start=first)
    )


def right_ids(response: Response) -> tuple[int, ...]:
    """Ids of the right options of a response's question, sorted."""
    choices = response.version.choices.filter(correct=True)
    return tuple(sorted(choice.pk for choice in choices))


def wrong_id(response: Response) -> int:
    """Id of one wrong option."""
    return response.version.choices.filter(correct=False)[0].pk
