"""Strangers' pages are stored until something changes, and nobody else ever gets one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from io import StringIO
from threading import Thread

import brotli
import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from config import stored
from config.stamp import read_stamp, unwatched, watched_tables
from courses.models import Citation, Course, Lesson, Module
from quizzes.models import Quiz
from quizzes.reports import report_question
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.personas import make_course, make_lesson, make_module, signed_in

pytestmark = pytest.mark.django_db


def queries(client: Client, path: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path, headers=headers or None).status_code == 200
    return len(found)


def pages_of(course: Course) -> list[str]:
    module = Module.objects.filter(course=course).first()
    lesson = Lesson.objects.filter(module__course=course).first()
    assert module is not None
    assert lesson is not None
    found = [course.get_absolute_url(), module.get_absolute_url(), lesson.get_absolute_url()]
    return ["/", *found, f"{course.get_absolute_url()}terms/"]


def test_the_second_stranger_costs_one_query_and_reads_the_same(
    course: Course, quiz: Quiz, stranger_client: Client
) -> None:
    for path in pages_of(course):
        first = stranger_client.get(path)
        assert queries(Client(), path) == 1, path
        again = Client().get(path)
        assert again.content == first.content
        assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_what_is_published_edited_and_taken_down_shows_at_once(
    course: Course, lesson: Lesson, stranger_client: Client
) -> None:
    path = lesson.get_absolute_url()
    stranger_client.get("/")
    stranger_client.get(path)
    Lesson.objects.filter(pk=lesson.pk).update(html="<p>A new sentence.</p>")
    assert "A new sentence." in stranger_client.get(path).text
    lesson.refresh_from_db()
    lesson.heading = "Another heading"
    lesson.save()
    assert "Another heading" in stranger_client.get(course.get_absolute_url()).text
    Course.objects.filter(pk=course.pk).update(status=Course.Status.DRAFT)
    assert stranger_client.get(path).status_code == 404
    assert course.title not in stranger_client.get("/").text
    Course.objects.filter(pk=course.pk).update(status=Course.Status.PUBLISHED)
    assert stranger_client.get(path).status_code == 200
    assert course.title in stranger_client.get("/").text


def test_a_quiz_that_opens_shows_at_once(quiz: Quiz, stranger_client: Client) -> None:
    assert quiz.lesson is not None
    path = quiz.lesson.get_absolute_url()
    assert quiz.title in stranger_client.get(path).text
    Quiz.objects.filter(pk=quiz.pk).update(status=Quiz.Status.DRAFT)
    assert quiz.title not in stranger_client.get(path).text


def test_an_import_shows_at_once(
    tmp_path_factory: pytest.TempPathFactory, stranger_client: Client
) -> None:
    note = tmp_path_factory.mktemp("notes") / "rocks.md"
    words = {"course": "rocks", "publish": True, "stdout": StringIO()}
    note.write_text("# Rocks\n\n## Layers\n\nGranite is hard and grey, as everybody knows.\n")
    call_command("import_documents", str(note), **words)
    lesson = Lesson.objects.get(module__course__slug="rocks")
    path = lesson.get_absolute_url()
    assert "Granite is hard" in stranger_client.get(path).text
    note.write_text("# Rocks\n\n## Layers\n\nBasalt is dark and heavy, as everybody knows.\n")
    call_command("import_documents", str(note), **words)
    assert "Basalt is dark" in stranger_client.get(path).text


@pytest.mark.parametrize("persona", ["learner", "instructor", "admin"])
def test_people_get_their_own_page(
    persona: str, course: Course, lesson: Lesson, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(persona)
    for path in pages_of(course):
        stranger = Client().get(path)
        own = signed_in(person).get(path)
        assert person.email in own.text
        assert "ETag" not in own
        assert "private" in own["Cache-Control"]
        assert "Cookie" in own["Vary"]
        # And theirs was not stored for the next stranger, nor does a known ETag help them.
        assert person.email not in Client().get(path).text
        asked = signed_in(person).get(path, headers={"If-None-Match": stranger["ETag"]})
        assert asked.status_code == 200


def test_storing_and_serving_set_no_cookie(course: Course) -> None:
    for path in pages_of(course):
        for _ in range(2):
            response = Client().get(path)
            assert not response.cookies
            assert "csrfmiddlewaretoken" not in response.text


def test_a_session_or_a_waiting_message_goes_past_the_store(course: Course) -> None:
    path = course.get_absolute_url()
    Client().get(path)
    client = Client()
    client.cookies["sessionid"] = "made-up"
    assert queries(client, path) > 1
    client = Client()
    client.cookies["messages"] = "made-up"
    assert queries(client, path) > 1
    assert queries(Client(), path, authorization="Basic abc") > 1


def test_browsers_ask_whether_their_page_still_holds(course: Course) -> None:
    path = course.get_absolute_url()
    first = Client().get(path)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert {"Cookie", "Accept-Encoding"} <= {one.strip() for one in first["Vary"].split(",")}
    same = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same["Cache-Control"] == first["Cache-Control"]
    Course.objects.filter(pk=course.pk).update(title="Other lights")
    changed = Client().get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Other lights" in changed.text


def test_a_page_is_sent_as_the_browser_takes_it(course: Course) -> None:
    path = course.get_absolute_url()
    plain = Client().get(path)
    for accepted, encoding, unpack in (
        ("gzip", "gzip", gzip.decompress),
        ("gzip, br", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("br;q=0.5, gzip;q=0.8", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
    ):
        packed = Client().get(path, headers={"Accept-Encoding": accepted})
        assert packed["Content-Encoding"] == encoding
        assert unpack(packed.content) == plain.content
        assert int(packed["Content-Length"]) == len(packed.content)
        assert packed["ETag"] != plain["ETag"]
    for refused in ("", "identity", "gzip;q=0", "*;q=0", "gzip;q=0, br;q=0.0", "gzip; q=0.000"):
        answer = Client().get(path, headers={"Accept-Encoding": refused})
        assert "Content-Encoding" not in answer, refused
        assert answer.content == plain.content
    assert "Content-Encoding" not in plain


def test_errors_searches_and_odd_questions_are_not_stored(course: Course) -> None:
    for path in ("/courses/nothing/", "/courses/lighthouses/none/"):
        assert Client().get(path).status_code == 404
    make_course("nothing")
    assert Client().get("/courses/nothing/").status_code == 200
    assert queries(Client(), "/?q=light") == queries(Client(), "/?q=light") > 1
    path = course.get_absolute_url()
    for query in ("?utm=1", "?t=abc", "?t=12", "?page=1&x", "?kind=other", "?page=1"):
        Client().get(path + query)
        assert queries(Client(), path + query) > 1, query
    assert is_stored(reverse("courses:about"))
    assert not is_stored(reverse("courses:about") + "?t=12")


def is_stored(path: str) -> bool:
    return "ETag" in Client().get(path)


def test_addresses_that_somebody_made_up_fill_no_store(course: Course, lesson: Lesson) -> None:
    path = lesson.get_absolute_url()
    cited = sorted(Citation.objects.filter(fact__lesson=lesson).values_list("seconds", flat=True))
    assert cited
    assert is_stored(path)
    assert is_stored(f"{path}?t={cited[0]}")
    other = next(second for second in range(1, 9999) if second not in cited)
    terms = f"{course.get_absolute_url()}terms/"
    assert is_stored("/?page=1")
    assert is_stored("/?kind=video")
    assert is_stored(f"{terms}?page=1")
    for made_up in (
        f"{path}?t={other}",
        f"{path}?t=0{cited[0]}",
        f"{path}?t={cited[0]}&t={cited[0]}",
        f"{path}?page=1",
        f"{terms}?page=900",
        f"{terms}?page=1&page=1",
        f"{terms}?kind=video",
        "/?page=77",
        "/?kind=video&kind=video",
    ):
        assert not is_stored(made_up), made_up


@override_settings(ALLOWED_HOSTS=["one.example.org"])
def test_a_port_that_somebody_made_up_is_no_other_page(course: Course) -> None:
    path = course.get_absolute_url()
    Client(headers={"host": "one.example.org"}).get(path)
    with CaptureQueriesContext(connection) as found:
        assert Client(headers={"host": "one.example.org:4711"}).get(path).status_code == 200
    assert len(found) == 1


@override_settings(ALLOWED_HOSTS=["one.example.org", "two.example.org"])
def test_hosts_do_not_share_a_page(course: Course) -> None:
    path = course.get_absolute_url()
    Client(SERVER_NAME="one.example.org").get(path)
    assert queries(Client(SERVER_NAME="two.example.org"), path) > 1
    assert Client(SERVER_NAME="three.example.org").get(path).status_code == 400


def test_nothing_is_stored_where_the_database_does_not_tell(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.stamp._complete", False)
    path = course.get_absolute_url()
    Client().get(path)
    assert queries(Client(), path) > 1


def stored_answer(view_response: HttpResponse, **extra: object) -> bool:
    """Whether the middleware stores this answer of a view to a stranger."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.stored_stamp = "1"  # type: ignore[attr-defined]
        request.session = extra.get("session", SessionStore())  # type: ignore[assignment]
        request.user = AnonymousUser()
        if extra.get("token"):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
        return view_response

    caches["pages"].clear()
    request = RequestFactory().get("/")
    return "ETag" in stored.StoredPagesMiddleware(answer)(request)


