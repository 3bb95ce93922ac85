"""Which of the new statements replaces which of the old ones. Pure: no database, no Django.

A document that is imported again has changed here and there. Whatever hangs on a statement
(questions, answers) should follow it through a corrected figure or a moved paragraph, and should
not jump to another statement that merely sounds alike. So three rounds are played, surest first:
the same key, the same words, similar words; and in the last a pair that stands between the same
neighbours needs less likeness than one that would have to be moved.

Likeness is the part of the words that two texts share, from 0 to 1, each word weighing as many
points as it has letters: "was" and "it" prove little, "lighthouse" proves much. (This is Dice's
coefficient over multisets: 2·|A∩B| / (|A|+|B|); L. R. Dice, Ecology 26, 1945.)

Time is linear in the number of statements, because each is compared with a bounded number of
others: its neighbours, and those with which it shares words that are rare.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

SIMILAR = 0.5
"""Likeness from which a text between the same neighbours counts as the old one, changed.

And elsewhere, where both have the same second as their evidence.
"""
SIMILAR_ELSEWHERE = 0.75
"""Likeness that is asked for where the neighbours changed too."""
SIMILAR_SAME_SECOND = 0.3
"""Likeness that suffices between the same neighbours with the same second as its evidence."""
DECEIVED = 8
"""A part's key is not believed where it shares so many times more with another part."""
NEAR = 4
"""Unmatched statements before and after its place that each one is compared with."""
RARE = 8
"""A word, or a second, in at most so many unmatched old statements leads to them everywhere."""
MOST_COMPARED = 16
"""Statements that share rare words with one, and are compared with it at most."""
SHORTEST_STEM = 4
"""Letters that a word keeps at least when its ending is left out of the comparison."""
LONGEST_WORD = 12
"""Points that a word weighs at most."""

# Scripts that set no spaces have their characters for words.
_UNSPACED = "぀-ヿ㐀-䶿一-鿿가-힯"
_ENDINGS = ("ings", "ing", "ed", "es", "s")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")


@dataclass(frozen=True)
class Piece:
    """A statement or a lesson as the matching sees it.

    ``key`` comes from the document; ``seconds`` are those of its citations. ``standing`` is false
    for what the document had lost before: such a row comes back by its own key only.
    """

    key: str
    text: str
    seconds: frozenset[int] = frozenset()
    standing: bool = True

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(map(_stem, _WORD.findall(self.text.casefold())))

    @cached_property
    def weight(self) -> int:
        return sum(_points(word) * count for word, count in self.words.items())


def likeness(one: Piece, other: Piece) -> float:
    """From 0 (no word in common) to 1 (the same words, in whatever order)."""
    total = one.weight + other.weight
    if not total:
        return 1.0 if one.text == other.text else 0.0
    few, many = sorted((one.words, other.words), key=len)
    shared = sum(_points(word) * min(count, many[word]) for word, count in few.items())
    return 2 * shared / total


