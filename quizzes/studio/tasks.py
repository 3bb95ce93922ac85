"""What a worker runs for the desk: making questions needs the parser, which no page loads."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from courses.models import Course
from quizzes.bank.generating import generate_questions


@task()
def generate_in_background(course: int) -> dict[str, Any]:
    """``course`` is an id; returns the run's numbers, see ``GenerationReport``."""
    found = Course.objects.filter(pk=course).first()
    return generate_questions(course=found).as_json() if found else {}
