"""Played stretches add up as a union, and a report is read strictly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.intervals import length, read_intervals, read_second, union, within

pairs = st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=20)


def seconds_of(intervals: list[tuple[int, int]]) -> set[int]:
    return {second for start, end in intervals for second in range(start, end)}


def test_stretches_that_touch_become_one() -> None:
    assert union([(10, 20), (0, 5), (20, 30), (7, 7), (4, 6)]) == [(0, 6), (10, 30)]


@given(pairs)
def test_the_union_holds_the_same_seconds_sorted_and_disjoint(
    intervals: list[tuple[int, int]],
) -> None:
    merged = union(intervals)
    assert seconds_of(merged) == seconds_of(intervals)
    assert length(intervals) == len(seconds_of(intervals))
    assert all(a[1] < b[0] for a, b in pairwise(merged))
    assert union(merged) == merged


@given(pairs, pairs)
def test_within_is_the_intersection(
    intervals: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    assert seconds_of(within(intervals, spans)) == seconds_of(intervals) & seconds_of(spans)


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "[[0, 5]]",
        {"a": 1},
        [[0]],
        [[0, 1, 2]],
        ["05"],
        [[0, "5"]],
        [[0, 5.5]],
        [[True, 5]],
        [[-1, 5]],
        [[0, 101]],
        [[9, 5]],
        [[0, 1]] * 201,
    ],
)
def test_a_report_of_anything_else_is_refused_in_words(raw: object) -> None:
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        read_intervals(raw, longest=100)


def test_a_report_becomes_its_union() -> None:
    assert read_intervals([[0, 5], [3, 9], [20, 20]], longest=100) == [(0, 9)]
    assert read_second(100, longest=100) == 100
