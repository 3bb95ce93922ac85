"""A course as its learner sees it: modules, lessons, and how far the person is in each.

Records with arithmetic and no queries; ``learning.outline_reading`` fills them from the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Literal

from courses.learning.intervals import Interval, length, union, within
from courses.learning.stretches import Stretch
from courses.learning.timecodes import timecode
from courses.models import Course, Lesson, Module, Progress

State = Literal["done", "stopped", "begun", "new"]
WORDS_PER_MINUTE = 220


@dataclass(frozen=True)
class OutlineLesson:
    """A lesson in its course. ``number`` counts from 1 through the course, times are seconds."""

    lesson: Lesson
    number: int
    url: str
    slices: tuple[tuple[int, int | None], ...]
    spans: tuple[Interval, ...]
    """The slices with an end for each: an open one is closed by an estimate."""
    progress: Progress | None

    @property
    def is_video(self) -> bool:
        return bool(self.spans)

    @property
    def start(self) -> int | None:
        return self.slices[0][0] if self.slices else None

    @property
    def place(self) -> str:
        """Where it stands in its source: ``6:02–9:47`` or ``¶ 1–9``."""
        if not self.slices:
            first, last = self.lesson.first_paragraph, self.lesson.last_paragraph
            return f"¶ {first}" if first >= last else f"¶ {first}–{last}"
        start, end = self.slices[0]
        more = f" +{len(self.slices) - 1}" if len(self.slices) > 1 else ""
        return f"{timecode(start)}–{'end' if end is None else timecode(end)}{more}"

    @property
    def seconds(self) -> int:
        """Length of its slices."""
        return length(self.spans)

    @property
    def whole(self) -> tuple[Interval, ...]:
        """All that can be followed: its slices in seconds, or its paragraphs, the last + 1 as end.

        ``Progress.watched`` and ``read_to`` count in the same.
        """
        if self.is_video:
            return self.spans
        first, last = self.lesson.first_paragraph, self.lesson.last_paragraph
        return ((first, last + 1),) if last >= first else ()

    @cached_property
    def watched(self) -> list[Interval]:
        """What was played of its own slices, or read of its paragraphs."""
        return within(self.progress.watched, self.whole) if self.progress else []

    @property
    def share(self) -> float:
        """How much of it is behind the learner, 0 to 1."""
        if self.state == "done":
            return 1.0
        whole = length(self.whole)
        return length(self.watched) / whole if whole else 0.0

    @property
    def state(self) -> State:
        if self.progress is None:
            return "new"
        if self.progress.done_at:
            return "done"
        return "begun" if self.stopped_at is None else "stopped"

    @property
    def stopped_at(self) -> int | None:
        """The second where the learner stopped, or the paragraph of a text."""
        return self.progress.read_to if self.progress else None

    @property
    def stopped_place(self) -> str:
        """The same as it is written: ``7:14`` or ``¶ 12``; empty where there is none."""
        if self.stopped_at is None:
            return ""
        return timecode(self.stopped_at) if self.is_video else f"¶ {self.stopped_at}"

    @property
    def resume_url(self) -> str:
        """Its page, at the paragraph where the reader of a text stopped. A player finds its own."""
        at_paragraph = self.state == "stopped" and not self.is_video
        return f"{self.url}#p-{self.stopped_at}" if at_paragraph else self.url

    @property
    def study_seconds(self) -> int:
        """What it asks for: its video's seconds, or the time to read its words."""
        return self.seconds or round(60 * self.lesson.words / WORDS_PER_MINUTE)

    @property
    def seconds_left(self) -> int:
        if self.state == "done":
            return 0
        return round(self.study_seconds * (1 - self.share))

    def stretch(self, citations: Sequence[int] = ()) -> Stretch:
        """Itself for the timeline; an estimated end is given as the end."""
        slices: tuple[tuple[int, int | None], ...] = self.spans
        return Stretch(self.lesson.heading, slices, self.url, tuple(citations), self.number)


