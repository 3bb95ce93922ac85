"""Fills an empty database with a large Cuepoint: `make bench-data` (DATABASE_URL decides which).

At SCALE=1 there are 100 courses, 10,000 lessons, 100,000 questions and a million answers in
100,000 attempts of 5,000 learners. SCALE makes fewer of all: 0.001 leaves a thousand answers. A
course is as large at every scale, and the people and courses that the pages are measured with are
the same, so that what a page shows never differs.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import INSTRUCTOR, give_role
from bench import texts
from bench.rows import adapted, reset_keys, write_rows
from courses.models import (
    Citation,
    Course,
    Enrolment,
    Fact,
    Instructor,
    Lesson,
    Link,
    Mention,
    Module,
    Progress,
    Segment,
    Term,
    Video,
)
from quizzes.models import Attempt, Choice, Question, Quiz, QuizQuestion, Response, Version

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
            learners=max(PEOPLE + 10, round(5_000 * scale)),
            attempts=max(1, round(100_000 * scale)),
        )


def fill(scale: float) -> None:
    """Writes all rows in one transaction; refuses a database that has courses."""
    if Course.objects.exists():
        raise SystemExit("This database has courses already: the benchmark wants an empty one.")
    size = Size.of(scale)
    start = time.perf_counter()
    written = 0
    with transaction.atomic():
        for model, given, rows in _tables(size):
            written += write_rows(model, given, rows)
        # Each question points to its version and each version to its question.
        Question.objects.update(current_id=models.F("pk"))
        reset_keys([model for model, _, _ in _tables(size)])
        teacher = User.objects.get(pk=size.learners + 1)
        give_role(user=teacher, role=INSTRUCTOR)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # which the server's own housekeeping does within minutes
    print(
        f"{connection.vendor}: {written:,} rows in {time.perf_counter() - start:.0f} s; "
        f"{size.courses} courses, {size.lessons:,} lessons, {size.questions:,} questions, "
        f"{size.attempts * texts.FACTS:,} answers of {size.learners:,} learners",
        flush=True,
    )


Table = tuple[type[models.Model], tuple[str, ...], Iterator[tuple[Any, ...]]]


def _tables(size: Size) -> list[Table]:
    return [
        (User, ("id", "email", "name", "password"), _people(size)),
        (Course, ("id", "slug", "title", "summary", "drawn_cover", "status", "published_at"),
         _courses(size)),
        (Instructor, ("course_id", "user_id"),
         ((course, size.learners + 1) for course in range(1, size.courses + 1))),
        (Enrolment, ("course_id", "user_id", "at"), _enrolments(size)),
        (Video, ("id", "key", "seconds"), _videos(size)),
        (Module, ("id", "course_id", "position", "title", "slug", "kind", "video_id",
                  "source_name", "source_hash", "folded_name", "folded_title", "credit"),
         _modules(size)),
        (Lesson, ("id", "module_id", "key", "position", "heading", "folded_heading", "slug",
                  "source", "html", "words", "first_paragraph", "last_paragraph"), _lessons(size)),
        (Segment, ("lesson_id", "position", "start", "end"), _segments(size)),
        (Fact, ("id", "lesson_id", "key", "position", "text", "paragraph", "start", "end"),
         _facts(size)),
        (Citation, ("fact_id", "position", "seconds"), _citations(size)),
        (Link, ("lesson_id", "target", "label", "folded", "module_id"), _links(size)),
        (Term, ("id", "course_id", "slug", "name", "initial"), _terms(size)),
        (Mention, ("term_id", "fact_id", "defines"), _mentions(size)),
        (Question, ("id", "lesson_id", "fact_id", "evidence", "key", "origin", "status"),
         _questions(size)),
        (Version, ("id", "question_id", "number", "stem", "explanation", "checks", "content_hash"),
         _versions(size)),
        (Choice, ("id", "version_id", "position", "text", "folded", "correct", "why"),
         _choices(size)),
        (Quiz, ("id", "course_id", "module_id", "lesson_id", "title", "status", "generated"),
         _quizzes(size)),
        (QuizQuestion, ("quiz_id", "question_id", "position"), _entries(size)),
        (Attempt, ("id", "user_id", "quiz_id", "number", "seed", "started_at", "submitted_at",
                   "score", "max_score", "passed"), _attempts(size)),
        (Response, ("attempt_id", "version_id", "position", "order", "chosen", "mark",
                    "answered_at"), _responses(size)),
        (Progress, ("user_id", "lesson_id", "watched", "read_to", "seen_at", "done_at"),
         _progress(size)),
    ]  # fmt: skip


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


def _people(size: Size) -> Iterator[tuple[Any, ...]]:
    for number in range(1, size.learners + 1):
        yield number, f"learner{number}@example.org", f"Learner {number}", "!"
    yield size.learners + 1, "teacher@example.org", "Tilda Teacher", "!"


def _courses(size: Size) -> Iterator[tuple[Any, ...]]:
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


def _enrolments(size: Size) -> Iterator[tuple[Any, ...]]:
    for person in range(1, size.learners + 1):
        for course in _courses_of(person, size):
            yield course, person, adapted(NOW - DAY)


def _courses_of(person: int, size: Size) -> list[int]:
    """Three courses; those of the people who are measured are the same at every scale."""
    if person <= PEOPLE:
        return [1, 2, 3]
    return sorted({1 + (person + step * 37) % size.courses for step in range(3)})


def _videos(size: Size) -> Iterator[tuple[Any, ...]]:
    for module in range(1, size.courses * MODULES + 1):
        if not is_article(module):
            yield module, video_key(module), 10 + 120 * LESSONS + 60


def _modules(size: Size) -> Iterator[tuple[Any, ...]]:
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


def _lessons(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        module = 1 + (lesson - 1) // LESSONS
        place = 1 + (lesson - 1) % LESSONS
        video = "" if is_article(module) else video_key(module)
        said = [texts.sentence(fact) for fact in _fact_ids(lesson)]
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


def _fact_ids(lesson: int) -> range:
    """Also those of its questions and of their versions."""
    return range((lesson - 1) * texts.FACTS + 1, lesson * texts.FACTS + 1)


def _segments(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        if not is_article(1 + (lesson - 1) // LESSONS):
            start = first_second(lesson)
            # The last slice of a video is open, as notes leave it.
            yield lesson, 1, start, None if lesson % LESSONS == 0 else start + 120


def _facts(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        for place, fact in enumerate(_fact_ids(lesson)):
            text = texts.sentence(fact)
            paragraph = 3 * ((lesson - 1) % LESSONS) + 1 + (place >= 4) + (place >= 7)
            position = (lesson - 1) % LESSONS * texts.FACTS + place
            yield fact, lesson, f"{fact:016x}", position, text, paragraph, 0, len(text)


def _citations(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        if not is_article(1 + (lesson - 1) // LESSONS):
            for place, fact in enumerate(_fact_ids(lesson)):
                yield fact, 1, first_second(lesson) + 12 * place


def _links(size: Size) -> Iterator[tuple[Any, ...]]:
    modules = size.courses * MODULES
    for lesson in range(1, size.lessons + 1):
        own = 1 + (lesson - 1) // LESSONS
        first = (course_of(lesson) - 1) * MODULES
        # Two within the course and one to another.
        within = (first + 1 + (own + step) % MODULES for step in (1, 2))
        for target in (*within, 1 + (own * 7) % modules):
            yield lesson, f"module-{target}", f"module {target}", f"module {target}", target


def _terms(size: Size) -> Iterator[tuple[Any, ...]]:
    for course in range(1, size.courses + 1):
        for number in range(TERMS):
            pk = (course - 1) * TERMS + number + 1
            yield pk, course, f"term-{number}", f"Term {number} of Saltwick", 1 + number % 26


def _mentions(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        first = (course_of(lesson) - 1) * TERMS
        for place, fact in enumerate(_fact_ids(lesson)):
            yield first + 1 + fact % TERMS, fact, place in (0, 4)


def _questions(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        status = "draft" if is_draft(lesson) else "approved"
        for fact in _fact_ids(lesson):
            yield fact, lesson, fact, texts.sentence(fact), f"{fact:016x}", "generated", status


def _versions(size: Size) -> Iterator[tuple[Any, ...]]:
    checks = texts.checks()
    for number in range(1, size.questions + 1):
        why = f"“{texts.sentence(number)}”"
        yield number, number, 1, texts.stem(number), why, checks, f"{number:064x}"


def _choices(size: Size) -> Iterator[tuple[Any, ...]]:
    for number in range(1, size.questions + 1):
        for place, text in enumerate(texts.options(number)):
            right = place == number % texts.OPTIONS
            why = "The source says so." if right else f"The source gives another: not {text}."
            yield choice_id(number, place), number, place + 1, text, text, right, why


def choice_id(version: int, place: int) -> int:
    return (version - 1) * texts.OPTIONS + place + 1


def _quizzes(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        module = 1 + (lesson - 1) // LESSONS
        status = "draft" if is_draft(lesson) else "published"
        yield lesson, course_of(lesson), module, lesson, f"Check {lesson}", status, True


def _entries(size: Size) -> Iterator[tuple[Any, ...]]:
    for lesson in range(1, size.lessons + 1):
        for place, question in enumerate(_fact_ids(lesson), 1):
            yield lesson, question, place


def _places(size: Size) -> Iterator[tuple[int, int, int]]:
    """Attempt, quiz and person: no person twice at one quiz."""
    others = size.learners - PEOPLE
    for attempt in range(1, size.attempts + 1):
        turn, quiz = divmod(attempt - 1, size.lessons)
        yield attempt, quiz + 1, PEOPLE + 1 + (quiz * 7 + turn * 131) % others


def _attempts(size: Size) -> Iterator[tuple[Any, ...]]:
    for attempt, quiz, person in _places(size):
        begun = NOW - DAY * (attempt % 300) - DAY / 24
        score = float(attempt % (texts.FACTS + 1))
        yield (
            *(attempt, person, quiz, 1, attempt, adapted(begun), adapted(begun + DAY / 100)),
            *(score, float(texts.FACTS), score >= 6),
        )


def _responses(size: Size) -> Iterator[tuple[Any, ...]]:
    at = adapted(NOW - DAY)
    for attempt, quiz, _ in _places(size):
        for place, version in enumerate(_fact_ids(quiz), 1):
            order = [choice_id(version, one) for one in range(texts.OPTIONS)]
            chosen = [order[(attempt + place) % texts.OPTIONS]]
            mark = float(chosen[0] == order[version % texts.OPTIONS])
            yield attempt, version, place, order, chosen, mark, at


def _progress(size: Size) -> Iterator[tuple[Any, ...]]:
    for person in range(1, size.learners + 1):
        for course in _courses_of(person, size):
            for step in range(7):
                lesson = (course - 1) * MODULES * LESSONS + 1 + step * 3
                start = first_second(lesson)
                seen = adapted(NOW - DAY * step)
                done = seen if step % 2 else None
                yield person, lesson, [[start, start + 45]], start + 45, seen, done


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    fill(parser.parse_args(words).scale)
