"""What a course's cover is drawn from, read a few modules at a time: some have 100,000 lessons."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max

from courses.importing.bulk import by_index
from courses.learning.intervals import length
from courses.learning.outline import WORDS_PER_MINUTE
from courses.learning.stretches import Stretch, close
from courses.library import lookups as lookups  # which knows ``__among``
from courses.models import Citation, Course, Lesson, Segment
from courses.pictures.covers import MAX_SECTIONS, runs

CHUNK = 500
"""Modules whose rows are in memory at a time."""
TICKED = 200
"""Lessons of a drawn section whose citations are read, if it has many: a section shows its first
two dozen ticks, so those of a whole library need not be looked up."""
SHARE = 20
"""Of a still longer section this part of its lessons, for its ticks are a thousandth apart."""
NOWHERE = -1


@dataclass
class Sections:
    """The lessons of a course in order: what each asks for (seconds), and where its slices begin.

    ``starts`` are seconds, ``NOWHERE`` for a lesson without a slice.
    """

    lessons: array[int] = field(default_factory=lambda: array("q"))
    lengths: array[int] = field(default_factory=lambda: array("q"))
    starts: array[int] = field(default_factory=lambda: array("q"))


Ticks = dict[int, list[int]]
"""By a lesson's place in the course: seconds of its citations, from where its slices begin."""


def drawn_sections(course: Course) -> tuple[list[int], list[list[int]]]:
    """Lengths and ticks of the sections that a cover shows, each of them one lesson or many."""
    found = read_sections(course)
    lengths = [max(1, one) for one in found.lengths]
    parts = runs(lengths, MAX_SECTIONS)
    looked_at = [
        range(start, min(end, start + max(TICKED, (end - start) // SHARE))) for start, end in parts
    ]
    ticks = read_ticks(found, [place for places in looked_at for place in places])
    marks: list[list[int]] = []
    for places in looked_at:
        passed = 0
        marks.append([])
        for place in places:
            marks[-1] += [passed + mark for mark in ticks.get(place, ())]
            passed += lengths[place]
    return [sum(lengths[start:end]) for start, end in parts], marks


def read_ticks(found: Sections, places: Iterable[int]) -> Ticks:
    """The citations of some lessons, by their places; those without a slice are left out."""
    wanted = {found.lessons[place]: place for place in places if found.starts[place] != NOWHERE}
    ids = list(wanted)
    ticks: Ticks = defaultdict(list)
    for first in range(0, len(ids), CHUNK):
        with by_index():
            rows = Citation.objects.filter(
                fact__retired_at=None, fact__lesson__pk__among=ids[first : first + CHUNK]
            )
            for lesson, second in rows.order_by().values_list("fact__lesson", "seconds"):
                place = wanted[lesson]
                ticks[place].append(second - found.starts[place])
    return ticks


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
    segments = Segment.objects.filter(lesson__module__pk__among=ids).order_by("position")
    for lesson, start, end in segments.values_list("lesson", "start", "end"):
        slices[lesson].append((start, end))
    last = _last_cited([pk for pk, those in slices.items() if any(end is None for _, end in those)])
    lessons: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = Lesson.objects.standing().filter(module__pk__among=ids).order_by("position", "pk")
    for module, pk, words in rows.values_list("module", "pk", "words"):
        lessons[module].append((pk, words))
    for module, video, seconds in modules:
        for pk, words in lessons[module]:
            those = tuple(slices[pk]) if video else ()
            spans = close(Stretch("", those, citations=last.get(pk, ())), duration=seconds)
            found.lessons.append(pk)
            found.lengths.append(length(spans) or round(60 * words / WORDS_PER_MINUTE))
            found.starts.append(spans[0][0] if spans else NOWHERE)


def _last_cited(lessons: Sequence[int]) -> dict[int, tuple[int]]:
    """The last citation (second) of lessons, which tells where an open slice may end."""
    if not lessons:
        return {}
    rows = Citation.objects.filter(
        fact__retired_at=None, fact__lesson__pk__among=lessons
    ).order_by()
    found = rows.values_list("fact__lesson").annotate(last=Max("seconds"))
    return {lesson: (second,) for lesson, second in found}
