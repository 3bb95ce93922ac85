"""Drawn covers: the same course always gets the same picture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.pictures.covers import (
    CONSTRUCTIONS,
    PALETTES,
    cover_style,
    draw_cover,
    runs,
)
from tests.growth import least_growth

LENGTHS = [198, 164, 225, 188]
TICKS = [[10, 70], [5], [0, 40, 90], []]
SMALL = (40, 50)


def slugs_of_every_construction() -> dict[str, str]:
    found: dict[str, str] = {}
    for number in range(60):
        found.setdefault(cover_style(f"course-{number}")[0], f"course-{number}")
    return found


def test_every_construction_and_palette_is_reached() -> None:
    styles = {cover_style(f"course-{number}") for number in range(400)}
    assert len({construction for construction, _ in styles}) == len(CONSTRUCTIONS) == 5
    assert len({palette for _, palette in styles}) == len(PALETTES) == 6


@pytest.mark.parametrize("slug", slugs_of_every_construction().values())
def test_the_same_course_gets_the_same_cover(slug: str) -> None:
    first = draw_cover(slug, LENGTHS, TICKS, size=SMALL)
    assert first.size == SMALL
    assert first.tobytes() == draw_cover(slug, LENGTHS, TICKS, size=SMALL).tobytes()


@pytest.mark.parametrize("slug", slugs_of_every_construction().values())
def test_lengths_shape_the_cover_and_the_dot_is_always_there(slug: str) -> None:
    picture = draw_cover(slug, LENGTHS, TICKS, size=(80, 100))
    assert picture.tobytes() != draw_cover(slug, [20, 300, 40], [], size=(80, 100)).tobytes()
    assert picture.getpixel((69, 11)) == (240, 181, 28)


def test_a_wide_cover_is_thirteen_by_five() -> None:
    assert draw_cover("x", LENGTHS, TICKS, wide=True, size=(130, 0)).size == (130, 50)


def test_neighbouring_tones_differ() -> None:
    for palette in PALETTES:
        for count in range(1, 15):
            tones = palette.tones(count)
            assert all(a != b for a, b in pairwise(tones))


@settings(max_examples=30, deadline=None)
@given(
    st.text(max_size=20),
    st.lists(st.integers(0, 90_000), max_size=40),
    st.lists(st.lists(st.integers(-5, 90_000), max_size=30), max_size=40),
    st.booleans(),
)
def test_any_course_can_be_drawn(
    slug: str, lengths: list[int], ticks: list[list[int]], wide: bool
) -> None:
    assert draw_cover(slug, lengths, ticks, wide=wide, size=SMALL).mode == "RGB"


def merged_one_by_one(lengths: list[int], most: int) -> list[int]:
    kept = list(lengths)
    while len(kept) > most:
        at = min(range(len(kept) - 1), key=lambda place: kept[place] + kept[place + 1])
        kept[at : at + 2] = [kept[at] + kept[at + 1]]
    return kept


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(1, 14))
def test_a_long_course_is_thinned_where_two_neighbours_are_shortest(
    lengths: list[int], most: int
) -> None:
    found = runs(lengths, most)
    assert [sum(lengths[start:end]) for start, end in found] == merged_one_by_one(lengths, most)
    assert [place for start, end in found for place in range(start, end)] == [*range(len(lengths))]


def test_thinning_takes_hardly_longer_for_each_section_of_a_long_course() -> None:
    lengths = [place * 7919 % 811 + 1 for place in range(8000)]
    growth = least_growth(lambda: runs(lengths[:2000], 14), lambda: runs(lengths, 14), bound=8)
    assert growth < 8, "four times the sections"