def test_tokens_nonces_cookies_and_sessions_are_never_stored() -> None:
    assert stored_answer(HttpResponse("page"))
    assert not stored_answer(HttpResponse("page", status=404))
    assert not stored_answer(HttpResponse("page"), token=True)
    nonce = {"Content-Security-Policy": "script-src 'nonce-abc'"}
    assert not stored_answer(HttpResponse("page", headers=nonce))
    assert not stored_answer(HttpResponse("page", headers={"Cache-Control": "private"}))
    assert not stored_answer(HttpResponse("page", headers={"Cache-Control": "no-store"}))
    with_cookie = HttpResponse("page")
    with_cookie.set_cookie("a", "b")
    assert not stored_answer(with_cookie)
    session = SessionStore()
    session["a"] = 1
    assert not stored_answer(HttpResponse("page"), session=session)


@pytest.fixture
def own_triggers() -> Iterator[None]:
    """Puts back what a test dropped."""
    yield
    call_command("migrate", verbosity=0)


def test_every_table_that_pages_show_is_watched() -> None:
    assert unwatched(connection) == []
    assert {"courses_lesson", "quizzes_quiz", "courses_citation"} <= set(watched_tables())


def test_learners_change_nothing_that_is_stored(quiz: Quiz, lesson: Lesson, learner: User) -> None:
    client = signed_in(learner)
    before = read_stamp()
    client.get(lesson.get_absolute_url())
    client.post(lesson.get_absolute_url() + "done/")
    attempt = submit_attempt(attempt=start_attempt(user=learner, quiz=quiz))
    version = attempt.responses.all()[0].version
    report_question(user=learner, version=version, reason="unclear", text="What is meant?")
    assert read_stamp() == before


