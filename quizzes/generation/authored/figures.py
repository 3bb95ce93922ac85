"""Figures among a model's answers: read as the generator reads its own."""

from __future__ import annotations

import re

from quizzes.generation.values import Value, find_values


def figure_in(sentence: str, key: str) -> Value | None:
    """The one value of the sentence that the key writes, if it writes one."""
    found = [value for value in find_values(sentence) if value.text == key]
    return found[0] if len(found) == 1 else None


def number_like(text: str, value: Value, sentence: str) -> float | None:
    """The number of another answer, read where the key stands; None if it is another kind."""
    put = sentence[: value.start] + text + sentence[value.end :]
    for other in find_values(put):
        if other.start == value.start and other.text == text:
            same = (other.kind, other.unit) == (value.kind, value.unit)
            return other.number if same else None
    return None


def has_figure(text: str) -> bool:
    return bool(re.search(r"\d", text))
