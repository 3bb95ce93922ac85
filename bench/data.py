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
from typing import Any

from django.db import connection, models, transaction

from accounts.models import User
from accounts.roles import INSTRUCTOR, give_role
from bench import answer_rows, course_rows, texts
from bench.rows import reset_keys, write_rows
from bench.shape import Size
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
        (User, ("id", "email", "name", "password"), course_rows.people(size)),
        (Course, ("id", "slug", "title", "summary", "drawn_cover", "status", "published_at"),
         course_rows.courses(size)),
        (Instructor, ("course_id", "user_id"),
         ((course, size.learners + 1) for course in range(1, size.courses + 1))),
        (Enrolment, ("course_id", "user_id", "at"), course_rows.enrolments(size)),
        (Video, ("id", "key", "seconds"), course_rows.videos(size)),
        (Module, ("id", "course_id", "position", "title", "slug", "kind", "video_id",
                  "source_name", "source_hash", "folded_name", "folded_title", "credit"),
         course_rows.modules(size)),
        (Lesson, ("id", "module_id", "key", "position", "heading", "folded_heading", "slug",
                  "source", "html", "words", "first_paragraph", "last_paragraph"),
         course_rows.lessons(size)),
        (Segment, ("lesson_id", "position", "start", "end"), course_rows.segments(size)),
        (Fact, ("id", "lesson_id", "key", "position", "text", "paragraph", "start", "end"),
         course_rows.facts(size)),
        (Citation, ("fact_id", "position", "seconds"), course_rows.citations(size)),
        (Link, ("lesson_id", "target", "label", "folded", "module_id"), course_rows.links(size)),
        (Term, ("id", "course_id", "slug", "name", "initial"), course_rows.terms(size)),
        (Mention, ("term_id", "fact_id", "defines"), course_rows.mentions(size)),
        (Question, ("id", "lesson_id", "fact_id", "evidence", "key", "origin", "status"),
         answer_rows.questions(size)),
        (Version, ("id", "question_id", "number", "stem", "explanation", "checks", "content_hash"),
         answer_rows.versions(size)),
        (Choice, ("id", "version_id", "position", "text", "folded", "correct", "why"),
         answer_rows.choices(size)),
        (Quiz, ("id", "course_id", "module_id", "lesson_id", "title", "status", "generated"),
         answer_rows.quizzes(size)),
        (QuizQuestion, ("quiz_id", "question_id", "position"), answer_rows.entries(size)),
        (Attempt, ("id", "user_id", "quiz_id", "number", "seed", "started_at", "submitted_at",
                   "score", "max_score", "passed"), answer_rows.attempts(size)),
        (Response, ("attempt_id", "version_id", "position", "order", "chosen", "mark",
                    "answered_at"), answer_rows.responses(size)),
        (Progress, ("user_id", "lesson_id", "watched", "read_to", "seen_at", "done_at"),
         answer_rows.progress(size)),
    ]  # fmt: skip


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    fill(parser.parse_args(words).scale)
