"""Gates on years: what happens again and again, and times that everybody can date."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from quizzes.generation.ages import age_of, read_spans
from quizzes.generation.drafts import Draft
from quizzes.generation.eras import OPEN
from tests.unit.generation.factories import make_fact
from tests.unit.generation.test_gates import draft


def asked(stem: str, year: int, *wrong: float, sentence: str = "") -> Draft:
    made = draft(sentence or f"In {year} Lund opened the Velby yard.", *wrong)
    return dataclasses.replace(made, stem=stem, form="year", natural=True)


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Lund make a profit?",
        "In May of which year did Holm meet with the creditors of Lund?",
        "In June of which year did Holm write to Sir John Aker?",
    ],
)
def test_what_happens_again_and_again_has_no_single_year(stem: str) -> None:
    assert not gates.happened_once(asked(stem, 1972)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Lund make a profit for the first time?",
        "In which year did Lund open the Velby yard?",
        "In which year did Holm visit Oslo to sign the treaty of Aker?",
    ],
)
def test_what_happened_once_may_be_asked(stem: str) -> None:
    assert gates.happened_once(asked(stem, 1972)).passed


def test_an_again_that_the_stem_lost_refuses() -> None:
    sentence = "In 1972 Lund again closed the Velby yard."
    lost = asked("In which year did Lund close the Velby yard?", 1972, sentence=sentence)
    assert not gates.happened_once(lost).passed
    kept = asked("In which year did Lund again close the Velby yard?", 1972, sentence=sentence)
    assert gates.happened_once(kept).passed


def test_an_again_of_the_sentence_counts_even_where_the_clause_lost_it() -> None:
    made = asked("In which year did Lund close the Velby yard?", 1972)
    told = dataclasses.replace(made.fact, text="In 1972 Lund again closed the Velby yard.")
    assert not gates.happened_once(dataclasses.replace(made, fact=told)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Anna Holm's Conservative government come to power?",
        "In which year did Velby join the European Union?",
        "In which year did Anna Holm become the new Prime Minister?",
        "In which year did Lund close its yard after the Chernobyl accident?",
        "In which year did Lund reach Velby after nearly 30 years of talks?",
    ],
)
def test_what_school_or_the_news_date_is_not_asked(stem: str) -> None:
    assert not gates.not_common(asked(stem, 1972)).passed


def test_what_only_the_document_tells_is_asked() -> None:
    assert gates.not_common(asked("In which year did Lund open the Velby yard?", 1972)).passed
    assert gates.not_common(asked("Which firm did Velby join?", 1972)).passed


def test_a_known_time_in_the_stem_holds_every_option() -> None:
    stem = "In which year did Lund close the Velby yard during World War II?"
    assert not gates.age_not_told(asked(stem, 1943, 1941, 1945, 1949)).passed
    assert gates.age_not_told(asked(stem, 1943, 1941, 1945, 1939)).passed
    plain = "In which year did Lund close the Velby yard?"
    assert gates.age_not_told(asked(plain, 1943, 1941, 1945, 1949)).passed


def test_a_key_outside_the_time_that_the_stem_names_is_an_error_of_the_document() -> None:
    stem = "In which year did Lund build ships during World War II?"
    refused = gates.age_not_told(asked(stem, 1936, 1934, 1938, 1940))
    assert "one of both is wrong" in refused.reason
    after = "In which year did Lund build ships after World War II?"
    assert gates.age_not_told(asked(after, 1949, 1947, 1951, 1953)).passed


def test_a_right_year_far_from_three_neighbours_gives_itself_away() -> None:
    stem = "In which year did Lund close the Velby yard?"
    assert not gates.age_not_told(asked(stem, 1951, 1960, 1962, 1964)).passed
    assert gates.age_not_told(asked(stem, 1958, 1960, 1962, 1964)).passed


def test_ages_come_from_general_knowledge_and_from_the_document() -> None:
    spans = read_spans(
        [
            make_fact("Velby Dock was founded by two brothers in 1951.", 1),
            make_fact("On May 3, 1960, Sweden launched Operation Lund.", 2),
            make_fact("Anna Holm died in Oslo in 1971.", 3),
        ]
    )
    assert spans == (
        ("Velby Dock", 1951, OPEN),
        ("Operation Lund", 1960, OPEN),
        ("Anna Holm", 0, 1971),
    )
    age = age_of("In which year did Anna Holm visit Velby Dock?", 1960, spans)
    assert (age.first, age.last) == (1951, 1971)
    assert not age.holds(1950)
    # The question for the beginning itself is not bounded by it, nor is what the key denies.
    assert age_of("In which year was Velby Dock founded?", 1951, spans).first == 0
    assert age_of("In which year did Velby Dock open?", 1949, spans).first == 0
    soviet = age_of("In which year did the Soviet Union buy Velby?", 1960)
    assert (soviet.first, soviet.last, soviet.names) == (1922, 1991, ("Soviet",))
