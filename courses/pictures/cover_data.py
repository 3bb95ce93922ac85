"""What a course's cover is drawn from, read a few modules at a time: some have 100,000 lessons."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import overload

from courses.importing.bulk import by_index
from courses.learning.intervals import length
from courses.learning.outline import WORDS_PER_MINUTE
from courses.learning.stretches import Stretch, close
from courses.models import Citation, Course, Lesson, Segment

CHUNK = 200
"""Modules whose rows are in memory at a time."""


@dataclass
class Marks(Sequence[Sequence[int]]):
    """For each section the seconds of its citations, in a few bytes each."""

    seconds: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))

    def add(self, seconds: Sequence[int]) -> None:
        self.seconds.extend(seconds)
        self.ends.append(len(self.seconds))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, place: int) -> Sequence[int]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[int]]: ...

    def __getitem__(self, place: int | slice) -> Sequence[int] | Sequence[Sequence[int]]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        start = self.ends[place - 1] if place else 0
        return self.seconds[start : self.ends[place]]


@dataclass
class Sections:
    """The lessons of a course in order: what each asks for (seconds), and its citations.

    Citations are seconds from where the lesson's slice begins; ``Marks`` has as many entries.
    """

    lengths: array[int] = field(default_factory=lambda: array("q"))
    ticks: Marks = field(default_factory=Marks)


def read_sections(course: Course) -> Sections:
    found = Sections()
    modules = list(
        course.modules.order_by("position", "pk").values_list("pk", "video", "video__seconds")
    )
    for start in range(0, len(modules), CHUNK):
        with by_index():
            _add(found, modules[start : start + CHUNK])
    return found


def _add(found: Sections, modules: Sequence[tuple[int, int | None, int | None]]) -> None:
    ids = [pk for pk, _, _ in modules]
    slices: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    segments = Segment.objects.filter(lesson__module__in=ids).order_by("position")
    for lesson, start, end in segments.values_list("lesson", "start", "end"):
        slices[lesson].append((start, end))
    cited: dict[int, list[int]] = defaultdict(list)
    citations = Citation.objects.filter(fact__retired_at=None, fact__lesson__module__in=ids)
    for lesson, second in citations.order_by().values_list("fact__lesson", "seconds"):
        cited[lesson].append(second)
    lessons: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Lesson.objects.standing().filter(module__in=ids).order_by("position", "pk")
    for module, pk, words in rows.values_list("module", "pk", "words"):
        lessons[module].append((pk, words))
    for module, video, seconds in modules:
        for pk, words in lessons[module]:
            stretch = Stretch("", tuple(slices[pk]) if video else (), citations=tuple(cited[pk]))
            spans = close(stretch, duration=seconds)
            found.lengths.append(length(spans) or round(60 * words / WORDS_PER_MINUTE))
            found.ticks.add([second - spans[0][0] for second in cited[pk]] if spans else [])
