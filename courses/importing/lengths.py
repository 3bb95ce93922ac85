"""How long a video is: set by who teaches it, or seen by players.

A length moves citations, so a learner alone must not be able to give a false one. Therefore:

- the player of somebody who teaches the course tells the length, if nobody has set one;
- the player of an enrolled learner only reports it, once for each person. When AGREE or more people
  report the same, and no other length has as many, it is *shown* to those who teach, with what lies
  beyond it; nothing is read by it until one of them sets it. So even accounts that conspire change
  no citation: they can only make a number appear that a person looks at.
"""

from __future__ import annotations

from accounts.models import User
from courses.access import is_enrolled
from courses.learning.timecodes import LONGEST
from courses.models import Course, LengthReport, Video

AGREE = 2
"""People whose players have to say the same."""
ROUNDING = 2
"""Seconds by which players may differ on one video."""


def note_length(*, user: User, course: Course, video: Video, seconds: int) -> None:
    """What the player of this person saw, in seconds; kept only while no length is set."""
    if video.seconds is not None or not 0 < seconds <= LONGEST:
        return
    if Course.objects.taught_by(user).filter(pk=course.pk).exists():
        unset = Video.objects.filter(pk=video.pk, seconds__isnull=True)
        unset.update(seconds=seconds)
        video.seconds = seconds
    elif is_enrolled(user, course):
        LengthReport.objects.update_or_create(video=video, user=user, defaults={"seconds": seconds})


def agreed_length(video: Video) -> int | None:
    """The length that enough players agree on, and more than on any other; one query."""
    reports = LengthReport.objects.filter(video=video).order_by("-at").values_list("seconds")
    seconds = sorted(one for (one,) in reports[:500])
    groups: list[list[int]] = []
    for one in seconds:
        if groups and one - groups[-1][0] <= ROUNDING:
            groups[-1].append(one)
        else:
            groups.append([one])
    groups.sort(key=len, reverse=True)
    if not groups or len(groups[0]) < AGREE:
        return None
    if len(groups) > 1 and len(groups[1]) == len(groups[0]):
        return None
    # A citation must not count as beyond an end that one player rounded down.
    return groups[0][-1]
