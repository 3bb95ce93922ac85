"""Covers of courses, drawn from the lengths of their sections.

Pure: Pillow only, no Django. The same slug, lengths and ticks always give the same picture.
"""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import heapify, heappop, heappush

from PIL import Image, ImageDraw

SCALE = 4  # drawn this much larger, then reduced: Pillow's shapes have hard edges
AMBER = "#F0B51C"
MAX_SECTIONS = 14  # finer than this the eye counts nothing


@dataclass(frozen=True)
class Palette:
    name: str
    ground: str
    mid: str
    light: str
    deep: str

    def tones(self, count: int) -> list[str]:
        """``count`` colours from the inside out, no two neighbours alike, none on its ground."""
        return [(self.mid, self.light, self.deep)[index % 3] for index in range(count)]


PALETTES = (
    Palette("petrol", "#0C4149", "#176E78", "#A9CDC8", "#0A2F36"),
    Palette("brick", "#55231F", "#A04E3C", "#E6C5B2", "#3B1714"),
    Palette("moss", "#27391F", "#5F7B48", "#CCD7B5", "#1A2814"),
    Palette("slate", "#232D3D", "#53688B", "#C2CDDD", "#171E2A"),
    Palette("ochre", "#4B3610", "#9B742A", "#EAD9AA", "#33240A"),
    Palette("stone", "#3A4240", "#7A8682", "#D5DBD6", "#272D2C"),
)


@dataclass(frozen=True)
class Canvas:
    """What a construction draws with: sizes in enlarged pixels, shares that add up to 1."""

    draw: ImageDraw.ImageDraw
    width: int
    height: int
    palette: Palette
    shares: tuple[float, ...]
    ticks: tuple[tuple[float, ...], ...]  # per section, places between 0 and 1
    rng: random.Random

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def draw_cover(
    slug: str,
    lengths: Sequence[int],
    ticks: Sequence[Sequence[int]],
    *,
    wide: bool = False,
    size: tuple[int, int] = (480, 600),
) -> Image.Image:
    """A course's cover.

    ``lengths``: seconds (or words) of each section in order. ``ticks``: for each section the
    seconds of its citations, counted from the section's start. ``size``: pixels, 4:5;
    with ``wide`` the height follows from the width as 13:5.
    """
    if wide:
        size = (size[0], round(size[0] * 5 / 13))
    digest = sha256(slug.encode()).digest()
    palette = PALETTES[digest[1] % len(PALETTES)]
    width, height = size[0] * SCALE, size[1] * SCALE
    picture = Image.new("RGB", (width, height), palette.ground)
    rng = random.Random(digest)  # noqa: S311 - a picture, not a secret
    shares, places = _shares(lengths, ticks)
    canvas = Canvas(ImageDraw.Draw(picture), width, height, palette, shares, places, rng)
    CONSTRUCTIONS[digest[0] % len(CONSTRUCTIONS)](canvas)
    side = min(width, height) if wide else width
    _dot(canvas, side)
    return picture.resize(size, Image.Resampling.LANCZOS)


def cover_style(slug: str) -> tuple[str, str]:
    """Names of the construction and of the palette that a slug gets."""
    digest = sha256(slug.encode()).digest()
    construction = CONSTRUCTIONS[digest[0] % len(CONSTRUCTIONS)]
    return construction.__name__.strip("_"), PALETTES[digest[1] % len(PALETTES)].name


