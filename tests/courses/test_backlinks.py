"""“Told also in”: which lessons elsewhere lead to a lesson or a module."""

from __future__ import annotations

from django.test import Client

from accounts.models import User
from courses.library.backlinks import SHOWN, told_also_in
from courses.models import Course, Lesson, Link, Module
from tests.conftest import QueryCount
from tests.personas import make_course, make_lesson, make_module


def link(from_: Lesson, *, module: Module | None = None, lesson: Lesson | None = None) -> Link:
    return Link.objects.create(
        lesson=from_, target="x", label="x", folded="x", module=module, to_lesson=lesson
    )


def elsewhere(course: Course, heading: str) -> Lesson:
    return make_lesson(make_module(course), heading=heading)


def test_a_lesson_names_those_that_link_to_it_and_then_to_its_module(
    stranger_client: Client, course: Course, lesson: Lesson
) -> None:
    link(elsewhere(course, "Told of the whole note"), module=lesson.module)
    link(elsewhere(course, "Told of this very part"), lesson=lesson)
    other = make_course("other", title="Storms at sea")
    link(elsewhere(other, "Told in another course"), lesson=lesson)
    page = stranger_client.get(lesson.get_absolute_url()).content.decode()
    assert "Told also in" in page
    places = [page.index(f"Told {words}") for words in ("of this", "in another", "of the whole")]
    assert places == sorted(places)
    assert "in the course Storms at sea" in page


def test_a_module_names_those_that_link_to_any_part_of_it(
    stranger_client: Client, course: Course, lesson: Lesson
) -> None:
    link(elsewhere(course, "Storms of the century"), lesson=lesson)
    link(elsewhere(course, "The oil of the lamp"), module=lesson.module)
    page = stranger_client.get(lesson.module.get_absolute_url()).content.decode()
    assert "Storms of the century" in page
    assert "The oil of the lamp" in page


def test_links_inside_of_the_module_and_retired_lessons_are_not_named(
    course: Course, lesson: Lesson, instructor: User
) -> None:
    link(make_lesson(lesson.module), lesson=lesson)
    gone = elsewhere(course, "Gone")
    link(gone, lesson=lesson)
    Lesson.objects.filter(pk=gone.pk).update(retired_at=course.created_at)
    assert told_also_in(lesson.module, instructor, lesson=lesson).lessons == ()


def test_nothing_of_a_draft_leaks_but_who_teaches_it_sees_it(
    stranger_client: Client,
    learner_client: Client,
    outsider_client: Client,
    instructor_client: Client,
    admin_client: Client,
    draft_course: Course,
    lesson: Lesson,
) -> None:
    link(elsewhere(draft_course, "A secret of the harbour"), lesson=lesson)
    for address in (lesson.get_absolute_url(), lesson.module.get_absolute_url()):
        for client in (stranger_client, learner_client, outsider_client):
            page = client.get(address).content.decode()
            assert "A secret of the harbour" not in page
            assert "Told also in" not in page
        for client in (instructor_client, admin_client):
            assert "A secret of the harbour" in client.get(address).content.decode()


def test_a_long_list_is_cut_and_says_how_many_more(
    stranger_client: Client, course: Course, lesson: Lesson, query_count: QueryCount
) -> None:
    address = lesson.get_absolute_url()
    other = make_course("other")
    small = query_count(stranger_client, address)
    for number in range(SHOWN + 3):
        from_ = elsewhere(other, f"Storm {number}")
        link(from_, lesson=lesson)
        link(from_, module=lesson.module)
    page = stranger_client.get(address).content.decode()
    assert "and 3 more" in page
    assert f"Storm {SHOWN - 1}" in page
    assert f"Storm {SHOWN}" not in page
    assert query_count(stranger_client, address) == small
