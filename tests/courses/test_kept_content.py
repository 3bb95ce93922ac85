"""What is kept of a lesson between requests is nobody's own, and never older than the content."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from courses.learning.kept import Shelf
from courses.learning.progress import AGAIN
from courses.models import Course, Fact, Lesson, Link, Progress
from quizzes.models import Quiz
from tests.courses.factories import lessons_of, stand
from tests.personas import make_course, make_person, signed_in

pytestmark = pytest.mark.django_db


def test_a_shelf_keeps_by_stamp_and_drops_what_was_used_least_recently() -> None:
    shelf: Shelf[str] = Shelf(2)
    made = []

    def make(word: str) -> str:
        made.append(word)
        return word

    assert shelf.get("a", "1", lambda: make("a1")) == "a1"
    assert shelf.get("a", "1", lambda: make("again")) == "a1"
    assert shelf.get("a", "2", lambda: make("a2")) == "a2"
    shelf.put("b", "2", "b2")
    shelf.find("a", "2")
    shelf.put("c", "2", "c2")
    assert (shelf.find("a", "2"), shelf.find("b", "2")) == ("a2", None)
    assert shelf.get("d", "", lambda: make("d1")) == "d1"
    assert shelf.get("d", "", lambda: make("d2")) == "d2"


def test_learners_do_not_see_each_others_progress(
    course: Course, learner: User, quiz: Quiz
) -> None:
    first, second = lessons_of(course)[:2]
    other = make_person("nele@example.org", enrolled=course)
    stand(learner, first, done=True, watched=[[12, 40]])
    stand(learner, second, watched=[[70, 90]], read_to=80)
    own = signed_in(learner).get(second.get_absolute_url()).text
    assert "You stopped at 1:20" in own
    for client in (signed_in(other), Client()):
        for lesson in (first, second):
            page = client.get(lesson.get_absolute_url()).text
            assert "You stopped" not in page
            assert "Lesson done" not in page
            assert learner.email not in page
        assert "% watched" not in page


def test_a_second_learner_pays_for_nothing_that_the_first_had_read(
    course: Course, learner: User, lesson: Lesson, quiz: Quiz
) -> None:
    other = make_person("nele@example.org", enrolled=course)
    path = lesson.get_absolute_url()

    def queries(person: User) -> int:
        client = signed_in(person)
        with CaptureQueriesContext(connection) as found:
            assert client.get(path).status_code == 200
        return len(found)

    before = queries(other)
    # Session, person, stamp, progress, the note that it was seen, studio or not, attempts.
    assert queries(learner) == 7 < before


def test_changes_show_to_learners_at_once(course: Course, learner: User, lesson: Lesson) -> None:
    client, path = signed_in(learner), lesson.get_absolute_url()
    assert "The tower" in client.get(path).text
    Lesson.objects.filter(pk=lesson.pk).update(heading="The tall tower", html="<p>Anew.</p>")
    page = client.get(path).text
    assert "The tall tower" in page
    assert "Anew." in page
    Fact.objects.filter(lesson=lesson).update(retired_at=timezone.now())
    assert 'data-tick="31"' not in client.get(path).text
    Lesson.objects.filter(pk=lesson.pk).update(retired_at=timezone.now())
    assert client.get(path)["Location"] == lesson.module.get_absolute_url()
    Lesson.objects.filter(pk=lesson.pk).update(retired_at=None)
    Course.objects.filter(pk=course.pk).update(status=Course.Status.ARCHIVED)
    assert client.get(path).status_code == 404


def test_what_drafts_tell_is_named_to_their_teacher_alone(
    course: Course, draft_course: Course, learner: User, instructor: User, lesson: Lesson
) -> None:
    draft = lessons_of(draft_course)[0]
    Lesson.objects.filter(pk=draft.pk).update(heading="A secret harbour")
    Link.objects.create(lesson=draft, target="x", label="x", folded="x", to_lesson=lesson)
    path = lesson.get_absolute_url()
    assert "A secret harbour" in signed_in(instructor).get(path).text
    assert "A secret harbour" not in signed_in(learner).get(path).text
    assert "A secret harbour" in signed_in(instructor).get(path).text


def test_drafts_are_read_by_their_teacher_only(
    draft_course: Course, instructor: User, learner: User
) -> None:
    path = lessons_of(draft_course)[0].get_absolute_url()
    assert signed_in(instructor).get(path).status_code == 200
    assert signed_in(learner).get(path).status_code == 404
    assert Client().get(path).status_code == 404


def test_going_back_and_forth_keeps_the_place(course: Course, learner: User) -> None:
    first, second = lessons_of(course)[:2]
    client = signed_in(learner)
    for lesson in (first, second, first):
        client.get(lesson.get_absolute_url())
    latest = Progress.objects.filter(user=learner).latest("seen_at")
    assert latest.lesson == first
    # A page that is loaded again at once writes nothing.
    client.get(first.get_absolute_url())
    assert Progress.objects.get(pk=latest.pk).seen_at == latest.seen_at
    Progress.objects.filter(user=learner).update(seen_at=timezone.now() - 2 * AGAIN)
    client.get(first.get_absolute_url())
    assert timezone.now() - Progress.objects.get(pk=latest.pk).seen_at < AGAIN


def test_a_course_that_is_new_to_the_process_is_read(learner: User) -> None:
    for number in range(2):
        course = make_course(f"new-{number}")
        page = signed_in(learner).get(lessons_of(course)[0].get_absolute_url())
        assert page.status_code == 200