def _shares(
    lengths: Sequence[int], ticks: Sequence[Sequence[int]]
) -> tuple[tuple[float, ...], tuple[tuple[float, ...], ...]]:
    """Shares of the whole, never thinner than a visible line; long courses are thinned out."""
    kept = thinned(lengths, ticks)
    if not kept:
        kept = [(length, array("q")) for length in (3, 2, 4, 2, 3)]
    if len(kept) < 3:  # one or two sections alone make no picture: divide them
        kept = [
            (
                max(1, length // 3),
                array("q", (m - k * length // 3 for m in marks if m * 3 // length == k)),
            )
            for length, marks in kept
            for k in range(3)
        ]
    total = sum(length for length, _ in kept)
    floor = 0.035
    raw = [max(floor, length / total) for length, _ in kept]
    shares = tuple(value / sum(raw) for value in raw)
    places = tuple(
        tuple(sorted({round(mark / length, 3) for mark in marks if 0 <= mark <= length}))
        for length, marks in kept
    )
    return shares, places


def thinned(
    lengths: Sequence[int], ticks: Sequence[Sequence[int]]
) -> list[tuple[int, Sequence[int]]]:
    """The sections that are drawn, each with its ticks; thinned once more they are the same."""
    full = [max(1, n) for n in lengths]
    return [
        (sum(full[start:end]), array("q", _marks(full, ticks, start, end)))
        for start, end in runs(full, MAX_SECTIONS)
    ]


def runs(lengths: Sequence[int], most: int) -> list[tuple[int, int]]:
    """At most so many runs of neighbours, as (first, behind the last).

    The two neighbours that are shortest together become one, again and again; of equal ones the
    earlier. A heap holds the pairs, some of them outdated, so that long courses take no longer for
    each section than short ones.
    """
    size = list(lengths)
    count = len(size)
    after, before = list(range(1, count + 1)), list(range(-1, count - 1))
    pairs = [(size[place] + size[place + 1], place) for place in range(count - 1)]
    heapify(pairs)
    for _ in range(count - most):
        total, left = heappop(pairs)
        while not size[left] or after[left] == count or total != size[left] + size[after[left]]:
            total, left = heappop(pairs)
        right = after[left]
        size[left], size[right] = total, 0
        after[left] = after[right]
        if after[left] < count:
            before[after[left]] = left
            heappush(pairs, (total + size[after[left]], left))
        if before[left] >= 0:
            heappush(pairs, (total + size[before[left]], before[left]))
    return [(place, after[place]) for place in range(count) if size[place]]


def _marks(
    lengths: Sequence[int], ticks: Sequence[Sequence[int]], start: int, end: int
) -> Iterator[int]:
    """The ticks of a run, counted from where it begins."""
    passed = 0
    for place in range(start, end):
        if place < len(ticks):
            yield from (passed + mark for mark in ticks[place])
        passed += lengths[place]


def _dot(canvas: Canvas, side: int) -> None:
    canvas.disc(canvas.width - 0.14 * side, 0.14 * side, 0.055 * side, AMBER)


def _contrast(palette: Palette, fill: str) -> str:
    """The tone of a tick that shows on ``fill``."""
    return palette.deep if fill in (palette.light, palette.mid) else palette.mid


def _reel(canvas: Canvas) -> None:
    """Quarter rings from the lower left; a ring's width is its section, its ticks citations."""
    height, palette = canvas.height, canvas.palette
    reach = (0.95 if canvas.width > canvas.height else 0.9) * height
    hub = 0.1 * height
    radius = hub + (reach - hub)
    fills = canvas.palette.tones(len(canvas.shares))
    rings = list(zip(canvas.shares, canvas.ticks, fills, strict=True))
    for share, places, fill in reversed(rings):
        inner = radius - share * (reach - hub)
        canvas.disc(0, height, radius, fill)
        count = len(places)
        for index, place in enumerate(places[:24]):
            # ticks lean to their places but keep a distance, so that close citations stay apart
            even = (index + 0.5) / min(count, 24)
            angle = math.radians(4 + 82 * (0.5 * place + 0.5 * even))
            start, end = (radius, radius - 0.62 * (radius - inner))
            canvas.draw.line(
                [
                    (start * math.sin(angle), height - start * math.cos(angle)),
                    (end * math.sin(angle), height - end * math.cos(angle)),
                ],
                fill=_contrast(palette, fill),
                width=max(2, round(0.0055 * height)),
            )
        radius = inner
    inmost = fills[0]
    canvas.disc(0, height, hub, palette.deep if inmost != palette.deep else palette.mid)


def _strata(canvas: Canvas) -> None:
    """Bands cut a disc and shift its pieces sideways by up to 13 % of its side.

    Bands alternate between two tones and pieces between the other two, so that no band or
    piece touches another of its own tone.
    """
    width, height, palette = canvas.width, canvas.height, canvas.palette
    side = min(width, height)
    radius = 0.36 * side
    centre_x, centre_y = width * (0.5 if width <= height else 0.36), height * 0.56
    first = 0.15 * height
    top = first
    for index, share in enumerate(canvas.shares):
        last = index == len(canvas.shares) - 1
        bottom = height if last else top + share * (height - first)
        below_disc = top >= centre_y + radius
        band = (palette.deep, palette.ground)[index % 2]
        if last and below_disc:
            band = palette.mid
        piece = (palette.mid, palette.light)[index % 2]
        rows = (round(top), round(bottom))
        canvas.draw.rectangle((0, rows[0], width, rows[1]), fill=band)
        middle = centre_x + canvas.rng.uniform(-0.13, 0.13) * side
        for y in range(rows[0], min(rows[1], round(centre_y + radius))):
            reach = radius**2 - (y + 0.5 - centre_y) ** 2
            if reach > 0:
                half = math.sqrt(reach)
                canvas.draw.line((round(middle - half), y, round(middle + half), y), fill=piece)
        top = bottom


def _fan(canvas: Canvas) -> None:
    """Slices of a fan from the middle of the foot; an angle is a section, its reach varies."""
    width, height, palette = canvas.width, canvas.height, canvas.palette
    x, y = width / 2, height
    reach = (0.62 if width <= height else 0.86) * height
    angle = 180.0
    fills = palette.tones(len(canvas.shares))
    for share, fill in zip(canvas.shares, fills, strict=True):
        radius = reach * canvas.rng.uniform(0.72, 1.0)
        end = angle + share * 180
        canvas.draw.pieslice(
            (x - radius, y - radius, x + radius, y + radius), angle, end, fill=fill
        )
        angle = end
    hub = 0.09 * min(width, height)
    canvas.disc(x, y, hub, palette.ground)


def _staff(canvas: Canvas) -> None:
    """Columns as wide as their sections, with quarter-round tops on a shared plinth.

    The plinth's line is common: a foot touches its own column and two other feet only, and
    takes the next column's tone, so that no two of them share one.
    """
    width, height, palette = canvas.width, canvas.height, canvas.palette
    fills = palette.tones(len(canvas.shares))
    feet = palette.tones(len(canvas.shares) + 1)[1:]
    plinth = round(height * (1 - canvas.rng.uniform(0.1, 0.18)))
    left = 0
    x = 0.0
    for index, share in enumerate(canvas.shares):
        x += share * width
        right = width if index == len(fills) - 1 else round(x)
        column = right - left
        tallest = 0.74 if right < 0.74 * width else 0.6  # leaves the dot alone
        top = round(height * (1 - canvas.rng.uniform(0.3, tallest)))
        radius = min(column, round(0.8 * (plinth - top)))
        fill = fills[index]
        canvas.draw.rectangle((left, top + radius, right - 1, plinth - 1), fill=fill)
        if canvas.rng.random() < 0.5:  # round on the left
            canvas.draw.pieslice(
                (left, top, left + 2 * radius, top + 2 * radius), 180, 270, fill=fill
            )
            if radius < column:
                canvas.draw.rectangle((left + radius, top, right - 1, top + radius), fill=fill)
        else:
            canvas.draw.pieslice(
                (right - 1 - 2 * radius, top, right - 1, top + 2 * radius), 270, 360, fill=fill
            )
            if radius < column:
                canvas.draw.rectangle((left, top, right - 1 - radius, top + radius), fill=fill)
        canvas.draw.rectangle((left, plinth, right - 1, height), fill=feet[index])
        left = right


def _arch(canvas: Canvas) -> None:
    """Three tiers of a bridge; the spans of each follow the sections."""
    width, height, palette = canvas.width, canvas.height, canvas.palette
    tiers = (
        (palette.deep, palette.mid, palette.light)
        if width <= height
        else (palette.mid, palette.light)
    )
    head = 0.25 if width <= height else 0.3
    tier = (1 - head) * height / len(tiers)
    for number, fill in enumerate(tiers):
        top = head * height + number * tier
        bottom = height if number == len(tiers) - 1 else top + tier
        canvas.draw.rectangle((0, round(top), width, height), fill=fill)
        through = palette.ground
        turn = (number * 2) % len(canvas.shares)
        shares = canvas.shares[turn:] + canvas.shares[:turn]
        stretch = 1.12 + 0.1 * number
        x = -canvas.rng.uniform(0.0, 0.1) * width
        for share in shares:
            span = share * width * stretch
            radius = min(span * 0.42, tier * 0.74)
            middle = x + span / 2
            canvas.draw.pieslice(
                (middle - radius, bottom - radius, middle + radius, bottom + radius),
                180,
                360,
                fill=through,
            )
            x += span


CONSTRUCTIONS: tuple[Callable[[Canvas], None], ...] = (_reel, _strata, _fan, _staff, _arch)
