"""Where a fact can be heard or read. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Iterable

UNTIL = 20
"""Seconds that are played when nothing tells where the sentence ends."""

LEAST = 5
"""Seconds below which a clip is too short to be understood."""

MOST = 60
"""Seconds above which a clip is no longer the place of one sentence."""


def evidence_range(
    start: int,
    citations: Iterable[int] = (),
    segments: Iterable[tuple[int, int | None]] = (),
) -> tuple[int, int]:
    """Start and end, in seconds, of the clip in which a fact is said.

    It begins at the fact's own second and ends at the lesson's next citation (at least LEAST
    seconds later) inside the same slice of the video. Where there is none it lasts UNTIL
    seconds, and no clip lasts longer than MOST. A slice that ends earlier ends the clip too.
    """
    limit = next(
        (
            end
            for first, end in sorted(segments, key=lambda segment: segment[0])
            if end is not None and first <= start < end
        ),
        None,
    )
    following = [
        second
        for second in citations
        if second >= start + LEAST and (limit is None or second <= limit)
    ]
    end = min(following) if following else start + UNTIL
    if limit is not None and limit >= start + LEAST:
        end = min(end, limit)
    return start, min(end, start + MOST)
