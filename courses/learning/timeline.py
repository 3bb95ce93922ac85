"""Geometry of the timeline beside a lesson: reel, lens and slice.

The *reel* lays a module's lessons end to end, each as wide as its seconds. The *slice* enlarges
the current lesson, and the *lens* joins the two. Everything here is arithmetic on seconds: the
template draws it as SVG and needs no style attribute, and no JavaScript.

Positions and widths are per cent of the drawing's width (0-100), unless a docstring says
otherwise; times are whole seconds of the video.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courses.learning.intervals import Interval, union
from courses.learning.stretches import Stretch, close

SPLICE = 1.5
"""Gap between two slices of one lesson, in per cent: a visible cut in the tape."""

NAME_PIXELS = 66
"""A block narrower than this shows its number only."""

FLAG_PIXELS = 44
"""Room which the head's time flag needs to its right before it flips to the left."""

ROOMY = 14
"""A slice narrower than this, in per cent, does not show the time of its start."""

STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
MOST_MARKS = 20


@dataclass(frozen=True)
class Bar:
    """A horizontal run: where it begins and how wide it is."""

    x: float
    width: float

    @property
    def end(self) -> float:
        return _round(self.x + self.width)


@dataclass(frozen=True)
class Block:
    """A lesson on the reel. `watched` is in per cent of the block itself, `share` of the lesson."""

    number: int
    title: str
    href: str
    start: int
    end: int
    x: float
    width: float
    current: bool
    named: bool
    watched: tuple[Bar, ...]
    share: int


@dataclass(frozen=True)
class Window:
    """A slice as drawn on the enlarged scale, with the four corners of its lens.

    `lens` is an SVG points list in a box of 100 by 16, empty when there is no reel to join.
    """

    start: int
    end: int
    x: float
    width: float
    lens: str = ""
    left: str = ""
    right: str = ""

    @property
    def right_edge(self) -> float:
        return _round(self.x + self.width)

    @property
    def roomy(self) -> bool:
        """Whether the time of its start fits beneath it beside the others'."""
        return self.width >= ROOMY and self.right_edge < 100

    def place(self, seconds: float) -> float:
        """Where a moment of this slice stands, held to the slice's own edges."""
        part = (seconds - self.start) / (self.end - self.start)
        return _round(self.x + self.width * min(max(part, 0), 1))


@dataclass(frozen=True)
class Tick:
    """A citation on the slice."""

    seconds: int
    x: float


@dataclass(frozen=True)
class Head:
    """Where playing stands; `left` puts the time flag on the left, for want of room."""

    seconds: int
    x: float
    left: bool


@dataclass(frozen=True)
class Timeline:
    """What `templates/courses/_timeline.html` draws. `blocks` is empty when one lesson is all."""

    blocks: tuple[Block, ...]
    windows: tuple[Window, ...]
    ticks: tuple[Tick, ...]
    marks: tuple[float, ...]
    watched: tuple[Bar, ...]
    head: Head | None
    evidence: Bar | None

    @property
    def start(self) -> int | None:
        return self.windows[0].start if self.windows else None

    @property
    def end(self) -> int | None:
        return self.windows[-1].end if self.windows else None

    @property
    def current(self) -> Block | None:
        return next((block for block in self.blocks if block.current), None)


def build_timeline(
    lessons: Sequence[Stretch],
    *,
    current: int | None = None,
    watched: Iterable[Interval] = (),
    head: int | None = None,
    evidence: Interval | None = None,
    duration: int | None = None,
    width: int = 440,
) -> Timeline:
    """Lay the lessons out.

    `current` is the index of the lesson being read, `watched` the (start, end) seconds played so
    far in any order, `head` the second to stand at, `evidence` a range to bracket, `duration` the
    video's length in seconds if known, `width` the pixels the drawing will most likely have.
    Lessons without slices take no room on the reel. Nothing raises: odd ranges are left out.
    """
    seen = union(watched)
    spans = [close(lesson, duration=duration) for lesson in lessons]
    blocks = _blocks(lessons, spans, current=current, seen=seen, width=width)
    if len(blocks) < 2:
        blocks = ()
    own = spans[current] if current is not None and 0 <= current < len(spans) else ()
    citations = lessons[current].citations if current is not None and own else ()
    standing = next((block for block in blocks if block.current), None)
    windows = _windows(own, standing)
    return Timeline(
        blocks=blocks,
        windows=windows,
        ticks=tuple(
            Tick(seconds, spot)
            for seconds in sorted(set(citations))
            if (spot := place(windows, seconds)) is not None
        ),
        marks=_marks(windows),
        watched=tuple(bar for part in seen for bar in _bars(windows, *part)),
        head=_head(windows, head, width=width),
        evidence=_evidence(windows, evidence),
    )


