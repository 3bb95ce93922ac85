"""A term is asked for by what the document says of it, among terms of the same sort."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.drafts import Draft
from quizzes.generation.forms.term import TermForm
from quizzes.generation.reading.terms import clean_label, plural_name, terms_of
from tests.unit.generation.factories import index_of, make_fact

LIST = (
    ("Eye splice", "Used for joining two ropes at sea without a knot in winter."),
    ("Long splice", "Holds the mooring line on the deck of a ferry."),
    ("Back splice", "A cushion that keeps the hull from striking the quay."),
    ("Short splice", "It is a short iron post set into the stone."),
    ("Side splice", "Turns slowly while four sailors push its wooden bars."),
)


def labelled(rows: tuple[tuple[str, str], ...] = LIST) -> list[SourceFact]:
    return [
        make_fact(text, place, lead_in=label, heading="On the quay")
        for place, (label, text) in enumerate(rows, start=1)
    ]


def first_draft(facts: list[SourceFact], place: int) -> Draft | None:
    return next(iter(TermForm().drafts(facts[place], index_of(facts))), None)


@pytest.mark.parametrize(
    ("place", "stem"),
    [
        (0, "which of these is used for joining two ropes at sea without a knot in winter?"),
        (1, "which of these holds the mooring line on the deck of a ferry?"),
        (2, "which of these is a cushion that keeps the hull from striking the quay?"),
    ],
)
def test_a_label_is_asked_for_among_the_labels_of_its_list(place: int, stem: str) -> None:
    draft = first_draft(labelled(), place)
    assert draft is not None
    assert draft.stem == f"In ‘Harbours of the North’: {stem}"
    assert draft.key == LIST[place][0]
    assert {wrong.text for wrong in draft.wrong} <= {label for label, _ in LIST}
    assert draft.span in draft.fact.text


def test_a_term_of_which_the_same_is_said_is_no_wrong_answer() -> None:
    rows = (
        *LIST,
        ("Hitch splice", "Joins two ropes of the same thickness, without a knot, at sea."),
    )
    draft = first_draft(labelled(rows), 0)
    assert draft is not None
    assert "Hitch splice" not in draft.texts


def test_a_description_that_names_its_term_is_not_asked() -> None:
    rows = (
        ("Rope splice", "Used at sea for a rope splice of two ropes without a knot."),
        *LIST[1:],
    )
    assert first_draft(labelled(rows), 0) is None


def test_labels_of_different_kinds_are_not_offered_together() -> None:
    mixed = ("Eye splice", "Safety", "Tools on board", "Weather", "A quiet harbour")
    rows = tuple((name, text) for name, (_, text) in zip(mixed, LIST, strict=True))
    assert first_draft(labelled(rows), 0) is None


def test_a_list_of_three_is_too_short() -> None:
    assert first_draft(labelled(LIST[:3]), 0) is None


def test_a_label_that_runs_into_its_text_says_nothing() -> None:
    facts = [make_fact("Splice Considered the best way to join ropes.", lead_in="Splice")]
    assert terms_of(facts[0], index_of(facts)) == ()


@pytest.mark.parametrize("label", ["Introduction", "Key challenges", "", "Step 2", "two_words"])
def test_labels_that_order_the_text_are_no_terms(label: str) -> None:
    assert clean_label(label) == ""


@pytest.mark.parametrize(
    ("label", "clean"),
    [("Mooring line:", "Mooring line"), ("Fog signal (FS)", "Fog signal"), ("1. Cleat", "Cleat")],
)
def test_labels_are_cleaned(label: str, clean: str) -> None:
    assert clean_label(label) == clean


def test_plural_terms_are_told_from_singular_ones() -> None:
    assert plural_name("Mooring lines")
    assert not plural_name("Compass")
    assert not plural_name("Hydraulics")
