"""What judgements come to: shares with their intervals, agreement, and what was wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from quizzes.rating.reading import Key, Rating

Z = 1.959964  # of a 95% interval
ALL = "all"


def wilson(good: int, count: int, z: float = Z) -> tuple[float, float]:
    """Wilson's score interval of a share, 0 to 1; nothing is known of no trials."""
    if not count:
        return 0.0, 1.0
    share = good / count
    middle = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return max(0.0, (middle - half) / (1 + z * z / count)), min(
        1.0, (middle + half) / (1 + z * z / count)
    )


def cohens_kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Agreement of two raters beyond chance, at most 1; None where chance alone would agree."""
    if not pairs:
        return None
    count = len(pairs)
    agreed = sum(one == other for one, other in pairs) / count
    first = sum(one for one, _ in pairs) / count
    second = sum(other for _, other in pairs) / count
    chance = first * second + (1 - first) * (1 - second)
    return None if chance >= 1 else (agreed - chance) / (1 - chance)


@dataclass(frozen=True)
class Share:
    """How many of ``count`` questions are ``good``, with the bounds of a 95% interval."""

    good: int
    count: int

    @property
    def share(self) -> float:
        return self.good / self.count if self.count else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        return wilson(self.good, self.count)

    def __str__(self) -> str:
        low, high = self.bounds
        return (
            f"{self.good}/{self.count} = {100 * self.share:.0f}% ({100 * low:.0f}–{100 * high:.0f})"
        )


@dataclass(frozen=True)
class Score:
    """Counts over a set of judged sheets. Forms are in the order of their names, ``all`` last.

    A question that several raters judged counts once: as acceptable if all of them accept it.
    """

    shares: dict[str, Share]
    ratings: Share
    guessed: Share
    given_away: Share
    raters: int
    twice: int
    kappa: float | None
    failures: dict[str, int]
    reasons: tuple[tuple[str, str, str], ...]
    """Form, id and reason of each refusal."""


def score(ratings: Iterable[Rating], keys: dict[str, Key]) -> Score:
    # The last word of each rater: who meets a question again in a later round is no second rater.
    last = {(one.id, one.rater): one for one in ratings}
    by_id: dict[str, list[Rating]] = defaultdict(list)
    for one in last.values():
        by_id[one.id].append(one)
    every = [one for found in by_id.values() for one in found]
    good: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for name, found in by_id.items():
        for form in (keys[name].form, ALL):
            count[form] += 1
            good[form] += all(one.acceptable for one in found)
    pairs = [
        (found[0].acceptable, found[1].acceptable)
        for found in (sorted(some, key=lambda one: one.rater) for some in by_id.values())
        if len(found) > 1
    ]
    failures = Counter(
        name
        for one in every
        if not one.acceptable
        for name in [mark for mark, fine in one.marks.items() if not fine] or ["no mark was no"]
    )
    forms = [*sorted(set(count) - {ALL}), ALL]
    right = sum(bool(one.answer) and one.answer == keys[one.id].letter for one in every)
    away = sum(not one.marks["not_given_away"] for one in every)
    return Score(
        shares={form: Share(good[form], count[form]) for form in forms},
        ratings=Share(sum(one.acceptable for one in every), len(every)),
        guessed=Share(right, len(every)),
        given_away=Share(away, len(every)),
        raters=len({one.rater for one in every}),
        twice=len(pairs),
        kappa=cohens_kappa(pairs),
        failures=dict(failures.most_common()),
        reasons=tuple(
            (keys[one.id].form, one.id, one.reason)
            for one in sorted(every, key=lambda one: (keys[one.id].form, one.id))
            if not one.acceptable
        ),
    )


def told(score: Score, *, reasons: bool = False) -> list[str]:
    """A score as lines to print."""
    lines = ["acceptable, with a 95% Wilson interval:"]
    lines += [f"  {form:<12} {share}" for form, share in score.shares.items()]
    if score.twice:
        kappa = "undefined" if score.kappa is None else f"{score.kappa:.2f}"
        lines.append(f"judged by two: {score.twice}; Cohen's kappa {kappa}")
        lines.append(f"of single judgements: {score.ratings}")
    lines.append(f"answered rightly without the evidence: {score.guessed} (chance is 25%)")
    lines.append(f"called given away: {score.given_away}")
    if score.failures:
        lines.append("what refusals name:")
        lines += [f"  {count:4d}  {name}" for name, count in score.failures.items()]
    if reasons:
        lines.append("reasons:")
        lines += [f"  {form:<10} {name}  {reason}" for form, name, reason in score.reasons]
    return lines
