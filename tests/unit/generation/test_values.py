"""Typed values: what is found, of what kind, and what is left alone."""

from __future__ import annotations

import pytest

from quizzes.generation.values import find_values, hedge_of, in_range


def kinds(text: str) -> list[tuple[str, str]]:
    return [(value.kind, value.text) for value in find_values(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid $2.9 billion for Lund.", [("money", "$2.9 billion")]),
        ("It paid 3.9 trillion yen for Lund.", [("money", "3.9 trillion yen")]),
        ("A $20-billion plant rose.", [("money", "$20-billion")]),
        ("In October 1966 it opened.", [("year", "1966")]),
        (
            "Some 35% of the grain and 20 percent of coal.",
            [("share", "35%"), ("share", "20 percent")],
        ),
        ("They arrested 18 Japanese employees.", [("count", "18")]),
        ("Training for three million people.", [("count", "three million")]),
        ("Protection lasts 15 years.", [("duration", "15 years")]),
        ("A five-year plan.", [("duration", "five-year")]),
        ("Japan was ranked 32nd in the list.", [("rank", "32nd")]),
    ],
)
def test_a_value_is_found_with_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "IBM introduced System/360 to the market.",
        "The Intel 4004 chips sold well.",
        "NEC built the PC-98 machines.",
        "Venera 13 and 14 missions landed.",
        "This happened in the 1980s.",
        "It changed 10 years ago.",
    ],
)
def test_numbers_inside_names_and_loose_times_are_no_values(text: str) -> None:
    assert kinds(text) == []


def test_a_value_is_written_again_in_its_own_style() -> None:
    money, word = find_values("It paid $2.9 billion to three million people.")
    assert money.like(4.5) == "$4.5 billion"
    assert word.like(5) == "five million"
    (count,) = find_values("It employed 1,250 dockers.")
    assert count.like(900) == "900"
    assert count.like(2100) == "2,100"
    (rank,) = find_values("Japan was ranked 32nd there.")
    assert rank.like(23) == "23rd"


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It won over 40 million users.", "over"),
        ("It cost at least $5 million.", "over"),
        ("It cost no more than $5 million.", "under"),
        ("It cost as much as $5 million.", "under"),
        ("It cost about $5 million.", "about"),
        ("It cost $5 million.", ""),
    ],
)
def test_a_bound_is_seen(text: str, hedge: str) -> None:
    assert hedge_of(text, find_values(text)[0]) == hedge


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("It ran from 1966 to 1971.", True),
        ("It takes between 10 and 20 years.", True),
        ("It fell by 10-15% a year.", True),
        ("It opened in 1966.", False),
    ],
)
def test_ranges_are_seen(text: str, inside: bool) -> None:
    assert any(in_range(text, value) for value in find_values(text)) is inside
