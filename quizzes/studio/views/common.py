"""Finds of the desk's views: what is not of this course is not there."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from courses.models import Course
from quizzes.models import Question, Quiz


def course_question(course: Course, pk: int) -> Question:
    rows = Question.objects.of_course(course).with_content()
    return get_object_or_404(rows, pk=pk)


def course_quiz(course: Course, pk: int) -> Quiz:
    rows = Quiz.objects.proper().filter(course=course).select_related("module", "lesson__module")
    return get_object_or_404(rows, pk=pk)
