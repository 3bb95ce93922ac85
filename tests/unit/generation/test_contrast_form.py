"""What one thing did, unlike another. Switched off: its wrong answers are seldom surely wrong."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.forms import OFF
from quizzes.generation.forms.contrast import ContrastForm
from quizzes.generation.reading.contrasts import contrasts
from tests.unit.generation.factories import index_of, make_fact, parsed

SECTIONS = (
    ("Docks", "Unlike Lund, Nordhavn opened a coal dock for steamships."),
    ("Docks", "Captain Bruun kept a diary of his journeys."),
    ("Docks", "Lanterns were lit along the quay on Sundays."),
    ("Docks", "The harbour bell was cast in bronze."),
    ("Ferries", "The Oresund Line reduced the winter fares of young passengers."),
    ("Ferries", "Passengers brought their own chairs and blankets."),
    ("Bridges", "The toll at Helsing doubled the price of grain."),
    ("Bridges", "Swallows nested under the arches."),
    ("Lights", "The lighthouse of Skagen attracted herring boats from Bergen."),
    ("Lights", "Fog was common in October."),
)


def document(first: str = SECTIONS[0][1]) -> list[SourceFact]:
    rows = ((SECTIONS[0][0], first), *SECTIONS[1:])
    return [
        make_fact(text, place, heading=heading)
        for place, (heading, text) in enumerate(rows, start=1)
    ]


def test_what_is_set_apart_is_asked_among_what_is_said_of_others() -> None:
    facts = document()
    draft = next(iter(ContrastForm().drafts(facts[0], index_of(facts))), None)
    assert draft is not None
    assert draft.stem == "In ‘Harbours of the North’: what did Nordhavn do, unlike Lund?"
    assert draft.key == "Opened a coal dock for steamships"
    assert all(wrong.fact and wrong.fact.heading != "Docks" for wrong in draft.wrong)
    assert draft.span in draft.fact.text


@pytest.mark.parametrize(
    "text",
    [
        "Unlike Lund, it opened a coal dock for steamships.",
        "Unlike Lund, Nordhavn never opened a coal dock for steamships.",
        "Unlike its neighbours, Nordhavn opened a coal dock for steamships.",
        "Nordhavn opened a coal dock for steamships.",
        "While Nordhavn slept, Nordhavn opened a coal dock for steamships.",
    ],
)
def test_without_two_named_things_and_a_deed_nothing_is_asked(text: str) -> None:
    facts = document(text)
    assert list(ContrastForm().drafts(facts[0], index_of(facts))) == []


def test_while_sets_two_subjects_apart() -> None:
    (found,) = contrasts(parsed("While Lund sold its ferries, Nordhavn bought three tugs."))
    assert found.way == "while"
    assert found.other == "Lund"


def test_it_is_switched_off_with_its_figure() -> None:
    assert "0 of 6" in OFF["contrast"]
