"""Makes what the measured pages need (log-ins, open attempts) and says what to ask for, as JSON.

Runs in a process of its own, on a database that ``bench.data`` filled. The rows are the same at
every scale. ``python -m bench.run cases N``: N attempts wait to be handed in.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.db.models import Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from bench import texts
from bench.load import TOKEN
from bench.rows import adapted, reset_keys, write_rows
from bench.shape import LESSONS, MODULES, PEOPLE, choice_id, is_article, is_draft
from quizzes.models import Attempt, Response

SECOND = 2
"""Number of the attempts that the bench makes: data.py's own are the first."""


@dataclass
class Case:
    """A page: the requests to turn through, as (path, session, form), and what they cost."""

    name: str
    asked: list[tuple[str, str, str]]
    status: int = 200
    once: bool = False
    """Each request can be made once only."""
    round: int = 0
    """After so many requests it is the first one's page again; 0: after all of them."""
    queries: int = 0
    then: str = ""
    """Last part of the address that the answer leads to, where a browser's next page counts too."""


def make_cases(submissions: int) -> list[Case]:
    with transaction.atomic():
        sessions = {person: _log_in(person) for person in range(1, PEOPLE + 1)}
        teacher = _log_in(User.objects.get(email="teacher@example.org").pk)
        begun, graded = _attempts_of_people()
        posts = list(_open_attempts(submissions))
    turn = len(_open_quizzes()) // 2  # every other attempt is of the one case or the other
    lessons = [number for number in range(1, 3 * MODULES * LESSONS + 1) if not _article(number)]
    return [
        _page("catalogue", ["/"]),
        _page("course", ["/courses/course-1/"]),
        _page("module", ["/courses/course-1/module-1/"]),
        _page("lesson, stranger", [_lesson(number) for number in lessons[:30]]),
        Case(
            "lesson, learner",
            [
                (_lesson(lessons[(7 * n) % len(lessons)]), sessions[1 + n % PEOPLE], "")
                for n in range(80)
            ],
        ),
        Case("my learning", [("/learning/", session, "") for session in sessions.values()]),
        Case("quiz page", [(f"/attempts/{one}/", sessions[who], "") for who, one in begun]),
        Case("confirm", [(f"/attempts/{one}/confirm/", sessions[who], "") for who, one in begun]),
        Case("results", [(f"/attempts/{one}/results/", sessions[who], "") for who, one in graded]),
        Case("review desk", [("/studio/course-1/questions/", teacher, "")]),
        Case(
            "save ten answers (POST)",
            [(f"/attempts/{one}/", sessions[who], form) for who, one, form in _forms(begun)],
            status=302,
        ),
        Case("hand in ten (POST)", posts[::2], status=302, once=True, round=turn),
        Case(
            "hand in, read results",
            posts[1::2],
            status=302,
            once=True,
            round=turn,
            then="results/",
        ),
    ]


