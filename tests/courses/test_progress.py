"""Progress: lessons done, seconds watched, and the strict reading of a player's report."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from courses.learning.outline_reading import read_outline
from courses.models import Course, Enrolment, LengthReport, Progress, Video
from tests.courses.factories import address, lessons_of, stand


def report(client: Client, course: Course, data: Any, *, lesson: int = 0) -> Any:
    body = data if isinstance(data, str | bytes) else json.dumps(data)
    url = address(lessons_of(course)[lesson], "watched/")
    return client.post(url, body, content_type="application/json")


def done(client: Client, course: Course, **fields: str) -> HttpResponse:
    return client.post(address(lessons_of(course)[0], "done/"), fields)  # type: ignore[return-value]


def test_a_lesson_is_marked_done_and_the_mark_taken_back(
    learner_client: Client, learner: User, course: Course
) -> None:
    response = done(learner_client, course)
    assert response["Location"] == address(lessons_of(course)[0], "#finish")
    row = Progress.objects.get(user=learner)
    assert row.done_at
    done(learner_client, course, done="1")
    assert Progress.objects.get(user=learner).done_at == row.done_at
    done(learner_client, course, done="0")
    assert Progress.objects.get(user=learner).done_at is None


def test_who_finishes_a_lesson_takes_the_course(
    outsider_client: Client, outsider: User, course: Course
) -> None:
    done(outsider_client, course)
    assert Enrolment.objects.filter(user=outsider, course=course).exists()


def test_marking_done_needs_an_account_a_post_and_a_course_to_see(
    stranger_client: Client, learner_client: Client, course: Course, draft_course: Course
) -> None:
    lesson = lessons_of(course)[0]
    response = done(stranger_client, course)
    assert response["Location"] == f"/accounts/login/?next={lesson.get_absolute_url()}"
    assert learner_client.get(address(lesson, "done/")).status_code == 405
    hidden = lessons_of(draft_course)[0]
    assert learner_client.post(address(hidden, "done/")).status_code == 404
    assert learner_client.post(address(lesson, "x/done/")).status_code == 404
    assert not Progress.objects.exists()


def test_reports_add_up_to_their_union(
    learner_client: Client, learner: User, course: Course
) -> None:
    report(learner_client, course, {"intervals": [[12, 20]], "at": 20})
    answer = report(learner_client, course, {"intervals": [[18, 30], [40, 45]], "at": 45})
    assert answer.json() == {"watched": [[12, 30], [40, 45]], "at": 45}
    row = Progress.objects.get(user=learner)
    assert (row.watched, row.read_to) == ([[12, 30], [40, 45]], 45)


def test_a_beacon_reports_with_form_fields(learner: User, course: Course) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    url = address(lessons_of(course)[0])
    token = client.get(url).context["csrf_token"]
    fields = {"intervals": "[[12, 20]]", "at": "20"}
    assert client.post(url + "watched/", fields).status_code == 403
    answer = client.post(url + "watched/", {**fields, "csrfmiddlewaretoken": str(token)})
    assert answer.json() == {"watched": [[12, 20]], "at": 20}


def test_the_same_report_twice_changes_nothing(
    learner_client: Client, learner: User, course: Course
) -> None:
    for _ in range(2):
        report(learner_client, course, {"intervals": [[12, 20]]})
    assert Progress.objects.get(user=learner).watched == [[12, 20]]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nonsense",
        b"\xff\xfe",
        "[" * 5000,
        [],
        "7",
        {"intervals": "x"},
        {"intervals": [[1, 2.5]]},
        {"intervals": [[-1, 5]]},
        {"intervals": [[0, 10**9]]},
        {"intervals": [[5, 1]]},
        {"intervals": [[0, 1]] * 300},
        {"intervals": [], "at": "soon"},
        {"intervals": [], "at": True},
        {"intervals": [], "at": -3},
        {"intervals": [[0, 1]], "junk": "x" * 20_000},
    ],
)
def test_a_bad_report_is_refused_with_words_and_writes_nothing(
    learner_client: Client, course: Course, data: Any
) -> None:
    answer = report(learner_client, course, data)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert not Progress.objects.exists()


def test_a_bad_beacon_is_refused(learner_client: Client, course: Course) -> None:
    url = address(lessons_of(course)[0], "watched/")
    assert learner_client.post(url, {"intervals": "[[1"}).status_code == 400
    assert learner_client.post(url, {"report": "7"}).status_code == 400


def test_a_report_stays_within_the_videos_length(learner_client: Client, course: Course) -> None:
    video = lessons_of(course)[0].module.video
    assert video is not None
    video.seconds = 100
    video.save()
    # a player's clock may run a moment past the length it announced
    assert report(learner_client, course, {"intervals": [[90, 101]]}).status_code == 200
    assert report(learner_client, course, {"intervals": [[90, 110]]}).status_code == 400


def test_reports_need_an_account_and_a_course_to_see(
    stranger_client: Client, learner_client: Client, course: Course, draft_course: Course
) -> None:
    good = {"intervals": [[12, 20]], "at": 20}
    assert report(stranger_client, course, good).status_code == 403
    assert report(learner_client, draft_course, good).status_code == 404
    # A text has no second 20: its report counts paragraphs.
    assert report(learner_client, course, good, lesson=2).status_code == 400
    assert learner_client.get(address(lessons_of(course)[0], "watched/")).status_code == 405
    assert not Progress.objects.exists()


def test_resume_goes_where_the_person_was_last_else_to_the_next_open_lesson(
    learner: User, course: Course
) -> None:
    first, second, third = lessons_of(course)

    def resume() -> str | None:
        row = read_outline(course, learner).resume
        return row.lesson.slug if row else None

    assert resume() == first.slug
    stand(learner, second, done=True)
    assert resume() == third.slug
    stand(learner, third, done=True)
    assert resume() == first.slug
    begun = stand(learner, first, read_to=30)
    assert resume() == first.slug
    begun.done_at = begun.seen_at
    begun.save()
    assert resume() is None


def test_only_seconds_of_the_lessons_own_slices_count(learner: User, course: Course) -> None:
    stand(learner, lessons_of(course)[0], watched=[[0, 22], [60, 90]])
    outline = read_outline(course, learner)
    assert outline.lessons[0].watched == [(12, 22), (60, 67)]
    assert outline.watched_seconds == 17
    assert outline.seconds == 100


def test_a_players_report_may_carry_the_videos_length(
    learner_client: Client, instructor_client: Client, course: Course
) -> None:
    sent = {"intervals": [[12, 20]], "duration": 640}
    assert report(learner_client, course, sent).status_code == 200
    assert Video.objects.get().seconds is None
    assert LengthReport.objects.get().seconds == 640
    assert report(instructor_client, course, sent).status_code == 200
    assert Video.objects.get().seconds == 640


@pytest.mark.parametrize("duration", ["soon", -1, 1.5, True, 10**9, [640]])
def test_no_length_but_whole_seconds_is_taken(
    instructor_client: Client, course: Course, duration: object
) -> None:
    sent = {"intervals": [[12, 20]], "duration": duration}
    assert report(instructor_client, course, sent).status_code == 400
    assert Video.objects.get().seconds is None
