"""The drawings of a course page: a module's lessons end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace

from courses.learning.outline import OutlineLesson, OutlineModule
from courses.learning.timeline import Timeline, build_timeline

WIDE = 1120
"""Pixels that a reel across the page will most likely have."""


@dataclass(frozen=True)
class Reel:
    """One module's reel, with the seconds where it begins and ends."""

    part: OutlineModule
    timeline: Timeline
    start: int
    end: int


def draw_reel(
    part: OutlineModule | None, *, here: OutlineLesson | None = None, width: int = WIDE
) -> Reel | None:
    """The reel alone, without lens and slice; ``here`` is the lesson where the learner stands.

    None for a module without video, and for one with a single lesson: it has nothing to compare.
    """
    if part is None or not part.spans:
        return None
    timeline = build_timeline(
        [row.stretch() for row in part.lessons],
        current=part.index_of(here),
        watched=part.watched,
        duration=part.module.video.seconds if part.module.video else None,
        width=width,
    )
    if not timeline.blocks:
        return None
    bare = replace(timeline, windows=(), ticks=(), marks=(), watched=(), head=None)
    # Lessons of a note need not be in the video's order.
    start = min(block.start for block in timeline.blocks)
    return Reel(part, bare, start, max(block.end for block in timeline.blocks))
