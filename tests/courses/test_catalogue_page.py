"""The first page: published courses only, filtered and searched on the server."""

from __future__ import annotations

import pytest
from django.test import Client

from courses.models import Course
from tests.conftest import QueryCount
from tests.personas import make_course, make_lesson, make_module


def test_strangers_see_published_courses_only(
    stranger_client: Client, course: Course, draft_course: Course
) -> None:
    page = stranger_client.get("/").content.decode()
    assert course.title in page
    assert draft_course.title not in page


def test_drafts_stay_out_even_for_their_instructor(
    instructor_client: Client, draft_course: Course
) -> None:
    assert draft_course.title not in instructor_client.get("/").content.decode()


def test_the_empty_catalogue_says_so(stranger_client: Client) -> None:
    assert "No course is published yet." in stranger_client.get("/").content.decode()


def test_the_kind_filter_keeps_courses_of_that_kind(stranger_client: Client) -> None:
    make_course("films", title="Only films", articles=0)
    make_course("papers", title="Only papers", notes=0)
    video = stranger_client.get("/?kind=video").content.decode()
    article = stranger_client.get("/?kind=article").content.decode()
    assert ("Only films" in video, "Only papers" in video) == (True, False)
    assert ("Only films" in article, "Only papers" in article) == (False, True)


@pytest.mark.parametrize("query", ["gulls", "GULLS rock", "ballads"])
def test_search_looks_into_titles_summaries_and_the_titles_within(
    stranger_client: Client, course: Course, query: str
) -> None:
    found = make_course("birds", title="Of gulls")
    make_lesson(make_module(found, title="Ballads"), heading="Wings")
    page = stranger_client.get("/", {"q": query}).content.decode()
    assert "Of gulls" in page
    assert f">{course.title}<" not in page


def test_a_search_without_result_leads_back(stranger_client: Client, course: Course) -> None:
    page = stranger_client.get("/?q=zeppelin").content.decode()
    assert "No course has these words" in page
    assert 'href="/#courses"' in page


@pytest.mark.parametrize(
    "question", ["?kind=x", "?page=999", "?page=x", "?q=%00", "?q=%22%3E%3Cscript%3E", "?q=%25"]
)
def test_odd_addresses_still_show_a_page(
    stranger_client: Client, course: Course, question: str
) -> None:
    response = stranger_client.get("/" + question)
    assert response.status_code == 200
    assert b"><script>" not in response.content.replace(b'"></script>\n', b"")


def test_pages_hold_twelve_courses_and_keep_the_search(stranger_client: Client) -> None:
    for number in range(13):
        make_course(f"many-{number}", notes=0, articles=1)
    first = stranger_client.get("/?kind=article").content.decode()
    assert first.count('class="card"') == 12
    assert "Page 1 of 2" in first
    assert "?page=2&amp;kind=article" in first
    assert stranger_client.get("/?page=2").content.decode().count('class="card"') == 1


def test_the_hero_quotes_three_sentences_of_the_newest_course(
    stranger_client: Client, course: Course
) -> None:
    page = stranger_client.get("/").content.decode()
    assert "The lighthouse was built in 1811." in page
    assert "?t=31" in page


def test_a_card_names_kind_length_and_lessons(stranger_client: Client, course: Course) -> None:
    page = stranger_client.get("/").content.decode()
    # 12–67 and 70–115: 55 and 45 seconds of one video
    assert "Video and article · 1:40 · 3 lessons" in page


def test_strangers_may_keep_the_page_shortly_people_may_not(
    stranger_client: Client, learner_client: Client, course: Course
) -> None:
    public, own = stranger_client.get("/"), learner_client.get("/")
    assert "public" in public["Cache-Control"]
    assert "private" in own["Cache-Control"]
    assert "Cookie" in public["Vary"]


def test_the_catalogue_costs_the_same_for_one_course_and_for_ten(
    stranger_client: Client, query_count: QueryCount
) -> None:
    make_course("small")
    small = query_count(stranger_client, "/")
    for _ in range(9):
        make_course(notes=2, articles=2)
    assert query_count(stranger_client, "/") == small


def test_the_newest_course_stands_once_where_there_are_others(stranger_client: Client) -> None:
    make_course("older", title="Older")
    newest = make_course("newest", title="Newest")
    page = stranger_client.get("/")
    assert page.context["feature"].card.course == newest
    assert [card.course.title for card in page.context["cards"]] == ["Older"]
    assert "More courses" in page.text
    page = stranger_client.get("/", {"kind": "video"})
    assert len(page.context["cards"]) == 2
