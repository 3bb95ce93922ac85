"""Lessons without video: which paragraphs were read, and where to go on."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from accounts.models import User
from courses.learning.outline_reading import read_outline
from courses.models import Course, Lesson, Progress
from tests.courses.factories import address, lessons_of, stand

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(course: Course) -> Lesson:
    """An article's lesson of ten paragraphs, the third of its course."""
    lesson = lessons_of(course)[2]
    lesson.first_paragraph, lesson.last_paragraph, lesson.words = 4, 13, 660
    lesson.save()
    return lesson


def test_paragraphs_are_reported_as_seconds_are(
    learner: User, learner_client: Client, text: Lesson
) -> None:
    def report(intervals: list[list[int]], at: int) -> int:
        body = json.dumps({"intervals": intervals, "at": at})
        url = address(text, "watched/")
        return learner_client.post(url, body, content_type="application/json").status_code

    assert report([[4, 6]], 5) == 200
    assert report([[6, 8], [10, 11]], 10) == 200
    row = Progress.objects.get(user=learner)
    assert (row.watched, row.read_to) == ([[4, 8], [10, 11]], 10)
    assert report([[4, 400]], 5) == 400


def test_what_was_read_counts_and_seconds_are_not_made_of_it(
    learner: User, course: Course, text: Lesson
) -> None:
    stand(learner, text, watched=[[1, 6], [8, 9]], read_to=8)
    outline = read_outline(course, learner)
    row = outline.row_of(text)
    # Paragraphs 4, 5 and 8 of 4 to 13; what lies before belongs to another lesson.
    assert row.watched == [(4, 6), (8, 9)]
    assert row.share == pytest.approx(0.3)
    assert (row.state, row.stopped_place) == ("stopped", "¶ 8")
    assert row.seconds_left == round(0.7 * row.study_seconds)
    assert outline.watched_seconds == 0
    assert outline.part_of(text).watched == []


def test_every_way_on_leads_to_the_paragraph(
    learner: User, learner_client: Client, course: Course, text: Lesson
) -> None:
    stand(learner, text, watched=[[4, 6]], read_to=5)
    there = f'href="{text.get_absolute_url()}#p-5"'
    for page in ("/learning/", course.get_absolute_url()):
        html = learner_client.get(page).content.decode()
        assert there in html, page
        assert "¶ 5" in html, page
    html = learner_client.get(text.get_absolute_url()).content.decode()
    assert 'href="#p-5"' in html
    assert "Go on at ¶ 5" in html
    assert 'data-watched="[[4,6]]"' in html


def test_strangers_pages_report_nothing(stranger_client: Client, text: Lesson) -> None:
    html = stranger_client.get(text.get_absolute_url()).content.decode()
    assert "data-watched-url" not in html
    assert "reading.js" not in html
