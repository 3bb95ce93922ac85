"""Played stretches of a video as (start, end) in whole seconds. Pure.

What was watched is the union of what was played: hearing a minute twice is one minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Interval = tuple[int, int]

MOST_INTERVALS = 200
"""A player reports every few seconds; more stretches than this in one report are no report."""


def union(intervals: Iterable[Sequence[int]]) -> list[Interval]:
    """Sorted and disjoint; stretches that touch become one, empty and reversed ones go."""
    merged: list[Interval] = []
    for start, end in sorted((pair[0], pair[1]) for pair in intervals if pair[0] < pair[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def length(intervals: Iterable[Sequence[int]]) -> int:
    """Seconds of the union."""
    return sum(end - start for start, end in union(intervals))


def within(intervals: Iterable[Sequence[int]], spans: Iterable[Sequence[int]]) -> list[Interval]:
    """The parts of the intervals that lie in the spans, sorted and disjoint."""
    limits = union(spans)
    return [
        (max(start, first), min(end, last))
        for start, end in union(intervals)
        for first, last in limits
        if max(start, first) < min(end, last)
    ]


def read_intervals(raw: object, *, longest: int) -> list[Interval]:
    """What a player reported, as its union. ``longest`` is the last second that can exist.

    Raises ValueError, in words for the report's sender, for anything but pairs of whole seconds
    in order and within bounds.
    """
    if not isinstance(raw, list):
        raise ValueError("“intervals” must be a list of [start, end] pairs.")
    if len(raw) > MOST_INTERVALS:
        raise ValueError(f"At most {MOST_INTERVALS} intervals can be sent at once.")
    return union(_read_pair(pair, longest=longest) for pair in raw)


def read_second(raw: object, *, longest: int) -> int:
    """One whole second within bounds; raises ValueError otherwise."""
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise ValueError("Seconds must be whole numbers.")
    if not 0 <= raw <= longest:
        raise ValueError(f"Seconds must lie between 0 and {longest}.")
    return raw


def _read_pair(pair: object, *, longest: int) -> Interval:
    if not isinstance(pair, list) or len(pair) != 2:
        raise ValueError("Each interval must be a pair [start, end].")
    start, end = (read_second(second, longest=longest) for second in pair)
    if start > end:
        raise ValueError("An interval cannot end before it starts.")
    return start, end