def _stem(word: str) -> str:
    """Without an ending of English, if enough is left: who rewrites writes "rendered" too."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _points(word: str) -> int:
    return min(len(word), LONGEST_WORD)


def match(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """Indexes of ``new`` to the indexes of ``old`` that they replace; each is used once.

    Both are given in the order of their document. Keys are unique in ``new`` and in ``old``.
    """
    found = _by_key(old, new)
    _by_words(old, new, found)
    _by_likeness(old, new, found)
    return found


def match_parts(
    old: Sequence[Piece],
    new: Sequence[Piece],
    shared: Mapping[tuple[int, int], int],
    same: Collection[tuple[int, int]] = (),
) -> dict[int, int]:
    """Like ``match``, for parts (lessons) that hold statements which are matched already.

    ``shared`` counts the statements that a pair (index of new, index of old) has in common, and
    ``same`` are pairs of which each has the greater part of the other's. After the keys the shared
    ones decide, most first; parts that share none are matched by their texts.

    A key is made from a heading, and headings can deceive: "Part 2" is another part once one was
    put in before it. So a same pair goes before a key that would join either of the two to a part
    of which it has next to nothing.
    """
    keys = _by_key(old, new)
    holders = {other: place for place, other in keys.items()}
    found: dict[int, int] = {}
    for place, other in same:
        least = shared[place, other]
        rivals = [(place, keys.get(place, other)), (holders.get(other, place), other)]
        if all(
            rival == (place, other) or shared.get(rival, 0) * DECEIVED <= least for rival in rivals
        ):
            found[place] = other
    used = set(found.values())
    for place, other in keys.items():
        if place not in found and other not in used:
            found[place] = other
            used.add(other)
    for (place, other), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if place not in found and other not in used and old[other].standing:
            found[place] = other
            used.add(other)
    _by_likeness(old, new, found)
    return found


def _by_key(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    places = {piece.key: place for place, piece in enumerate(old)}
    return {place: places[piece.key] for place, piece in enumerate(new) if piece.key in places}


def _by_words(old: Sequence[Piece], new: Sequence[Piece], found: dict[int, int]) -> None:
    """The same words under another key: the statement moved, or its heading changed."""
    used = set(found.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for place in range(len(old) - 1, -1, -1):
        if place not in used and old[place].standing:
            waiting[_folded(old[place])].append(place)
    for place, piece in enumerate(new):
        if place not in found and waiting.get(_folded(piece)):
            found[place] = waiting[_folded(piece)].pop()


def _folded(piece: Piece) -> str:
    return " ".join(_WORD.findall(piece.text.casefold()))


def _by_likeness(old: Sequence[Piece], new: Sequence[Piece], found: dict[int, int]) -> None:
    used = set(found.values())
    left = [place for place in range(len(old)) if place not in used and old[place].standing]
    if not left:
        return
    gaps = _gaps(found, len(new), len(old))
    rare = _rare_marks(old, left)
    pairs = []
    for place, piece in enumerate(new):
        if place in found:
            continue
        gap = gaps[place]
        for other in _candidates(piece, left, rare, gap):
            alike = likeness(old[other], piece)
            between = gap.start < other < gap.end
            least = SIMILAR if between else SIMILAR_ELSEWHERE
            if old[other].seconds & piece.seconds:
                least = SIMILAR_SAME_SECOND if between else SIMILAR
            if alike >= least:
                away = min(abs(other - gap.counted), abs(other - gap.counted_back))
                pairs.append((not between, -alike, away, place, other))
    for _, _, _, place, other in sorted(pairs):
        if place not in found and other not in used:
            found[place] = other
            used.add(other)


@dataclass(frozen=True)
class _Gap:
    """Where a new statement stands among the old: between ``start`` and ``end``, which are matched.

    ``counted`` is its old place if nothing was put in or taken out since ``start``,
    ``counted_back`` the same from ``end``.
    """

    start: int
    end: int
    counted: int
    counted_back: int


def _gaps(found: Mapping[int, int], count: int, total: int) -> list[_Gap]:
    starts, ends = [(-1, -1)] * count, [(count, total)] * count
    last = (-1, -1)
    for place in range(count):
        starts[place] = last
        if place in found:
            last = (place, found[place])
    last = (count, total)
    for place in range(count - 1, -1, -1):
        ends[place] = last
        if place in found:
            last = (place, found[place])
    return [
        _Gap(start, end, start + place - first, end - (final - place))
        for place, ((first, start), (final, end)) in enumerate(zip(starts, ends, strict=True))
    ]


def _marks(piece: Piece) -> list[str]:
    """What a statement is found by: its words and its seconds."""
    return [*piece.words, *(f"@{second}" for second in piece.seconds)]


def _rare_marks(old: Sequence[Piece], left: Sequence[int]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place in left:
        for word in _marks(old[place]):
            # One more than RARE tells that a mark is common; a longer list would only cost.
            if len(holders[word]) <= RARE:
                holders[word].append(place)
    return {word: places for word, places in holders.items() if len(places) <= RARE}


def _candidates(
    piece: Piece, left: Sequence[int], rare: Mapping[str, list[int]], gap: _Gap
) -> set[int]:
    hits: Counter[int] = Counter()
    for mark in _marks(piece):
        for place in rare.get(mark, ()):
            hits[place] += _points(mark)
    best = sorted(hits, key=lambda place: (-hits[place], place))[:MOST_COMPARED]
    found = set(best)
    for place in (gap.counted, gap.counted_back):
        middle = bisect_left(left, place)
        found.update(left[max(0, middle - NEAR) : middle + NEAR])
    return found
