"""A logistic model read from a file: plain arithmetic, the same everywhere.

``ranker.json`` is written by ``manage.py train_ranker``. Its weights are for features less their
mean and divided by their scale; the raw score becomes a probability by Platt's two numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Any

from .wording import phrase

FILE = Path(__file__).with_name("ranker.json")
MOST_REASONS = 3
# A form with fewer labels is judged by the generator's own score, as if there were no model.
FEWEST_LABELS = 10
# The line of a form that is only suggested: no probability reaches it.
NEVER = 1.01
_BOUND = 4.0  # A feature beyond four scales says no more than one at four.


@dataclass(frozen=True)
class Verdict:
    """What is thought of a candidate. ``learned`` is False where its form was not learned."""

    probability: float
    publish: bool
    reasons: tuple[str, ...]
    learned: bool


@dataclass(frozen=True)
class Term:
    """One feature's mean, scale and weight."""

    mean: float
    scale: float
    weight: float

    def push(self, value: float) -> float:
        return self.weight * self._standard(value)

    def _standard(self, value: float) -> float:
        return max(-_BOUND, min(_BOUND, (value - self.mean) / self.scale))


@dataclass(frozen=True)
class Ranker:
    """Weights by feature. Without any, everything is judged by the generator's own score."""

    terms: Mapping[str, Term] = field(default_factory=dict)
    intercept: float = 0.0
    slope: float = 1.0
    shift: float = 0.0
    line: float = 1.0
    lines: Mapping[str, float] = field(default_factory=dict)
    labels: Mapping[str, int] = field(default_factory=dict)

    def raw(self, features: Mapping[str, float]) -> float:
        """The log-odds before calibration."""
        return self.intercept + sum(self._pushes(features).values())

    def probability(self, features: Mapping[str, float]) -> float:
        """The calibrated chance, 0 to 1, that a careful instructor takes the question as it is."""
        return self._chance(self._pushes(features))

    def _chance(self, pushes: Mapping[str, float]) -> float:
        return _logistic(self.slope * (self.intercept + sum(pushes.values())) + self.shift)

    def line_of(self, form: str) -> float:
        return self.lines.get(form, self.line)

    def knows(self, form: str) -> bool:
        return bool(self.terms) and self.labels.get(form, 0) >= FEWEST_LABELS

    def judge(
        self, form: str, features: Iterable[tuple[str, float]], *, worth: float, line: float
    ) -> Verdict:
        """``worth`` (0 to about 1) and its ``line`` decide where the form was not learned."""
        if not self.knows(form):
            publish = worth >= line and self.lines.get(form, 0.0) <= 1
            return Verdict(max(0.0, min(1.0, worth)), publish, (), False)
        found = dict(features)
        pushes = self._pushes(found)
        chance = self._chance(pushes)
        return Verdict(
            round(chance, 4), chance >= self.line_of(form), tuple(self._told(found, pushes)), True
        )

    def reasons(self, features: Mapping[str, float]) -> list[str]:
        """The strongest pushes in words, the strongest first."""
        return self._told(features, self._pushes(features))

    def _told(self, features: Mapping[str, float], pushes: Mapping[str, float]) -> list[str]:
        told: list[str] = []
        for strength, name in sorted([(-abs(push), name) for name, push in pushes.items()]):
            if -strength < 1e-9:
                break
            if name.startswith("form_") and name not in features:
                continue
            words = phrase(name, high=features.get(name, 0.0) > self.terms[name].mean)
            line = f"{'For' if pushes[name] > 0 else 'Against'} it: {words}."
            if line not in told:
                told.append(line)
            if len(told) == MOST_REASONS:
                break
        return told

    def _pushes(self, features: Mapping[str, float]) -> dict[str, float]:
        """How far each feature moves the log-odds; a form's own feature is 0 for other forms."""
        pushes = {}
        for name, term in self.terms.items():
            if name in features:
                pushes[name] = term.push(features[name])
            elif name.startswith("form_"):
                pushes[name] = term.push(0.0)
        return pushes


def _logistic(score: float) -> float:
    return 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))


def read_ranker(record: Mapping[str, Any]) -> Ranker:
    """From the content of ``ranker.json``. Raises KeyError or TypeError where it is none."""
    return Ranker(
        terms={
            name: Term(float(one["mean"]), float(one["scale"]), float(one["weight"]))
            for name, one in sorted(record["features"].items())
        },
        intercept=float(record["intercept"]),
        slope=float(record["calibration"]["slope"]),
        shift=float(record["calibration"]["shift"]),
        line=float(record["line"]),
        lines={form: float(line) for form, line in record.get("lines", {}).items()},
        labels={form: int(count) for form, count in record["training"]["labels"].items()},
    )


@lru_cache(maxsize=1)
def load_ranker() -> Ranker:
    """The model that the product is shipped with; an empty one where there is none."""
    if not FILE.exists():
        return Ranker()
    return read_ranker(json.loads(FILE.read_text("utf-8")))
