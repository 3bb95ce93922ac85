"""What covers are drawn from is what the course's outline shows, read with few queries."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from courses.learning.outline_reading import read_outline
from courses.models import Citation, Fact, Lesson, Segment, Video
from courses.pictures import cover_data
from courses.pictures.cover_data import drawn_sections, read_sections, read_ticks
from courses.pictures.covers import thinned
from tests.personas import make_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("chunk", [1, 200])
@pytest.mark.parametrize("seconds", [None, 900])
def test_lengths_and_ticks_are_those_of_the_outline(
    monkeypatch: pytest.MonkeyPatch, chunk: int, seconds: int | None
) -> None:
    monkeypatch.setattr(cover_data, "CHUNK", chunk)
    course = make_course("coasts", notes=3, articles=2)
    Video.objects.update(seconds=seconds)
    Segment.objects.filter(lesson__heading="The keepers").update(end=None)
    first = Lesson.objects.filter(module__course=course).earliest("pk")
    first.retired_at = first.module.imported_at
    first.save()
    Fact.objects.filter(pk=Fact.objects.latest("pk").pk).update(retired_at=first.retired_at)
    Segment.objects.filter(lesson=Lesson.objects.filter(module__kind="note").latest("pk")).delete()

    rows = read_outline(course, AnonymousUser()).lessons
    found = read_sections(course)
    assert list(found.lengths) == [row.study_seconds for row in rows]
    ticks_of = read_ticks(found, range(len(rows)))
    for place, row in enumerate(rows):
        ticks = ticks_of.get(place, [])
        cited = Citation.objects.filter(fact__lesson=row.lesson, fact__retired_at=None)
        seconds_of = sorted(cited.values_list("seconds", flat=True)) if row.spans else []
        assert sorted(ticks) == [second - row.spans[0][0] for second in seconds_of]


@pytest.mark.parametrize("notes", [1, 9])
def test_more_modules_cost_no_more_queries(
    notes: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    course = make_course("coasts", notes=notes)
    with django_assert_num_queries(4):  # type: ignore[operator]
        drawn_sections(course)


def test_a_section_of_many_lessons_shows_the_ticks_of_its_first_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course = make_course("coasts", notes=9)
    whole = drawn_sections(course)
    found = read_sections(course)
    lengths = [max(1, one) for one in found.lengths]
    every = read_ticks(found, range(len(lengths)))
    ticks = [every.get(place, []) for place in range(len(lengths))]
    assert [(one, sorted(marks)) for one, marks in zip(*whole, strict=True)] == [
        (one, sorted(marks)) for one, marks in thinned(lengths, ticks)
    ]
    monkeypatch.setattr(cover_data, "TICKED", 1)
    some = drawn_sections(course)
    assert some[0] == whole[0]
    assert sum(map(len, some[1])) < sum(map(len, whole[1]))
    assert all(set(few) <= set(all_) for few, all_ in zip(some[1], whole[1], strict=True))
