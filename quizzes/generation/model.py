"""What goes into the generator and what comes out. Nothing here knows Django."""

from __future__ import annotations

from dataclasses import dataclass

GENERATOR_VERSION = "4"


@dataclass(frozen=True)
class SourceFact:
    """One key fact. `seconds` is None in an article; `position` is its order in the module."""

    id: str
    text: str
    lesson: str
    module: str
    title: str
    heading: str
    lead_in: str
    terms: tuple[str, ...]
    seconds: int | None
    paragraph: int
    position: int


@dataclass(frozen=True)
class Option:
    """One answer offered. `fact_id` says where a wrong answer really belongs, if anywhere."""

    text: str
    correct: bool
    why: str
    fact_id: str | None


@dataclass(frozen=True)
class CheckResult:
    """What one gate found, in words for an instructor."""

    name: str
    passed: bool
    reason: str


@dataclass(frozen=True)
class Candidate:
    """A question that passed every gate. `options` stand in the order in which they are shown.

    `probability` is the chance (0 to 1) that a careful instructor takes it as it is, worked out
    from `features` (sorted by name); `reasons` are the three strongest of them, in words.
    """

    key: str
    fact_id: str
    lesson: str
    form: str
    stem: str
    options: tuple[Option, ...]
    explanation: str
    checks: tuple[CheckResult, ...]
    score: float
    features: tuple[tuple[str, float], ...] = ()
    probability: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """A fact (or one form of it) that gave no question, and the gate that said so."""

    fact_id: str
    form: str
    gate: str
    reason: str


@dataclass(frozen=True)
class Generation:
    """Everything one run decided: what is published, and why the rest is not.

    `suggested` passed every gate, but lies below the line: an instructor may open it. `spare`
    passed every gate too, but another question of the same sentence was preferred.
    """

    published: tuple[Candidate, ...]
    suggested: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]
    spare: tuple[Candidate, ...] = ()
