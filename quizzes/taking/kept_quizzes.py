"""Quizzes with their places, kept in the process while the content stamp stays.

Every request of an attempt needs its quiz, and who takes it changes nothing of it.
"""

from __future__ import annotations

from courses.learning.kept import Shelf
from quizzes.models import Quiz

QUIZZES: Shelf[Quiz] = Shelf(1_000)
"""By id. One takes about 6 kB with its course, module and lesson."""
LONG = tuple(f"lesson__{name}" for name in ("source", "html", "base_source", "incoming_source")) + (
    "module__outcome",
    "module__credit",
)
"""Columns that no page of an attempt shows."""


def kept_quiz(pk: int, stamp: str) -> Quiz:
    """The quiz with its course, module and lesson. It belongs to all requests: do not change it."""
    return QUIZZES.get(pk, stamp, lambda: _read(pk))


def _read(pk: int) -> Quiz:
    quiz = Quiz.objects.select_related("course", "module", "lesson").defer(*LONG).get(pk=pk)
    # A quiz stands at a module and a lesson of its own course: their addresses need no query.
    if quiz.module is not None and quiz.module.course_id == quiz.course_id:
        quiz.module.course = quiz.course
        if quiz.lesson is not None and quiz.lesson.module_id == quiz.module.pk:
            quiz.lesson.module = quiz.module
    return quiz
