"""Credit for answers: pure functions over sets of option ids. Nothing here reads a database."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet


def grade_exact(
    chosen: AbstractSet[int], correct: AbstractSet[int], options: AbstractSet[int]
) -> float:
    """1 if exactly the right options are chosen, else 0. (Dichotomous scoring.)"""
    return 1.0 if chosen == correct else 0.0


def grade_proportional(
    chosen: AbstractSet[int], correct: AbstractSet[int], options: AbstractSet[int]
) -> float:
    """Boxes set rightly over all boxes: (hits + right omissions) / options.

    Each option is a true-or-false item of its own (multiple true-false scoring). A question left
    without any choice earns nothing, although its right omissions would count.
    """
    if not options or not chosen:
        return 0.0
    wrongly_set = len(chosen ^ correct)
    return (len(options) - wrongly_set) / len(options)


def grade_proportional_correct(
    chosen: AbstractSet[int], correct: AbstractSet[int], options: AbstractSet[int]
) -> float:
    """Right options chosen over right options there are; 0 as soon as a wrong one is chosen."""
    if not correct or chosen - correct:
        return 0.0
    return len(chosen & correct) / len(correct)


RULES: dict[str, Callable[[AbstractSet[int], AbstractSet[int], AbstractSet[int]], float]] = {
    "exact": grade_exact,
    "proportional": grade_proportional,
    "proportional_correct": grade_proportional_correct,
}


def grade(
    chosen: AbstractSet[int],
    correct: AbstractSet[int],
    options: AbstractSet[int],
    rule: str = "exact",
) -> float:
    """Credit from 0 to 1 for the options chosen, by a named rule.

    `options` are all ids offered, `correct` those that are right. Raises ValueError for an unknown
    rule, for a key that is not offered, or for a choice that is not.
    """
    if rule not in RULES:
        raise ValueError(f"unknown credit rule: {rule!r}")
    if not correct <= options:
        raise ValueError("the key is not among the options")
    if not chosen <= options:
        raise ValueError("an option was chosen that was not offered")
    return RULES[rule](chosen, correct, options)