def test_each_write_changes_the_stamp(course: Course) -> None:
    seen = {read_stamp()}
    module = make_module(course)
    seen.add(read_stamp())
    make_lesson(module)
    seen.add(read_stamp())
    Module.objects.filter(pk=module.pk).update(title="Other")
    seen.add(read_stamp())
    Lesson.objects.filter(module=module).delete()
    seen.add(read_stamp())
    Lesson.objects.bulk_create([Lesson(module=module, key="a", slug="a", position=1)])
    seen.add(read_stamp())
    assert len(seen) == 6


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's writers queue anyway")
@pytest.mark.django_db(transaction=True)
def test_no_writer_waits_for_another_ones_stamp() -> None:
    call_command("migrate", verbosity=0)  # other tests of transactions may have emptied it
    course = make_course()
    before = read_stamp()

    def write() -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            Course.objects.filter(pk=course.pk).update(summary="Written meanwhile")
        finally:
            connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE content_stamp SET n = n")
        taken = "INSERT INTO content_stamp SELECT n, 0 FROM generate_series(1, 1023) AS n"
        cursor.execute(f"{taken} ON CONFLICT DO NOTHING")
        writer = Thread(target=write)
        writer.start()
        writer.join()
        transaction.set_rollback(True)
    course.refresh_from_db()
    assert course.summary == "Written meanwhile"
    assert read_stamp() != before


def test_migrate_puts_back_what_a_migration_dropped(own_triggers: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER content_stamp_courses_lesson ON courses_lesson")
        else:
            cursor.execute("DROP TRIGGER content_stamp_courses_lesson_update")
    assert unwatched(connection) == ["courses_lesson"]
    before = read_stamp()
    call_command("migrate", verbosity=0)
    assert unwatched(connection) == []
    assert read_stamp() != before
