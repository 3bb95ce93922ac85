"""What answers say of a question: pure arithmetic over marks and choices, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """How often an option was chosen: ``count`` answers, ``share`` of all answers, 0 to 1."""

    count: int
    share: float

    @property
    def percent(self) -> int:
        """Whole per cent, rounded half up."""
        return int(100 * self.share + 0.5)


def option_shares(answers: Sequence[Collection[int]], options: Iterable[int]) -> dict[int, Share]:
    """For each option its share of the answers, each given as the ids that it chose.

    Where several options may be chosen the shares add up to more than one; where answers were
    left open, to less. Ids that are not among the options are not counted.
    """
    counts = Counter(option for answer in answers for option in set(answer))
    total = len(answers)
    return {
        option: Share(counts[option], counts[option] / total if total else 0.0)
        for option in options
    }


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean, None of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else None


def facility(marks: Iterable[float], most: float = 1.0) -> float | None:
    """How easy a question was, 0 to 1: the mean mark over the highest possible mark ``most``.

    The classical facility index of item analysis; None without answers. ``most`` must be above 0.
    """
    average = mean(marks)
    return None if average is None else average / most