def count_queries(case: Case) -> int:
    """Of a request whose page was asked for before."""
    path, session, form = case.asked[0]
    client = Client(SERVER_NAME="bench")
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    _ask(client, path, form)
    if form:  # sent twice it would change nothing
        path, session, form = case.asked[case.round or len(case.asked) // 2]
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        if case.once:
            case.asked.remove((path, session, form))
            case.asked.pop(0)
    with CaptureQueriesContext(connection) as found:
        response = _ask(client, path, form)
    if response.status_code != case.status:
        raise SystemExit(f"{case.name}: {path} answered {response.status_code}")
    if os.environ.get("SHOW_QUERIES") == case.name:
        for query in found.captured_queries:
            print(query["sql"][:600], file=sys.stderr)
    return len(found)


def _ask(client: Client, path: str, form: str) -> Any:
    if not form:
        return client.get(path)
    kind = "application/x-www-form-urlencoded"
    return client.post(path, data=form, content_type=kind)


def _page(name: str, paths: Iterable[str]) -> Case:
    return Case(name, [(path, "", "") for path in paths])


def _article(lesson: int) -> bool:
    return is_article(1 + (lesson - 1) // LESSONS)


def _lesson(lesson: int) -> str:
    module = 1 + (lesson - 1) // LESSONS
    course = 1 + (module - 1) // MODULES
    return f"/courses/course-{course}/module-{module}/lesson-{lesson}/"


def _log_in(person: int) -> str:
    """A session in the database, as a log-in leaves it; returns its key."""
    user = User.objects.get(pk=person)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _open_quizzes() -> list[int]:
    """Of the first course: each lesson has one."""
    return [lesson for lesson in range(1, MODULES * LESSONS) if not is_draft(lesson)]


def _attempts_of_people() -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """For each person who is measured an open attempt and three that are graded."""
    first = (Attempt.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    quizzes = _open_quizzes()
    places: list[tuple[int, int, int, bool]] = []
    for person in range(1, PEOPLE + 1):
        for step in range(4):
            quiz = quizzes[(person + step * 20) % len(quizzes)]
            places.append((first + len(places), quiz, person, step > 0))
    _write(places)
    begun = [(person, pk) for pk, _, person, graded in places if not graded]
    return begun, [(person, pk) for pk, _, person, graded in places if graded]


def _open_attempts(count: int) -> Iterator[tuple[str, str, str]]:
    """So many attempts with ten answers that wait to be handed in, by people like any other at
    the quizzes of one course."""
    first = Attempt.objects.aggregate(last=Max("pk"))["last"] + 1
    quizzes = _open_quizzes()
    known: dict[int, str] = {}
    places = []
    for number in range(count):
        turn, place = divmod(number, len(quizzes))
        places.append((first + number, quizzes[place], PEOPLE + 1 + turn, False))
    _write(places)
    for pk, _, person, _ in places:
        if person not in known:
            known[person] = _log_in(person)
        yield f"/attempts/{pk}/confirm/", known[person], f"csrfmiddlewaretoken={TOKEN}"


def _write(places: list[tuple[int, int, int, bool]]) -> None:
    """Attempts as (id, quiz, person, graded), with an answer to each question."""
    now = adapted(timezone.now())
    write_rows(
        Attempt,
        ("id", "user_id", "quiz_id", "number", "seed", "started_at", "submitted_at")
        + ("score", "max_score", "passed"),
        (
            (
                pk,
                person,
                quiz,
                SECOND,
                pk,
                now,
                *((now, 3.0, 10.0, False) if graded else [None] * 4),
            )
            for pk, quiz, person, graded in places
        ),
    )
    write_rows(
        Response,
        ("attempt_id", "version_id", "position", "order", "chosen", "mark", "answered_at"),
        (
            (pk, version, place, order, [order[(pk + place) % 4]], 1.0 if graded else None, now)
            for pk, quiz, _, graded in places
            for place, version in enumerate(_versions(quiz), 1)
            for order in [[choice_id(version, one) for one in range(texts.OPTIONS)]]
        ),
    )
    reset_keys([Attempt, Response])


def _versions(quiz: int) -> range:
    return range((quiz - 1) * texts.FACTS + 1, quiz * texts.FACTS + 1)


def _forms(begun: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """For each open attempt two forms that differ in every answer: each save changes ten."""
    for turn in (0, 1):
        for who, one in begun:
            fields = [f"csrfmiddlewaretoken={TOKEN}", "action=confirm"]
            for response in Response.objects.filter(attempt=one):
                place = response.position
                fields += [f"q-{place}={response.order[(place + turn) % 4]}", f"shown={place}"]
            yield who, one, "&".join(fields)


def main(words: list[str]) -> None:
    cases = make_cases(int(words[0]))
    for case in cases:
        case.queries = count_queries(case)
    print(json.dumps([asdict(case) for case in cases]))