@dataclass(frozen=True)
class OutlineModule:
    module: Module
    url: str
    lessons: tuple[OutlineLesson, ...]

    @property
    def is_video(self) -> bool:
        return self.module.kind == Module.Kind.NOTE

    @cached_property
    def done(self) -> int:
        return sum(row.state == "done" for row in self.lessons)

    @cached_property
    def spans(self) -> list[Interval]:
        return union(span for row in self.lessons for span in row.spans)

    @property
    def seconds(self) -> int:
        return length(self.spans)

    @cached_property
    def watched(self) -> list[Interval]:
        """What was played of its video; paragraphs that were read are no seconds."""
        return union(part for row in self.lessons if row.is_video for part in row.watched)

    @property
    def watched_seconds(self) -> int:
        return length(self.watched)

    @property
    def study_seconds(self) -> int:
        return sum(row.study_seconds for row in self.lessons)

    @property
    def last_paragraph(self) -> int:
        return max((row.lesson.last_paragraph for row in self.lessons), default=0)

    def index_of(self, row: OutlineLesson | None) -> int | None:
        return self.lessons.index(row) if row is not None and row in self.lessons else None


@dataclass(frozen=True)
class CourseOutline:
    course: Course
    modules: tuple[OutlineModule, ...]

    @cached_property
    def lessons(self) -> tuple[OutlineLesson, ...]:
        return tuple(row for part in self.modules for row in part.lessons)

    @property
    def total(self) -> int:
        return len(self.lessons)

    @cached_property
    def done(self) -> int:
        return sum(part.done for part in self.modules)

    @property
    def finished(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def percent(self) -> int:
        """Mean share of the lessons, rounded down so that 100 means every lesson."""
        if not self.lessons:
            return 0
        return int(100 * sum(row.share for row in self.lessons) / self.total + 1e-9)

    @property
    def video_modules(self) -> list[OutlineModule]:
        return [part for part in self.modules if part.spans]

    @cached_property
    def seconds(self) -> int:
        """Seconds taught; what several notes tell of one video counts once."""
        return _by_video((part.module, part.spans) for part in self.modules)

    @cached_property
    def watched_seconds(self) -> int:
        return _by_video((part.module, part.watched) for part in self.modules)

    @property
    def study_seconds(self) -> int:
        return sum(row.study_seconds for row in self.lessons)

    @property
    def seconds_left(self) -> int:
        return sum(row.seconds_left for row in self.lessons)

    @cached_property
    def last_read(self) -> OutlineLesson | None:
        """The lesson that was open last."""
        opened = [row for row in self.lessons if row.progress is not None]
        return max(opened, key=_seen_at, default=None)

    @property
    def last_seen(self) -> datetime | None:
        row = self.last_read
        return row.progress.seen_at if row and row.progress else None

    @property
    def last_done(self) -> datetime | None:
        rows = [row.progress for row in self.lessons if row.progress]
        return max((row.done_at for row in rows if row.done_at), default=None)

    @property
    def begun(self) -> bool:
        return self.last_read is not None

    @cached_property
    def resume(self) -> OutlineLesson | None:
        """Where to go on: the lesson read last, else the next not done, else the first not done.

        None when all are done.
        """
        last = self.last_read
        if last is None:
            return next(iter(self.lessons), None)
        if last.state != "done":
            return last
        open_ones = [row for row in self.lessons if row.state != "done"]
        later = [row for row in open_ones if row.number > last.number]
        return next(iter(later or open_ones), None)

    def part_of(self, lesson: Lesson) -> OutlineModule:
        return next(part for part in self.modules if part.module.pk == lesson.module_id)

    def row_of(self, lesson: Lesson) -> OutlineLesson:
        return next(row for row in self.lessons if row.lesson.pk == lesson.pk)

    def neighbours(self, row: OutlineLesson) -> tuple[OutlineLesson | None, OutlineLesson | None]:
        """The lessons before and after, across modules."""
        before = self.lessons[row.number - 2] if row.number > 1 else None
        after = self.lessons[row.number] if row.number < self.total else None
        return before, after


def _by_video(parts: Iterable[tuple[Module, list[Interval]]]) -> int:
    videos: dict[int | None, list[Interval]] = defaultdict(list)
    for module, intervals in parts:
        videos[module.video_id].extend(intervals)
    return sum(length(intervals) for intervals in videos.values())


def _seen_at(row: OutlineLesson) -> datetime:
    if row.progress is None:
        raise ValueError("Only lessons that were opened have a moment.")
    return row.progress.seen_at
