"""A figure asked for from the parse: what the question keeps, and when it abstains."""

from __future__ import annotations

import pytest

from quizzes.generation.reading.value_questions import ask_value
from quizzes.generation.values import find_values
from tests.unit.generation.factories import index_of, make_fact


def asked(text: str, nth: int = 0) -> str | None:
    fact = make_fact(text)
    reading = index_of([fact]).reading(fact)
    assert reading.parse is not None
    found = ask_value(reading.parse, find_values(text)[nth], reading.manner)
    return found.stem if found else None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "In 1921, Denmark opened a deep-water dock for steamships.",
            "In which year did Denmark open a deep-water dock for steamships?",
        ),
        (
            "Denmark bought the Lund shipyard in March 1934.",
            "In March of which year did Denmark buy the Lund shipyard?",
        ),
        (
            "On May 3, 1934, Denmark bought the Lund shipyard.",
            "On May 3 of which year did Denmark buy the Lund shipyard?",
        ),
        (
            "However, Denmark sold the Lund shipyard in 1958, which surprised everyone.",
            "In which year did Denmark sell the Lund shipyard?",
        ),
        (
            "Siemens opened a factory in Berlin in 1888 and sold it in 1901.",
            "In which year did Siemens open a factory in Berlin?",
        ),
        (
            "The Skagen lighthouse was completed in 1907 to guide steamships.",
            "In which year was the Skagen lighthouse completed to guide steamships?",
        ),
        (
            "While Sweden waited, Denmark bought the Lund shipyard in 1934.",
            "While Sweden waited, in which year did Denmark buy the Lund shipyard?",
        ),
        (
            "Siemens (a German company) had acquired the Lund shipyard in 1934.",
            "In which year did Siemens acquire the Lund shipyard?",
        ),
    ],
)
def test_a_year_is_asked_with_the_whole_verb_phrase(text: str, question: str) -> None:
    assert asked(text) == question


@pytest.mark.parametrize(
    ("text", "nth", "question"),
    [
        (
            "Denmark spent $45 million on new cranes from Sweden.",
            0,
            "How much did Denmark spend on new cranes from Sweden?",
        ),
        (
            "In 1934, Siemens employed about 1,250 Danish engineers in Berlin.",
            1,
            "In 1934, about how many Danish engineers did Siemens employ in Berlin?",
        ),
        (
            "By 1958, Denmark accounted for 35% of the grain exports of Europe.",
            1,
            "By 1958, what share of the grain exports of Europe did Denmark account for?",
        ),
        (
            "In 1958, 35% of Danish grain came from Sweden.",
            1,
            "In 1958, what share of Danish grain came from Sweden?",
        ),
        (
            "In 2009, Oracle bought Sun for $7.4 billion.",
            1,
            "In 2009, for how much did Oracle buy Sun?",
        ),
        (
            "Siemens raised its prices by 12% in 1934.",
            0,
            "By what percentage did Siemens raise its prices in 1934?",
        ),
    ],
)
def test_a_figure_is_asked_with_its_own_noun(text: str, nth: int, question: str) -> None:
    assert asked(text, nth) == question


@pytest.mark.parametrize(
    "text",
    [
        "Denmark did not buy the Lund shipyard in 1934.",  # a negation
        "Denmark would buy the Lund shipyard in 1934.",  # no fact
        "Denmark supported the invasion of Norway in 1934.",  # the invasion's year
        "Denmark addressed two laws passed in Sweden in 1934.",  # the laws' year
        "Denmark withdrew in 1934.",  # from what?
        "Denmark plans to open a dock in Lund in 2030.",  # not yet
    ],
)
def test_a_year_that_is_not_surely_the_verbs_is_not_asked(text: str) -> None:
    assert asked(text, -1) is None


@pytest.mark.parametrize(
    "text",
    [
        "Denmark built another 40 ships for Sweden.",  # a part
        "Denmark fell from 40 ships to a handful.",  # one end of a change
        "Siemens made radios with 76 transistors, 29 condensers and a dial.",  # a row of figures
        "Siemens grew quickly, with 40% growth in radios.",  # an aside
        "Siemens sent it 40 ships.",  # to whom?
    ],
)
def test_a_figure_that_is_not_surely_the_nouns_is_not_asked(text: str) -> None:
    assert asked(text) is None
