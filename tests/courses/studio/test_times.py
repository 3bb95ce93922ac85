"""The page where an instructor sees odd times and sets the video's length."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.models import Citation, Course, LengthReport, Module, ModuleText, Video
from tests.conftest import QueryCount
from tests.courses.test_settling_times import MIS_SCALED, ROUGH
from tests.personas import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def module(course: Course) -> Module:
    import_sources(course=course, sources=[Source("masts.md", MIS_SCALED)])
    return Module.objects.get(source_name="masts.md")


def address(module: Module) -> str:
    return reverse("studio:module_times", args=[module.course.slug, module.pk])


def test_doubtful_times_are_shown_with_sentence_and_moment(
    instructor_client: Client, module: Module
) -> None:
    page = instructor_client.get(address(module)).content.decode()
    assert "Doubtful" in page
    assert "The mast number 22 is 22 feet." in page
    assert "https://youtu.be/tapeTAPE123?t=4380" in page
    assert "?t=4380" in page.split("Lesson", 1)[1]
    edit = reverse("studio:module_edit", args=[module.course.slug, module.pk])
    assert address(module) in instructor_client.get(edit).content.decode()


@pytest.mark.parametrize("typed", ["190", "3:10", "0:03:10", " 3:10 "])
def test_the_length_settles_them_and_the_page_says_what_changed(
    instructor_client: Client, module: Module, typed: str
) -> None:
    answer = instructor_client.post(address(module), {"length": typed}, follow=True)
    page = answer.content.decode()
    assert Video.objects.get(key="tapeTAPE123").seconds == 190
    assert f"{len(ROUGH)} citations moved, no citations in doubt" in page
    assert "Put right" in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write how long the video is."),
        ("soon", "Write the length as 1:02:03"),
        ("-5", "Write the length as 1:02:03"),
        ("1:2:3:4", "Write the length as 1:02:03"),
        ("3:75", "Behind a colon, numbers go up to 59."),
        ("1:75:00", "Behind a colon, numbers go up to 59."),
        ("0:00", "A video lasts one second at least."),
        ("99:00:00", "No video here is longer than 48 hours."),
        ("٣:١٠", "Write the length as 1:02:03"),
    ],
)
def test_bad_lengths_are_refused_in_words(
    instructor_client: Client, module: Module, typed: str, words: str
) -> None:
    answer = instructor_client.post(address(module), {"length": typed})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert Video.objects.get(key="tapeTAPE123").seconds is None


def test_strangers_log_in_and_others_find_nothing(
    stranger_client: Client,
    learner_client: Client,
    outsider_client: Client,
    admin_client: Client,
    module: Module,
) -> None:
    for send in (stranger_client.get, stranger_client.post):
        assert send(address(module)).status_code == 302
    for client in (learner_client, outsider_client):
        assert client.get(address(module)).status_code == 404
        assert client.post(address(module), {"length": "3:10"}).status_code == 404
    assert admin_client.get(address(module)).status_code == 200
    assert Video.objects.get(key="tapeTAPE123").seconds is None


def test_an_article_and_a_module_elsewhere_have_no_such_page(
    instructor_client: Client, course: Course, module: Module, draft_course: Course
) -> None:
    article = course.modules.get(kind="article")
    assert instructor_client.get(address(article)).status_code == 404
    elsewhere = reverse("studio:module_times", args=[draft_course.slug, module.pk])
    assert instructor_client.get(elsewhere).status_code == 404


def test_what_lies_beyond_the_length_of_the_players_is_reported(
    instructor_client: Client, module: Module, course: Course
) -> None:
    assert module.video
    for name in "ab":
        person = make_person(f"{name}@example.org", enrolled=course)
        LengthReport.objects.create(video=module.video, user=person, seconds=5000)
    page = instructor_client.get(address(module)).content.decode()
    assert "The players of several learners say 1:23:20" in page
    assert "Beyond the end" in page
    assert 'value="1:23:20"' in page


def test_a_module_whose_text_was_not_kept_asks_for_its_file(
    instructor_client: Client, module: Module
) -> None:
    ModuleText.objects.all().delete()
    answer = instructor_client.post(address(module), {"length": "3:10"}, follow=True)
    assert "Upload masts.md once more" in answer.content.decode()


def test_the_page_takes_as_many_queries_for_many_times(
    instructor_client: Client, instructor: User, module: Module, query_count: QueryCount
) -> None:
    before = query_count(instructor_client, address(module))
    fact = module.lessons.get().facts.first()
    assert fact
    Citation.objects.bulk_create(
        Citation(fact=fact, position=n, seconds=n, state="doubtful") for n in range(50, 500)
    )
    assert query_count(instructor_client, address(module)) == before
    assert "The first 300 are shown" in instructor_client.get(address(module)).content.decode()
