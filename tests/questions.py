"""Questions and quizzes for tests: few words, every rule of the real ones."""

from __future__ import annotations

from collections.abc import Sequence

from courses.models import Lesson
from quizzes.authoring import OptionDraft, VersionDraft, write_question
from quizzes.models import Question, Quiz, QuizQuestion

RIGHT = "1811"
WRONG = ("1790", "1824", "1836")


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
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question=question, position=position)
        for position, question in enumerate(questions, start=1)
    )
    return quiz
