"""The stretch of a video that a lesson takes, and where an open slice of it ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from courses.learning.intervals import Interval

OPEN_TAIL = 60
"""Seconds of an open slice when nothing tells how long the video is."""

AFTER_LAST_CITATION = 30
"""Seconds after the last citation of an open slice when the video's length is unknown."""


@dataclass(frozen=True)
class Stretch:
    """A lesson in its video. `slices` are (start, end) in seconds; an end of None is open."""

    title: str
    slices: tuple[tuple[int, int | None], ...]
    href: str = ""
    citations: tuple[int, ...] = ()
    number: int | None = None


def close(lesson: Stretch, *, duration: int | None = None) -> tuple[Interval, ...]:
    """The lesson's slices with an end for each, without those that would have no length.

    An open slice runs to the video's end, or else a little past its last citation.
    """
    closed: list[Interval] = []
    for start, end in lesson.slices:
        if end is None:
            last = max((second for second in lesson.citations if second >= start), default=start)
            guess = max(start + OPEN_TAIL, last + AFTER_LAST_CITATION)
            end = duration if duration and duration > start else guess
        if end > start:
            closed.append((start, end))
    return tuple(closed)
