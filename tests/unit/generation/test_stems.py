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
        (
            "IBM introduced a line of ships and sold it to Lund in 1964.",
            None,
        ),
        (
            "In 1964, Lund left Denmark.",
            "In which year did Lund leave Denmark?",
        ),
        (
            "On October 16, 1964, the Lund Pool sold its cranes.",
            "On October 16 of which year did the Lund Pool sell its cranes?",
        ),
        (
            "Nordhavn, founded in 1907 by Bruun, grew fast.",
            "In which year was Nordhavn founded by Bruun?",
        ),
        (
            "After the long war, IBM returned to Lund in 1949.",
            "In which year did IBM return to Lund after the long war?",
        ),
        (
            "Lund passed the Harbour Act, a law written in 1949.",
            None,
        ),
        ("IBM paid $19 million for Lund.", "How much did IBM pay for Lund?"),
        ("40 ships left Lund in March.", "How many ships left Lund in March?"),
    ],
)
def test_a_sure_pattern_becomes_a_question(text: str, question: str | None) -> None:
    assert ask(text) == question


@pytest.mark.parametrize(
    "text",
    [
        "In 1964, IBM introduced a line that grew and frobnicated the rest.",
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


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Lund held 40% of the market in Denmark.", "What share of the market did Lund hold"),
        ("Lund employed 40 sailors in the war.", "How many sailors did Lund employ in the war?"),
        ("IBM has 40 docks in Denmark.", "How many docks does IBM have in Denmark?"),
        ("IBM is investing $40 million in Lund.", "How much is IBM investing in Lund?"),
    ],
)
def test_a_figure_as_object_is_asked_for(text: str, question: str) -> None:
    found = ask(text)
    assert found is not None
    assert found.startswith(question)
