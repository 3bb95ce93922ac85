"""Who, with whom and to what: everything that a stem speaks of is named, and reads well."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from tests.unit.generation.test_date_gates import asked


@pytest.mark.parametrize(
    "stem",
    [
        "In which year was Anna Holm dismissed by the Board?",
        "In which year did a new administration led by Anna Holm raise the tolls?",
        "In which year did the Oresund Line sign an agreement after long talks?",
        "In which year did Lund form a 50-50 joint venture?",
        "In which year did Lund develop a superior version?",
        "In which year did Lund send aid by ship?",
        "In which year did allegations surface at Lund?",
        "In May of which year did Anna Holm resign?",
        "In which year was Anna Holm named CEO?",
        "In which year did Lund give the Nationalists a ship?",
        "In which year did Lund begin the ferry program?",
        "In which year did Holm himself join the Velby yard?",
    ],
)
def test_a_party_that_is_not_named_is_refused(stem: str) -> None:
    assert not gates.named_parties(asked(stem, 1972)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year was Holm dismissed by the Board of the Oresund Line?",
        "In which year did a Lund engineer build the Velby crane?",
        "In which year did the Oresund Line sign an agreement with Velby?",
        "In which year did Lund form a joint venture with the Oresund Line?",
        "In which year did Lund send aid to Velby by ship?",
        "In which year did scientists at Lund University merge with Velby?",
        "In May of which year did Anna Holm resign as director of the Oresund Line?",
        "In which year did Velby open its Swedish dock?",
    ],
)
def test_named_parties_pass(stem: str) -> None:
    assert gates.named_parties(asked(stem, 1972)).passed


def test_relations_have_checks_of_their_own_for_names_and_wording() -> None:
    made = dataclasses.replace(
        asked("Why did a new administration?", 1972), value=None, form="cause"
    )
    assert gates.named_parties(made).passed
    assert gates.well_phrased(made).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In 1972, what share of the ferry market share did Lund hold?",
        "What percentage of ships was 40 percent larger at Lund in 1972?",
        "In July 1972, how large a staggering loss did Lund post?",
        "In which year Lund open the Velby yard?",
        "In which year did Lund open A new dock at Velby?",
        "Anna Holm was retired in May, in which year did Velby follow her?",
        "Despite efforts, in which year did Lund close the yard?",
        "In which year did Lund eventually close the Velby yard?",
        "Concerned about the many small ferries that crossed the sound at night, "
        "in which year did Lund open the Velby yard?",
    ],
)
def test_what_no_examiner_would_write_is_refused(stem: str) -> None:
    assert not gates.well_phrased(asked(stem, 1972)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In 1972, what share of the ferry market did Lund hold?",
        "In July 1972, how large a loss did Lund post?",
        "After Anna Holm retired as director, in which year did Velby follow her?",
        "In which year did Lund open The Velby Inn?",
        "In May of which year did Lund close the Velby yard?",
    ],
)
def test_plain_wording_passes(stem: str) -> None:
    assert gates.well_phrased(asked(stem, 1972)).passed
