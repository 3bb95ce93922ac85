"""What all tests share: four personas, their course, their clients, and a counter of queries."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import ADMIN, INSTRUCTOR
from courses.models import Course, Lesson
from quizzes.generation.ranking import Ranker
from quizzes.models import Quiz
from tests.personas import make_course, make_person, signed_in
from tests.questions import make_quiz

QueryCount = Callable[..., int]


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Limits on log-in attempts are counted in the cache, pages of strangers are stored in another:
    no test inherits another's."""
    for one in caches.all(initialized_only=True):
        one.clear()


@pytest.fixture(autouse=True)
def _untaught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Questions are judged by the generator's own score: new weights change no test."""
    # By its name: the package calls the function as the module is called.
    module = import_module("quizzes.generation.generate")
    monkeypatch.setattr(module, "load_ranker", Ranker)


@pytest.fixture
def instructor(db: None) -> User:
    """Teaches `course`."""
    return make_person("ines@example.org", name="Ines Instructor", role=INSTRUCTOR)


@pytest.fixture
def course(instructor: User) -> Course:
    """Published, with one note of two lessons and one article of one lesson."""
    return make_course("lighthouses", title="Lighthouses", teacher=instructor)


@pytest.fixture
def draft_course(instructor: User) -> Course:
    """The same instructor's, not published."""
    return make_course("harbours", title="Harbours", teacher=instructor, status=Course.Status.DRAFT)


@pytest.fixture
def outsider(db: None) -> User:
    """An instructor of another course, who has no business in `course`."""
    person = make_person("otto@example.org", name="Otto Outsider", role=INSTRUCTOR)
    make_course("gardens", title="Gardens", teacher=person)
    return person


@pytest.fixture
def learner(course: Course) -> User:
    """Enrolled in `course`."""
    return make_person("lena@example.org", name="Lena Learner", enrolled=course)


@pytest.fixture
def admin(db: None) -> User:
    """In the group of admins, and no superuser: the group's permissions must do."""
    return make_person("ada@example.org", name="Ada Admin", role=ADMIN)


@pytest.fixture
def lesson(course: Course) -> Lesson:
    """The first lesson of `course`: a part of a video, with three facts."""
    return Lesson.objects.filter(module__course=course).earliest("module__position", "position")


@pytest.fixture
def quiz(lesson: Lesson) -> Quiz:
    """Published, on `lesson`, with two questions whose right answer is tests.questions.RIGHT."""
    return make_quiz(lesson)


@pytest.fixture
def stranger_client(db: None) -> Client:
    return signed_in(None)


@pytest.fixture
def learner_client(learner: User) -> Client:
    return signed_in(learner)


@pytest.fixture
def instructor_client(instructor: User) -> Client:
    return signed_in(instructor)


@pytest.fixture
def outsider_client(outsider: User) -> Client:
    return signed_in(outsider)


@pytest.fixture
def admin_client(admin: User) -> Client:
    return signed_in(admin)


@pytest.fixture
def query_count(db: None) -> QueryCount:
    """``query_count(client, path, status=200)``: the number of queries that a GET makes."""

    def count(client: Client, path: str, *, status: int = 200) -> int:
        # Sessions and content types are looked up once and kept: the first GET pays for them.
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(path)
            for _ in getattr(response, "streaming_content", ()):
                pass
        assert response.status_code == status, f"{path}: {response.status_code}"
        return len(queries)

    return count


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads can share: SQLite's, which the tests keep in memory, moves into a
    file for the test. PostgreSQL's is one already."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    file = tmp_path / "race.sqlite3"
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(file)) as target:
        in_memory.backup(target)
    connection.connection = None
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = in_memory
