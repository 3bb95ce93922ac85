"""Wrong answers for a value: first other values of the same document and kind, then computed ones.

The rank of the key among the four (smallest … largest) is asked for from outside, so that it can
be balanced over the bank: a learner who always picks the second smallest must not gain by it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from .ages import age_of
from .drafts import Wrong
from .index import ModuleIndex
from .model import SourceFact
from .numbers import significant_digits
from .sentences import names_in
from .values import SCALES, Value, find_values

LOWEST_RATIO, HIGHEST_RATIO = 0.25, 4.0
WRONG_ANSWERS = 3
FROM_DOCUMENT = 2  # so many wrong answers are values of the document, where it has them

# Beyond it a document's latest year is more likely a plan than a past (no clock is read here).
LATEST_TOLD = 2025


def years_around(year: float) -> int:
    """How far a wrong year may lie from the key: history that everybody knows must not tell.

    Two strict raters ruled out no option where all lay within five years, and every fifth question
    where one lay further away than twenty.
    """
    return 7 if year >= 2000 else 9 if year >= 1950 else 11 if year >= 1900 else 20


def ranks_allowed(value: Value, hedge: str) -> tuple[int, ...]:
    """Ranks that the key may have. A true bound makes looser bounds true: they must be outside."""
    if hedge == "over":
        return (0,)
    if hedge == "under":
        return (WRONG_ANSWERS,)
    return (0, 1, 2, 3)


def choose(
    value: Value,
    *,
    fact: SourceFact,
    stem: str,
    index: ModuleIndex,
    hedge: str,
    ranks: Sequence[int],
    draw: random.Random,
) -> tuple[Wrong, ...]:
    """Three wrong answers with the key at the first of `ranks` that is possible; () if none is."""
    taken = {found.number for found in find_values(stem)}
    beside = [v.number for v in find_values(stem) if (v.kind, v.unit) == (value.kind, value.unit)]

    names = names_in(stem, index.known)
    age = age_of(stem, int(value.number), index.spans) if value.kind == "year" else None

    def possible(wrong: Wrong) -> bool:
        if age is not None and not age.holds(wrong.number):
            return False  # what the stem names was not there yet, or no longer
        # "less than the usual 50 years" rules out whatever is not: stay on the key's side of it.
        ordered = all((wrong.number < n) is (value.number < n) for n in beside)
        if value.kind == "year" and wrong.number > _latest(value, index):
            return False  # nobody would believe in a year that had not come yet
        if wrong.number in taken or not ordered:
            return False
        return not index.says(wrong.text, names, besides=fact)

    near = [wrong for wrong in _from_document(value, fact, stem, index) if possible(wrong)]
    made = [wrong for wrong in _computed(value, index, draw) if possible(wrong)]
    fallback: tuple[Wrong, ...] = ()
    for rank in ranks:
        if rank not in ranks_allowed(value, hedge):
            continue
        for pool in (near, []):  # years near each other may stand far from the key: then computed
            below = _pick(value, pool, made, rank, hedge, smaller=True)
            above = _pick(value, pool, made, WRONG_ANSWERS - rank, hedge, smaller=False)
            chosen = (*below, *above)
            full = len(below) == rank and len(above) == WRONG_ANSWERS - rank
            apart = value.kind == "year" and stands_apart(
                value.number, [wrong.number for wrong in chosen]
            )
            if not full or apart:
                continue
            if sum(wrong.fact is not None for wrong in chosen) >= min(FROM_DOCUMENT, len(near)):
                return chosen
            fallback = fallback or chosen
    return fallback


def stands_apart(key: float, years: Sequence[float]) -> bool:
    """Whether the key is further from every wrong year than those are from each other."""
    return bool(years) and min(abs(key - year) for year in years) > max(years) - min(years)


def _latest(value: Value, index: ModuleIndex) -> int:
    """The last year that may be offered: none that only plans or forecasts speak of."""
    latest = max(index.latest_past_year, int(value.number))
    return latest if latest <= LATEST_TOLD else int(value.number)


def _pick(
    value: Value, near: list[Wrong], made: list[Wrong], wanted: int, hedge: str, *, smaller: bool
) -> list[Wrong]:
    chosen: list[Wrong] = []
    for wrong in [*near, *made]:
        if len(chosen) == wanted:
            break
        if (wrong.number < value.number) is not smaller:
            continue
        if all(_apart(value, wrong.number, other.number, hedge) for other in chosen) and _apart(
            value, wrong.number, value.number, hedge
        ):
            chosen.append(wrong)
    return chosen


def _apart(value: Value, one: float, other: float, hedge: str) -> bool:
    """Far enough from each other that a careful reader is not asked to split hairs."""
    if one == other:
        return False
    if value.kind == "year":
        return abs(one - other) >= 2
    if value.kind == "rank":
        return abs(one - other) >= 2 or max(one, other) <= 10
    small, large = sorted((one, other))
    if value.number <= 9 and not value.written.decimals:
        return not hedge or large / small >= 1.15
    return large / small >= (1.2 if hedge else 1.12)


def _from_document(value: Value, fact: SourceFact, stem: str, index: ModuleIndex) -> list[Wrong]:
    """Values of the same kind, unit, scale and precision that another fact of the module states."""
    stem_names = names_in(stem, index.known)
    found: list[tuple[tuple[int, float], Wrong]] = []
    for other in index.values:
        same = (
            other.fact.id != fact.id
            and other.value.kind == value.kind
            and other.value.unit == value.unit
            and other.value.written.word == value.written.word
            and other.value.before == value.before
            and other.value.written.decimals == value.written.decimals
            and other.value.number != value.number
            and fits(value, other.value.number)
        )
        if not same or len(stem_names & index.names(other.fact)) >= 2:
            continue
        text = value.like(other.value.number)
        far = 1 if other.fact.paragraph == fact.paragraph else 0
        distance = abs(other.value.number - value.number)
        found.append(((far, distance), Wrong(text, other.value.number, other.fact)))
    found.sort(key=lambda item: item[0])
    return [wrong for _, wrong in found]


def fits(value: Value, number: float) -> bool:
    """Whether a number is plausible beside the key: near enough, and as precise."""
    key = value.number
    if value.kind == "year":
        return abs(number - key) <= years_around(key)
    if number <= 0 or not value.can_be(number):
        return False
    if number < 1 <= value.number:
        return False
    if number >= 1000 and any(word in value.after for word in SCALES):
        return False  # nobody says 1,200 billion
    if not LOWEST_RATIO <= number / key <= HIGHEST_RATIO:
        return False
    if value.kind == "share" and key < 100 <= number:
        return False
    digits = significant_digits(number, value.written.decimals)
    own = value.written.significant
    return own - 1 <= digits <= own + 1


def _computed(value: Value, index: ModuleIndex, draw: random.Random) -> list[Wrong]:
    numbers = list(dict.fromkeys(_numbers(value, index, draw)))
    return [
        Wrong(value.like(number), number, None)
        for number in numbers
        if number != value.number and fits(value, number)
    ]


def _numbers(value: Value, index: ModuleIndex, draw: random.Random) -> Iterator[float]:
    key = value.number
    if value.kind == "year":
        latest = _latest(value, index)
        offsets = [2, 3, 4, 5, 6, 7, 8, 9]
        draw.shuffle(offsets)
        for offset in offsets:
            yield key - offset
            if key + offset <= latest:
                yield key + offset
        return
    small = (
        (key <= 9 or value.written.word)
        and not value.written.decimals
        and not any(w in value.after for w in SCALES)
    )
    if value.kind == "rank" or small:
        steps = [1, 2, 3, 4, 5] if key <= 12 else [3, 5, 7, 9, 12]
        draw.shuffle(steps)
        for step in steps:
            yield from (number for number in (key - step, key + step) if number >= 2)
        return
    if value.kind in ("share", "duration") and key % 5 == 0 and key >= 15:
        steps = [5, 10, 15, 20, 25, 30]
        draw.shuffle(steps)
        for step in steps:
            yield from (n for n in (key - step, key + step) if n >= 5 and (n < 100 or key > 100))
        return
    ratios = [0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 1.25, 1.33, 1.5, 1.75, 2.0, 2.5, 3.0]
    draw.shuffle(ratios)
    for ratio in ratios:
        number = _round_like(key * ratio, value, draw)
        if value.kind != "share" or number < 100 or key > 100:
            yield number


def _round_like(number: float, value: Value, draw: random.Random) -> float:
    """Round to the precision of the key: 40 million gives 30 and 60, 1,236 gives 1,784."""
    decimals, digits = value.written.decimals, value.written.significant
    if decimals:
        unit = 10.0**-decimals
        rounded = round(number, decimals)
        if round(rounded / unit) % 10 == 0:
            rounded += unit * draw.choice((1, 2, 3, 4))
        return round(rounded, decimals)
    whole = max(1, round(number))
    power = 10 ** max(0, len(str(whole)) - digits)
    if digits == 1:
        # One round digit: keep to round figures; from 10 to 29 the halves are round as well.
        unit_size = power // 2 if power >= 10 and whole // power <= 2 else power
        return float(max(1, round(whole / unit_size) * unit_size))
    rounded_int = round(whole / power) * power
    if digits >= 3 and (rounded_int // power) % 10 == 0:
        rounded_int += power * draw.choice((1, 2, 3, 4, 6, 7))
    return float(rounded_int)
