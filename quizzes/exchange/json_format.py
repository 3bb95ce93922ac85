"""Questions as plain JSON objects."""

from __future__ import annotations

from typing import Any

from courses.models import Course
from quizzes.models import Question


def export_json(course: Course) -> list[dict[str, Any]]:
    """Every question of the course in the order of its documents, in its current version.

    ``seconds`` is where the fact is said, ``None`` in an article; ``document`` is the file's name.
    """
    questions = (
        Question.objects.of_course(course)
        .filter(current__isnull=False)
        .with_content()
        .order_by("lesson__module__position", "lesson__position", "fact__position", "pk")
    )
    return [as_object(question) for question in questions]


def as_object(question: Question) -> dict[str, Any]:
    version = question.current
    if version is None:
        raise ValueError("A question without a version cannot be exported.")
    fact = question.fact
    return {
        "id": question.pk,
        "status": question.status,
        "form": question.form,
        "lesson": question.lesson.heading,
        "stem": version.stem,
        "choices": [
            {"text": choice.text, "correct": choice.correct} for choice in version.choices.all()
        ],
        "explanation": version.explanation,
        "fact": fact.text if fact else None,
        "seconds": fact.seconds if fact else None,
        "document": question.lesson.module.source_name,
    }
