"""What a gate is: a name, a look at one draft, and a reason in words an instructor understands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizzes.generation.drafts import Draft
from quizzes.generation.model import CheckResult

Gate = Callable[[Draft], CheckResult]


def passed(name: str, reason: str) -> CheckResult:
    """The gate lets the draft pass."""
    return CheckResult(name, True, reason)


def refused(name: str, reason: str) -> CheckResult:
    """The gate refuses the draft."""
    return CheckResult(name, False, reason)


# What these ask is told by their options: the title that leads their stem only says where.
ASKED_OF_OPTIONS = frozenset({"order", "steps"})


def asked_in(draft: Draft) -> str:
    """The stem, or of a question about its own options what it says behind the title."""
    if draft.form not in ASKED_OF_OPTIONS:
        return draft.stem
    return draft.stem.removeprefix(f"In ‘{draft.fact.title.strip()}’: ")


def run(gates: Sequence[Gate], draft: Draft) -> tuple[CheckResult, ...]:
    """Results of the gates in order, up to and with the first that refuses."""
    results: list[CheckResult] = []
    for gate in gates:
        results.append(gate(draft))
        if not results[-1].passed:
            break
    return tuple(results)
