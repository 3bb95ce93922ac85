"""Where a fact is heard: seconds in, seconds out. And figures in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.evidence import LEAST, MOST, UNTIL, evidence_range
from quizzes.wording import in_words, letter_of, score_line

SECONDS = st.integers(min_value=0, max_value=36_000)


@pytest.mark.parametrize(
    ("start", "citations", "segments", "clip"),
    [
        (70, [70, 95], [(0, None)], (70, 95)),
        (70, [70], [(0, None)], (70, 90)),
        (70, [70, 72, 95], [(0, None)], (70, 95)),  # two seconds are no clip
        (70, [70, 500], [(0, None)], (70, 130)),
        (70, [70, 200], [(60, 85), (190, 220)], (70, 85)),
        (70, [70, 80], [(60, 85)], (70, 80)),
        (84, [84], [(60, 85)], (84, 104)),  # a second before the cut there is nothing to cut
        (70, [70, 95], [], (70, 95)),
        (0, [], [], (0, UNTIL)),
    ],
)
def test_a_clip_lasts_until_the_next_citation(
    start: int,
    citations: list[int],
    segments: list[tuple[int, int | None]],
    clip: tuple[int, int],
) -> None:
    assert evidence_range(start, citations, segments) == clip


@given(SECONDS, st.lists(SECONDS), st.lists(st.tuples(SECONDS, st.one_of(st.none(), SECONDS))))
def test_a_clip_is_never_too_short_nor_too_long(
    start: int, citations: list[int], segments: list[tuple[int, int | None]]
) -> None:
    first, last = evidence_range(start, citations, segments)
    assert first == start
    assert LEAST <= last - first <= MOST


def test_figures_are_said_in_words() -> None:
    assert [in_words(number) for number in (0, 1, 4, 20, 21, 3.5, 2.999, 2 / 3)] == [
        "no",
        "one",
        "four",
        "twenty",
        "21",
        "3.5",
        "2.99",
        "0.66",
    ]
    assert score_line(4.0, 5.0) == "Four of five."
    assert score_line(0, 5) == "None of five."
    assert [letter_of(place) for place in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
