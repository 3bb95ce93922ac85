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

MIN_LENGTH = 15
"""Seconds.  A shorter slice ends before one has understood who speaks: where another lesson cites
the very next words, this one still plays to the end of the remark."""

LEAD_IN = 0
"""Seconds before the first citation.  None: the notes cite where a caption begins, which is already
before the words; an earlier start would play the end of another lesson's remark."""


def clusters(seconds: Iterable[int]) -> list[list[int]]:
    """Sorted citations in groups that lie no further than MAX_GAP apart."""
    groups: list[list[int]] = []
    for second in sorted(set(seconds)):
        if groups and second - groups[-1][-1] <= MAX_GAP:
            groups[-1].append(second)
        else:
            groups.append([second])
    return groups


def slices(
    lesson: Iterable[int], document: Sequence[int], *, lead_in: int = LEAD_IN
) -> tuple[Slice, ...]:
    """The slices of a lesson's citations; ``document`` holds all citations, sorted, in seconds.

    A slice ends where the document's next citation begins, at most MAX_TAIL after its own last and
    at least MIN_LENGTH after its first; the one that holds the document's last citation stays open.
    Slices that touch or overlap are one.  Every citation of the lesson lies inside one of them.
    """
    result: list[Slice] = []
    for group in clusters(lesson):
        start = max(0, group[0] - lead_in)
        after = bisect_right(document, group[-1])
        end = None
        if after < len(document):
            end = max(min(document[after], group[-1] + MAX_TAIL), group[0] + MIN_LENGTH)
        last = result[-1] if result else None
        if last is not None and (last.end is None or start <= last.end):
            result[-1] = Slice(last.start, None if last.end is None else end)
        else:
            result.append(Slice(start, end))
    return tuple(result)
