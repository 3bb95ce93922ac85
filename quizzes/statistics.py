"""What answers say of a question: pure arithmetic over marks and choices, no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Share:
    """How often an option was chosen: ``count`` answers, ``share`` of all answers, 0 to 1."""

    count: int
    share: float

    @property
    def percent(self) -> int:
        """Whole per cent, rounded half up."""
        return int(100 * self.share + 0.5)


@dataclass(frozen=True)
class Answers:
    """Answers to one question, added up: who gave them is not in here.

    ``marks`` is the sum of marks of 0 to 1; ``chosen`` says how often each option was, by its id.
    """

    count: int = 0
    blank: int = 0
    marks: float = 0.0
    chosen: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.count + other.count,
            self.blank + other.blank,
            self.marks + other.marks,
            self.chosen + other.chosen,
        )

    @property
    def facility(self) -> float | None:
        """How easy the question was, 0 to 1: the mean mark. None without answers.

        The classical facility index of item analysis.
        """
        return self.marks / self.count if self.count else None

    def share(self, option: int) -> Share:
        """The option's share of the answers.

        Where several options may be chosen the shares add up to more than one; where answers were
        left open, to less.
        """
        times = self.chosen[option]
        return Share(times, times / self.count if self.count else 0.0)


def added_up(answers: Iterable[tuple[Collection[int], float]]) -> Answers:
    """Answers given as (ids of the options chosen, mark of 0 to 1)."""
    count, blank, marks = 0, 0, 0.0
    times: Counter[int] = Counter()
    for chosen, mark in answers:
        count += 1
        blank += not chosen
        marks += mark
        times.update(set(chosen))
    return Answers(count, blank, marks, times)


def mean(values: Iterable[float]) -> float | None:
    """The arithmetic mean, None of nothing."""
    known = list(values)
    return sum(known) / len(known) if known else None
