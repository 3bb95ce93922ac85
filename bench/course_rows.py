"""Rows of people, courses and what they teach: values of the columns that data.py names."""

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
    TERMS,
    Size,
    course_of,
    courses_of,
    fact_ids,
    first_second,
    is_article,
    video_key,
)

Row = tuple[Any, ...]


def people(size: Size) -> Iterator[Row]:
    for number in range(1, size.learners + 1):
        yield number, f"learner{number}@example.org", f"Learner {number}", "!"
    yield size.learners + 1, "teacher@example.org", "Tilda Teacher", "!"


def courses(size: Size) -> Iterator[Row]:
    for number in range(1, size.courses + 1):
        word = texts.words_of(number)
        yield (
            number,
            f"course-{number}",
            f"The {word['topic']} of {word['place']}, part {number}",
            f"How {word['place']} came to its {word['topic']}, who paid for it and what remained. "
            "From lectures and articles, with every second and every paragraph named.",
            f"covers/course-{number}-0123456789ab.webp",
            "published",
            adapted(NOW - DAY * number),
        )


def enrolments(size: Size) -> Iterator[Row]:
    for person in range(1, size.learners + 1):
        for course in courses_of(person, size):
            yield course, person, adapted(NOW - DAY)


def videos(size: Size) -> Iterator[Row]:
    for module in range(1, size.courses * MODULES + 1):
        if not is_article(module):
            yield module, video_key(module), 10 + 120 * LESSONS + 60


def modules(size: Size) -> Iterator[Row]:
    for module in range(1, size.courses * MODULES + 1):
        word = texts.words_of(module)
        title = f"The {word['topic']} of {word['place']} ({module})"
        article = is_article(module)
        credit = {"publisher": "The Gull"} if article else {"channel": "The Rock"}
        yield (
            module,
            1 + (module - 1) // MODULES,
            1 + (module - 1) % MODULES,
            title,
            f"module-{module}",
            "article" if article else "note",
            None if article else module,
            f"module-{module}.md",
            "0" * 64,
            f"module {module}",
            title.casefold(),
            {**credit, "date": "2024-05-17"},
        )


def lessons(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        module = 1 + (lesson - 1) // LESSONS
        place = 1 + (lesson - 1) % LESSONS
        video = "" if is_article(module) else video_key(module)
        said = [texts.sentence(fact) for fact in fact_ids(lesson)]
        word = texts.words_of(lesson)
        heading = f"What {word['person']} saw in {word['place']} ({lesson})"
        yield (
            lesson,
            module,
            f"lesson-{lesson}",
            place,
            heading,
            heading.casefold(),
            f"lesson-{lesson}",
            " ".join(said),
            texts.lesson_html(said, first_second(lesson), video),
            sum(len(one.split()) for one in said),
            3 * place - 2,
            3 * place,
        )


def segments(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        if not is_article(1 + (lesson - 1) // LESSONS):
            start = first_second(lesson)
            # The last slice of a video is open, as notes leave it.
            yield lesson, 1, start, None if lesson % LESSONS == 0 else start + 120


def facts(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        for place, fact in enumerate(fact_ids(lesson)):
            text = texts.sentence(fact)
            paragraph = 3 * ((lesson - 1) % LESSONS) + 1 + (place >= 4) + (place >= 7)
            position = (lesson - 1) % LESSONS * texts.FACTS + place
            yield fact, lesson, f"{fact:016x}", position, text, paragraph, 0, len(text)


def citations(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        if not is_article(1 + (lesson - 1) // LESSONS):
            for place, fact in enumerate(fact_ids(lesson)):
                yield fact, 1, first_second(lesson) + 12 * place


def links(size: Size) -> Iterator[Row]:
    modules = size.courses * MODULES
    for lesson in range(1, size.lessons + 1):
        own = 1 + (lesson - 1) // LESSONS
        first = (course_of(lesson) - 1) * MODULES
        # Two within the course and one to another.
        within = (first + 1 + (own + step) % MODULES for step in (1, 2))
        for target in (*within, 1 + (own * 7) % modules):
            yield lesson, f"module-{target}", f"module {target}", f"module {target}", target


def terms(size: Size) -> Iterator[Row]:
    for course in range(1, size.courses + 1):
        for number in range(TERMS):
            pk = (course - 1) * TERMS + number + 1
            yield pk, course, f"term-{number}", f"Term {number} of Saltwick", 1 + number % 26


def mentions(size: Size) -> Iterator[Row]:
    for lesson in range(1, size.lessons + 1):
        first = (course_of(lesson) - 1) * TERMS
        for place, fact in enumerate(fact_ids(lesson)):
            yield first + 1 + fact % TERMS, fact, place in (0, 4)
