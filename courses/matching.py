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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

SIMILAR = 0.5
"""Likeness from which a text between the same neighbours counts as the old one, changed."""
SIMILAR_ELSEWHERE = 0.75
"""Likeness that is asked for where the neighbours changed too."""
SIMILAR_SAME_SECOND = 0.3
"""Likeness that suffices between the same neighbours with the same second as its evidence."""
NEAR = 4
"""Unmatched statements before and after its place that each one is compared with."""
RARE = 8
"""A word in at most so many of the unmatched old statements leads to them wherever they stand."""
MOST_COMPARED = 16
"""Statements that share rare words with one, and are compared with it at most."""
LONGEST_WORD = 12
"""Points that a word weighs at most."""

# Scripts that set no spaces have their characters for words.
_UNSPACED = "぀-ヿ㐀-䶿一-鿿가-힯"
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
        return Counter(_WORD.findall(self.text.casefold()))

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
    old: Sequence[Piece], new: Sequence[Piece], shared: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    """Like ``match``, for parts (lessons) that hold statements which are matched already.

    ``shared`` counts the statements that a pair (index of new, index of old) has in common. After
    the keys they decide, most first; parts that share none are matched by their texts.
    """
    found = _by_key(old, new)
    used = set(found.values())
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
    before, after = _neighbours(found, len(new), len(old))
    rare = _rare_words(old, left)
    pairs = []
    for place, piece in enumerate(new):
        if place in found:
            continue
        start, end = before[place], after[place]
        for other in _candidates(piece, old, left, rare, start, end):
            alike = likeness(old[other], piece)
            between = start < other < end
            least = SIMILAR if between else SIMILAR_ELSEWHERE
            if between and old[other].seconds & piece.seconds:
                least = SIMILAR_SAME_SECOND
            if alike >= least:
                pairs.append((not between, -alike, abs(other - start), place, other))
    for _, _, _, place, other in sorted(pairs):
        if place not in found and other not in used:
            found[place] = other
            used.add(other)


def _neighbours(found: Mapping[int, int], count: int, end: int) -> tuple[list[int], list[int]]:
    """For each new place the old places of the matched ones before and after it."""
    before, after = [-1] * count, [end] * count
    last = -1
    for place in range(count):
        before[place] = last
        last = found.get(place, last)
    last = end
    for place in range(count - 1, -1, -1):
        after[place] = last
        last = found.get(place, last)
    return before, after


def _rare_words(old: Sequence[Piece], left: Sequence[int]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place in left:
        for word in old[place].words:
            # One more than RARE tells that a word is common; a longer list would only cost.
            if len(holders[word]) <= RARE:
                holders[word].append(place)
    return {word: places for word, places in holders.items() if len(places) <= RARE}


def _candidates(
    piece: Piece,
    old: Sequence[Piece],
    left: Sequence[int],
    rare: Mapping[str, list[int]],
    start: int,
    end: int,
) -> set[int]:
    hits: Counter[int] = Counter()
    for word in piece.words:
        for place in rare.get(word, ()):
            hits[place] += _points(word)
    best = sorted(hits, key=lambda place: (-hits[place], place))[:MOST_COMPARED]
    first = bisect_left(left, start)
    near = left[max(0, first - NEAR) : first + NEAR]
    last = bisect_left(left, end)
    return {*best, *near, *left[max(0, last - NEAR) : last]}
