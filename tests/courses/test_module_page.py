"""The page of one document of a course."""

from __future__ import annotations

import pytest
from django.test import Client

from courses.models import Course, Fact, Mention, Module, Term
from tests.conftest import QueryCount
from tests.personas import KEEPERS, PAPER, make_course, make_lesson, make_module


def test_a_module_lists_its_lessons_and_its_source(stranger_client: Client, course: Course) -> None:
    note, article = course.modules.order_by("position")
    page = stranger_client.get(note.get_absolute_url()).content.decode()
    assert "The tower" in page
    assert "What it cost" not in page
    assert "The Rock" in page
    assert "The Gull" in stranger_client.get(article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger_client", 404), ("learner_client", 404), ("outsider_client", 404)]
    + [("instructor_client", 200), ("admin_client", 200)],
)
def test_a_module_of_a_draft_opens_for_its_people_only(
    request: pytest.FixtureRequest, draft_course: Course, who: str, status: int
) -> None:
    client: Client = request.getfixturevalue(who)
    module = draft_course.modules.first()
    assert module is not None
    assert client.get(module.get_absolute_url()).status_code == status


def test_a_module_is_found_under_its_own_course_only(
    stranger_client: Client, course: Course
) -> None:
    make_course("other")
    module = course.modules.first()
    assert module is not None
    assert stranger_client.get(f"/courses/other/{module.slug}/").status_code == 404
    assert stranger_client.get("/courses/lighthouses/nothing/").status_code == 404


def test_the_page_costs_the_same_for_two_lessons_and_for_twenty(
    learner_client: Client, course: Course, query_count: QueryCount
) -> None:
    module = course.modules.order_by("position").first()
    assert module is not None
    small = query_count(learner_client, module.get_absolute_url())
    for _ in range(18):
        make_lesson(make_module(course))
        make_lesson(module)
    assert query_count(learner_client, module.get_absolute_url()) == small


@pytest.mark.parametrize("kind", [Module.Kind.NOTE, Module.Kind.ARTICLE])
def test_its_map_shows_where_the_main_terms_are_told_of(
    stranger_client: Client, course: Course, kind: str, query_count: QueryCount
) -> None:
    module = course.modules.filter(kind=kind).earliest("position")
    make_lesson(module, heading="Later", said=KEEPERS if kind == Module.Kind.NOTE else PAPER)
    assert 'id="map-heading"' not in stranger_client.get(module.get_absolute_url()).content.decode()
    plain = query_count(stranger_client, module.get_absolute_url())
    facts = list(Fact.objects.filter(lesson__module=module))
    for name in ("Ada", "Ben", "Cyd", "Dot"):
        term = Term.objects.create(course=course, name=name, slug=name.lower(), initial=1)
        Mention.objects.bulk_create(Mention(term=term, fact=fact) for fact in facts[:3])
    page = stranger_client.get(module.get_absolute_url()).content.decode()
    assert 'id="map-heading"' in page
    assert f'href="/courses/{course.slug}/terms/ada/"' in page
    assert query_count(stranger_client, module.get_absolute_url()) == plain
