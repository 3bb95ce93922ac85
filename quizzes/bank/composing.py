"""Questions of a course are put into quizzes: for each lesson with enough, for each module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from courses.models import Course, Lesson, Module
from quizzes.bank.authoring import fold_option
from quizzes.generation.gates import hinges
from quizzes.models import Question, Quiz, QuizQuestion

# Fewer make no test of a lesson; the module's quiz still asks them.
LEAST_QUESTIONS = 3
MOST_MODULE_QUESTIONS = 20


@dataclass
class Composed:
    """How many generated quizzes there are, and how many of them are new."""

    quizzes: int = 0
    added: int = 0


def make_quizzes(course: Course, *, publish: bool) -> Composed:
    """A quiz for each lesson with enough questions, and a longer one for the module."""
    live = (
        Question.objects.of_course(course)
        .filter(
            status__in=[Question.Status.DRAFT, Question.Status.APPROVED],
            lesson__retired_at__isnull=True,
        )
        .select_related("lesson__module", "current__forecast", "fact")
        .prefetch_related("current__choices")
        .order_by("lesson__module__position", "lesson__position", "fact__position", "pk")
    )
    by_lesson: dict[Lesson, list[Question]] = defaultdict(list)
    by_module: dict[Module, list[Question]] = defaultdict(list)
    for question in live:
        by_lesson[question.lesson].append(question)
        by_module[question.lesson.module].append(question)
    composed = Composed()
    for lesson, questions in by_lesson.items():
        kept = apart(questions)
        _make_quiz(course, lesson.module, lesson, kept, publish=publish, composed=composed)
    for module, questions in by_module.items():
        if len({question.lesson_id for question in questions}) > 1:
            kept = apart(questions)
            best = set(sorted(kept, key=_strongest)[:MOST_MODULE_QUESTIONS])
            kept = [question for question in kept if question in best]
            _make_quiz(course, module, None, kept, publish=publish, composed=composed)
    return composed


def apart(questions: Sequence[Question]) -> list[Question]:
    """Those that can stand in one quiz: no two with the same answer, none that tells another's.

    Of two that cannot, what a person wrote or approved stays, else the likelier one.
    """
    kept: list[Question] = []
    for question in sorted(questions, key=_strongest):
        if not any(_clash(question, other) for other in kept):
            kept.append(question)
    return [question for question in questions if question in kept]


def _strongest(question: Question) -> tuple[bool, bool, float, int]:
    return (
        not question.edited,
        question.status != Question.Status.APPROVED,
        -chance(question),
        question.pk,
    )


def chance(question: Question) -> float:
    """The generator's probability, or its own score where it has none."""
    version = question.current
    if version is None:
        return 0.0
    forecast = getattr(version, "forecast", None)
    if forecast is not None and forecast.probability is not None:
        return float(forecast.probability)
    return version.score or 0.0


def _clash(one: Question, other: Question) -> bool:
    mine, theirs = _answers(one), _answers(other)
    if {fold_option(text) for text in mine} & {fold_option(text) for text in theirs}:
        return not (one.edited and other.edited)
    told = _stem(other), _stem(one)
    hinge = any(hinges(text, told[0]) for text in mine) or any(
        hinges(text, told[1]) for text in theirs
    )
    return hinge and not (one.edited and other.edited)


def _answers(question: Question) -> list[str]:
    version = question.current
    return [one.text for one in version.choices.all() if one.correct] if version else []


def _stem(question: Question) -> str:
    return question.current.stem if question.current else ""


def _make_quiz(
    course: Course,
    module: Module,
    lesson: Lesson | None,
    questions: list[Question],
    *,
    publish: bool,
    composed: Composed,
) -> None:
    quiz = Quiz.objects.filter(course=course, module=module, lesson=lesson, generated=True).first()
    if quiz is None:
        if len(questions) < LEAST_QUESTIONS:
            return
        quiz = Quiz.objects.create(
            course=course,
            module=module,
            lesson=lesson,
            title=_title(module, lesson),
            generated=True,
            status=Quiz.Status.PUBLISHED if publish else Quiz.Status.DRAFT,
        )
        composed.added += 1
    composed.quizzes += 1
    if not quiz.edited:
        set_questions(quiz=quiz, questions=questions)


def _title(module: Module, lesson: Lesson | None) -> str:
    """Names what is asked; introductions are told apart by their modules."""
    if lesson is None:
        return f"The whole of: {module.title}"[:200]
    if lesson.is_intro and lesson.heading != module.title:
        return f"Check: {lesson.heading} to {module.title}"[:200]
    return f"Check: {lesson.heading}"[:200]


@transaction.atomic
def set_questions(*, quiz: Quiz, questions: Iterable[Question]) -> None:
    """The questions of a quiz, in this order. Attempts that run keep the ones they began with."""
    wanted = list(dict.fromkeys(question.pk for question in questions))
    if list(quiz.entries.order_by("position").values_list("question_id", flat=True)) == wanted:
        return
    quiz.entries.all().delete()
    QuizQuestion.objects.bulk_create(
        QuizQuestion(quiz=quiz, question_id=pk, position=number)
        for number, pk in enumerate(wanted, 1)
    )
