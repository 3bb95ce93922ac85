"""Rows of questions, quizzes, answers and progress: values of the columns that data.py names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench import texts
from bench.rows import adapted
from bench.shape import (
    DAY,
    LESSONS,
    MODULES,
    NOW,
    PEOPLE,
    Size,
    choice_id,
    course_of,
    courses_of,
    fact_ids,
    first_second,
    is_draft,
)

Row = tuple[Any, ...]


def questions(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        status = "draft" if is_draft(lesson) else "approved"
        for fact in fact_ids(lesson):
            yield fact, lesson, fact, texts.sentence(fact), f"{fact:016x}", "generated", status


def versions(size: Size) -> Iterator[Row]:
    checks = texts.checks()
    for number in range(1, size.questions + 1):
        why = f"“{texts.sentence(number)}”"
        yield number, number, 1, texts.stem(number), why, checks, f"{number:064x}"


def choices(size: Size) -> Iterator[Row]:
    for number in range(1, size.questions + 1):
        for place, text in enumerate(texts.options(number)):
            right = place == number % texts.OPTIONS
            why = "The source says so." if right else f"The source gives another: not {text}."
            yield choice_id(number, place), number, place + 1, text, text, right, why


def quizzes(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        module = 1 + (lesson - 1) // LESSONS
        status = "draft" if is_draft(lesson) else "published"
        yield lesson, course_of(lesson), module, lesson, f"Check {lesson}", status, True


def entries(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        for place, question in enumerate(fact_ids(lesson), 1):
            yield lesson, question, place


def places(size: Size) -> Iterator[tuple[int, int, int]]:
    """Attempt, quiz and person: no person twice at one quiz."""
    others = size.learners - PEOPLE
    for attempt in range(1, size.attempts + 1):
        turn, quiz = divmod(attempt - 1, size.lessons)
        yield attempt, quiz + 1, PEOPLE + 1 + (quiz * 7 + turn * 131) % others


def attempts(size: Size) -> Iterator[Row]:
    for attempt, quiz, person in places(size):
        begun = NOW - DAY * (attempt % 300) - DAY / 24
        score = float(attempt % (texts.FACTS + 1))
        yield (
            *(attempt, person, quiz, 1, attempt, adapted(begun), adapted(begun + DAY / 100)),
            *(score, float(texts.FACTS), score >= 6),
        )


def responses(size: Size) -> Iterator[Row]:
    at = adapted(NOW - DAY)
    for attempt, quiz, _ in places(size):
        for place, version in enumerate(fact_ids(quiz), 1):
            order = [choice_id(version, one) for one in range(texts.OPTIONS)]
            chosen = [order[(attempt + place) % texts.OPTIONS]]
            mark = float(chosen[0] == order[version % texts.OPTIONS])
            yield attempt, version, place, order, chosen, mark, at


def progress(size: Size) -> Iterator[Row]:
    for person in range(1, size.learners + 1):
        for course in courses_of(person, size):
            for step in range(7):
                lesson = (course - 1) * MODULES * LESSONS + 1 + step * 3
                start = first_second(lesson)
                seen = adapted(NOW - DAY * step)
                done = seen if step % 2 else None
                yield person, lesson, [[start, start + 45]], start + 45, seen, done
