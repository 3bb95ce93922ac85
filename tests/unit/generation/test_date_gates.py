"""Gates on years: what happens again and again, and times that everybody can date."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from quizzes.generation.drafts import Draft
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


def test_a_known_time_in_the_stem_leaves_three_options_within_it() -> None:
    stem = "In which year did Lund close the Velby yard at the end of World War II?"
    assert not gates.age_not_told(asked(stem, 1945, 1938, 1949, 1953)).passed
    assert gates.age_not_told(asked(stem, 1945, 1943, 1944, 1953)).passed
    plain = "In which year did Lund close the Velby yard?"
    assert gates.age_not_told(asked(plain, 1945, 1938, 1949, 1953)).passed
