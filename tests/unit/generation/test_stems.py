"""Natural questions where the pattern is sure, nothing where it is not."""

from __future__ import annotations

import pytest

from quizzes.generation.stems import gap_stem, natural_stem, without_conversion
from quizzes.generation.values import find_values

KNOWN = frozenset({"Nordhavn", "Lund", "IBM"})


def ask(text: str) -> str | None:
    stem = natural_stem(text, find_values(text)[0], KNOWN)
    return stem.text if stem else None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "In 1964, IBM introduced its System/360 line.",
            "In which year did IBM introduce its System/360 line?",
        ),
        (
            "IBM first entered Japan in 1925, selling machines.",
            "In which year did IBM first enter Japan, selling machines?",
        ),
        (
            "The Lund yard was founded by Bruun in April 1907.",
            "In April of which year was the Lund yard founded by Bruun?",
        ),
        (
            "About 35% of Danish grain passed through Lund.",
            "About what share of Danish grain passed through Lund?",
        ),
        ("IBM paid $19 million for Lund.", "How much did IBM pay for Lund?"),
        ("40 ships left Lund in March.", "How many ships left Lund in March?"),
    ],
)
def test_a_sure_pattern_becomes_a_question(text: str, question: str) -> None:
    assert ask(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "In 1964, IBM introduced a line and sold it to Lund.",
        "In 1964, computers based in Lund were sold.",
        "In 1964, IBM had left Lund for good.",
        "In 1964, a breakthrough came when Lund built a crane.",
        "In 1964, Rapidly expanding Lund sold its cranes.",
        "IBM made $100 million in revenue, employed 340 people.",
        "In 1964, IBM frobnicated the line.",
    ],
)
def test_an_unsure_pattern_is_left_to_the_gap(text: str) -> None:
    assert ask(text) is None


def test_a_gap_takes_the_value_with_its_sign_and_scale() -> None:
    text = "Lund paid over $60 million a year."
    assert gap_stem(text, find_values(text)[0]).text == "Lund paid over _____ a year."


@pytest.mark.parametrize(
    "text",
    [
        "Lund paid 3.9 trillion yen ($25 billion) for ships.",
        "Lund paid 3.9 trillion yen, equivalent to $25 billion for ships.",
    ],
)
def test_the_same_sum_in_another_currency_goes(text: str) -> None:
    value = find_values(text)[0]
    assert without_conversion(text, value) == "Lund paid 3.9 trillion yen for ships."
