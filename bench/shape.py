"""How large the benchmark's courses are, and which rows belong to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from bench import texts

MODULES = 10
LESSONS = 10
"""Of each course and of each module."""
TERMS = 60
PEOPLE = 40
"""Learners that the pages are measured with, who come first."""
LEAST_COURSES = 4
NOW = timezone.now()
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Size:
    courses: int
    learners: int
    attempts: int

    @property
    def lessons(self) -> int:
        return self.courses * MODULES * LESSONS

    @property
    def questions(self) -> int:
        return self.lessons * texts.FACTS

    @classmethod
    def of(cls, scale: float) -> Size:
        return cls(
            courses=max(LEAST_COURSES, round(100 * scale)),
            learners=max(PEOPLE + 80, round(5_000 * scale)),
            attempts=max(1, round(100_000 * scale)),
        )


def course_of(lesson: int) -> int:
    return 1 + (lesson - 1) // (MODULES * LESSONS)


def is_article(module: int) -> bool:
    """The last module of each course is an article, the others tell of a video each."""
    return module % MODULES == 0


def is_draft(lesson: int) -> bool:
    """The questions of each module's last lesson wait for their review."""
    return lesson % LESSONS == 0


def first_second(lesson: int) -> int:
    return 10 + (lesson - 1) % LESSONS * 120


def video_key(module: int) -> str:
    return f"bench{module:06d}"


def courses_of(person: int, size: Size) -> list[int]:
    """Three courses; those of the people who are measured are the same at every scale."""
    if person <= PEOPLE:
        return [1, 2, 3]
    return sorted({1 + (person + step * 37) % size.courses for step in range(3)})


def fact_ids(lesson: int) -> range:
    """Also those of its questions and of their versions."""
    return range((lesson - 1) * texts.FACTS + 1, lesson * texts.FACTS + 1)


def choice_id(version: int, place: int) -> int:
    return (version - 1) * texts.OPTIONS + place + 1
