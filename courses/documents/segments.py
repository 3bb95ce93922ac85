"""The stretches of video that a lesson is told from."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from courses.documents.model import Slice

MAX_GAP = 180
"""Seconds.  A lesson that says nothing about the video for longer than this draws from two places
of it: at speaking pace, three minutes are a topic of their own."""

MAX_TAIL = 90
"""Seconds after the last citation that still belong to what it says; most citations follow each
other within half a minute."""


def clusters(seconds: Iterable[int]) -> list[list[int]]:
    """Sorted citations in groups that lie no further than MAX_GAP apart."""
    groups: list[list[int]] = []
    for second in sorted(set(seconds)):
        if groups and second - groups[-1][-1] <= MAX_GAP:
            groups[-1].append(second)
        else:
            groups.append([second])
    return groups


def slices(lesson: Iterable[int], document: Sequence[int]) -> tuple[Slice, ...]:
    """The slices of a lesson's citations; ``document`` holds all citations, sorted, in seconds.

    A slice ends where the document's next citation begins, at most MAX_TAIL after its own last;
    the one that holds the document's last citation stays open.
    """
    result = []
    for group in clusters(lesson):
        after = bisect_right(document, group[-1])
        end = min(document[after], group[-1] + MAX_TAIL) if after < len(document) else None
        result.append(Slice(group[0], end))
    return tuple(result)
