"""The map of a module: where along it each of its main terms is told of. Pure.

It has the measure of the reel: across goes the video, or the paragraphs of an article.
A term is a row, and each key fact that mentions it a tick at its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ROWS = 7
"""Terms drawn: as many as the eye takes in at once."""
LEAST_ROWS = 3
"""With fewer there is nothing to compare."""
LEAST_MENTIONS = 3
"""Two ticks are two sentences, hardly more than the list of terms says."""
CLOSEST = 0.35
"""Ticks nearer than this many per cent of the width are drawn as one."""


@dataclass(frozen=True)
class Stretch:
    """A piece of a lesson along the map: ``start`` and ``end`` in seconds, or in paragraphs.

    ``x`` and ``width`` are per cent of the map's width.
    """

    lesson: int
    number: int
    title: str
    href: str
    start: float
    end: float
    x: float
    width: float

    def place_of(self, at: float) -> float:
        """Per cent across the map; what lies outside is put to the nearer end."""
        share = (at - self.start) / (self.end - self.start) if self.end > self.start else 0.5
        return round(self.x + self.width * min(max(share, 0.0), 1.0), 2)


@dataclass(frozen=True)
class Mentioned:
    """A key fact that mentions a term, at a second, or at a paragraph of an article."""

    term: str
    slug: str
    lesson: int
    at: float


@dataclass(frozen=True)
class Thread:
    """A row: one term, with the ticks of its mentions in per cent of the width."""

    name: str
    slug: str
    count: int
    ticks: tuple[float, ...]
    lessons: tuple[int, ...]
    """Numbers of the lessons that mention it, for who cannot see the drawing."""

    @property
    def first(self) -> float:
        return self.ticks[0]

    @property
    def last(self) -> float:
        return self.ticks[-1]


@dataclass(frozen=True)
class ModuleMap:
    stretches: tuple[Stretch, ...]
    threads: tuple[Thread, ...]


def build_map(stretches: Sequence[Stretch], mentions: Iterable[Mentioned]) -> ModuleMap | None:
    """The map with the terms that most sentences tell of; None where they are too few."""
    of_lesson: dict[int, list[Stretch]] = defaultdict(list)
    for one in stretches:
        of_lesson[one.lesson].append(one)
    by_term: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in mentions:
        if mention.lesson in of_lesson:
            by_term[mention.slug].append(mention)
    threads = [_thread(told, of_lesson) for told in by_term.values() if len(told) >= LEAST_MENTIONS]
    threads.sort(key=lambda one: (-one.count, -len(one.lessons), one.slug))
    if len(threads) < LEAST_ROWS:
        return None
    kept = sorted(threads[:ROWS], key=lambda one: (one.first, one.slug))
    return ModuleMap(tuple(stretches), tuple(kept))


def _thread(told: Sequence[Mentioned], of_lesson: dict[int, list[Stretch]]) -> Thread:
    places = sorted(_stretch_of(one, of_lesson[one.lesson]).place_of(one.at) for one in told)
    ticks: list[float] = []
    for place in places:
        if not ticks or place - ticks[-1] >= CLOSEST:
            ticks.append(place)
    numbers = sorted({of_lesson[one.lesson][0].number for one in told})
    return Thread(told[0].term, told[0].slug, len(told), tuple(ticks), tuple(numbers))


def _stretch_of(mention: Mentioned, pieces: Sequence[Stretch]) -> Stretch:
    """The piece of the lesson that holds it, else the one that begins nearest."""
    holding = [one for one in pieces if one.start <= mention.at <= one.end]
    return (holding or sorted(pieces, key=lambda one: abs(one.start - mention.at)))[0]
