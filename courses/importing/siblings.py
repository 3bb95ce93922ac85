"""What the database knows of the videos that documents tell of, before these are read.

Other notes count only where they are in the same course, or in one that shares a person who teaches
it: nobody else's drafts are evidence, or tell what they hold. A video's length is shared by all.

A document is read with the hints of that moment. One that was imported before a sane note of its
video came is not read again for it; setting the video's length in the studio does that.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence

from django.db.models import Max, Q

from courses.documents.hints import NO_HINTS, ReadingHints, has_late_times, reach, video_of
from courses.importing.sources import Source
from courses.models import Citation, Course, Instructor, Video

Reached = dict[str, list[tuple[int, str, int]]]
"""By video: course, document's name, last second that it cites."""


class Lately:
    """The sources of an import that hints were found for last: they may not be written yet."""

    def __init__(self, *, most: int = 160, size: int = 2_000_000) -> None:
        """Keeps ``most`` of them, of ``size`` characters together."""
        self.most, self.size = most, size
        self.kept: deque[tuple[str, Source]] = deque()
        self.held = 0

    def add(self, key: str, source: Source) -> None:
        """``key`` is that of its video."""
        self.kept.append((key, source))
        self.held += len(source.text)
        while len(self.kept) > self.most or self.held > self.size:
            self.held -= len(self.kept.popleft()[1].text)


def hints_for(
    course: Course, sources: Sequence[Source], lately: Lately | None = None
) -> list[ReadingHints]:
    """One for each source, in order; at most two queries, none where no source names a video.

    ``lately`` are sources that came before, and takes these in.
    """
    keys = ["" if source.problems else video_of(source.text) for source in sources]
    beside = [*(lately.kept if lately else ()), *zip(keys, sources, strict=True)]
    if lately is not None:
        for key, source in zip(keys, sources, strict=True):
            lately.add(key, source)
    wanted = {key for key in keys if key}
    if not wanted:
        return [NO_HINTS] * len(sources)
    lengths = dict(
        Video.objects.filter(provider=Video.Provider.YOUTUBE, key__in=wanted).values_list(
            "key", "seconds"
        )
    )
    # Siblings settle only what a length leaves open, and only times with hours.
    counts = Counter(key for key, _ in beside)
    unsettled = {
        key
        for key, source in zip(keys, sources, strict=True)
        if key
        and lengths.get(key) is None
        and (key in lengths or counts[key] > 1)
        and has_late_times(source.text)
    }
    reached = _reached(course, unsettled & lengths.keys())
    # Those beside it that are not in yet: notes of one video often come together.
    for key, source in beside:
        if key in unsettled and (second := reach(source.text)):
            row = (course.pk, source.name, second)
            if row not in reached.setdefault(key, []):
                reached[key].append(row)
    return [
        ReadingHints(
            siblings=tuple(
                second
                for home, name, second in reached.get(key, ())
                if (home, name) != (course.pk, source.name)
            ),
            video_seconds=lengths.get(key),
        )
        for key, source in zip(keys, sources, strict=True)
    ]


def _reached(course: Course, keys: set[str]) -> Reached:
    """How far each note of the videos goes, by what nobody doubts."""
    if not keys:
        return {}
    teachers = Instructor.objects.filter(course=course).values("user")
    courses = Course.objects.filter(Q(pk=course.pk) | Q(instructor__user__in=teachers))
    rows = (
        Citation.objects.filter(
            fact__lesson__module__video__key__in=keys,
            fact__lesson__module__course__in=courses.order_by().values("pk"),
            fact__retired_at__isnull=True,
            fact__lesson__retired_at__isnull=True,
        )
        .exclude(state=Citation.State.DOUBTFUL)
        .order_by()
        .values_list(
            "fact__lesson__module__video__key",
            "fact__lesson__module__course",
            "fact__lesson__module__source_name",
        )
        .annotate(last=Max("seconds"))
    )
    found: Reached = {}
    for key, home, name, last in rows:
        found.setdefault(key, []).append((home, name, last))
    return found