def place(windows: Sequence[Window], seconds: float) -> float | None:
    """Where a moment stands on the enlarged slice, or None when no slice holds it."""
    for window in windows:
        if window.start <= seconds < window.end:
            return window.place(seconds)
    if windows and seconds == windows[-1].end:
        return windows[-1].place(seconds)
    return None


def _blocks(
    lessons: Sequence[Stretch],
    spans: Sequence[Sequence[Interval]],
    *,
    current: int | None,
    seen: Sequence[Interval],
    width: int,
) -> tuple[Block, ...]:
    total = sum(_length(own) for own in spans)
    blocks: list[Block] = []
    before = 0
    for index, (lesson, own) in enumerate(zip(lessons, spans, strict=True)):
        length = _length(own)
        if not length:
            continue
        bars = tuple(_played(own, seen))
        share = 100 * length / total
        blocks.append(
            Block(
                number=index + 1 if lesson.number is None else lesson.number,
                title=lesson.title,
                href=lesson.href,
                start=own[0][0],
                end=own[-1][1],
                x=_round(100 * before / total),
                width=_round(share),
                current=index == current,
                named=share / 100 * width >= NAME_PIXELS,
                watched=bars,
                share=round(sum(bar.width for bar in bars)),
            )
        )
        before += length
    return tuple(blocks)


def _played(own: Sequence[Interval], seen: Sequence[Interval]) -> Iterable[Bar]:
    """The watched runs of one lesson, in per cent of that lesson's seconds."""
    total = _length(own)
    before = 0
    for start, end in own:
        for first, last in seen:
            left, right = max(first, start), min(last, end)
            if left < right:
                yield Bar(
                    _round(100 * (before + left - start) / total),
                    _round(100 * (right - left) / total),
                )
        before += end - start


def _windows(own: Sequence[Interval], block: Block | None) -> tuple[Window, ...]:
    if not own:
        return ()
    total = _length(own)
    room = 100 - SPLICE * (len(own) - 1)
    windows: list[Window] = []
    before = 0
    for index, (start, end) in enumerate(own):
        x = _round(room * before / total + SPLICE * index)
        width = _round(room * (end - start) / total)
        corners = ("", "", "")
        if block is not None:
            top = _round(block.x + block.width * before / total)
            shoulder = _round(top + block.width * (end - start) / total)
            corners = _lens(top, shoulder, x, _round(x + width))
        windows.append(Window(start, end, x, width, *corners))
        before += end - start
    return tuple(windows)


def _lens(top: float, shoulder: float, left: float, right: float) -> tuple[str, str, str]:
    """The trapezium between reel and slice, then its two slanting edges."""
    return (
        f"{top:g},0 {shoulder:g},0 {right:g},16 {left:g},16",
        f"{top:g},0 {left:g},16",
        f"{shoulder:g},0 {right:g},16",
    )


def _marks(windows: Sequence[Window]) -> tuple[float, ...]:
    """Marks under the scale, every so many round seconds from the start of each slice."""
    total = sum(window.end - window.start for window in windows)
    step = next((size for size in STEPS if total <= size * MOST_MARKS), STEPS[-1])
    return tuple(
        window.place(second)
        for window in windows
        for second in range(window.start + step, window.end + 1, step)
    )


def _bars(windows: Sequence[Window], first: int, last: int) -> Iterable[Bar]:
    for window in windows:
        left, right = max(first, window.start), min(last, window.end)
        if left < right:
            x = window.place(left)
            yield Bar(x, _round(window.place(right) - x))


def _head(windows: Sequence[Window], seconds: int | None, *, width: int) -> Head | None:
    spot = None if seconds is None else place(windows, seconds)
    if seconds is None or spot is None:
        return None
    return Head(seconds, spot, left=(100 - spot) / 100 * width < FLAG_PIXELS)


def _evidence(windows: Sequence[Window], evidence: Interval | None) -> Bar | None:
    bars = () if evidence is None else tuple(_bars(windows, *evidence))
    if not bars:
        return None
    return Bar(bars[0].x, _round(bars[-1].end - bars[0].x))


def _length(own: Sequence[Interval]) -> int:
    return sum(end - start for start, end in own)


def _round(value: float) -> float:
    return round(value, 3)
