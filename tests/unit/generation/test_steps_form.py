"""The steps of a procedure: which comes right after another, which first."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.drafts import Draft
from quizzes.generation.forms.steps import StepsForm
from quizzes.generation.gates import FIRST_GATES, LAST_GATES, run
from quizzes.generation.reading.procedures import is_deed, procedures
from tests.unit.generation.factories import index_of, made_from, make_fact

LABELS = ("Keel Laying", "Rib Mounting", "Hull Planking", "Seam Caulking", "Mast Stepping")


def labelled(
    labels: tuple[str, ...] = LABELS, heading: str = "Building a Ferry"
) -> list[SourceFact]:
    return [
        make_fact(f"Carpenters at Velby spend {place} weeks on it.", place, heading=heading,
                  lead_in=label)
        for place, label in enumerate(labels, start=2)
    ]  # fmt: skip


def headed(headings: tuple[str, ...]) -> list[SourceFact]:
    return [
        make_fact("Carpenters at Velby spend a week on it.", place, heading=heading)
        for place, heading in enumerate(headings, start=1)
    ]


def drafts_of(facts: list[SourceFact]) -> list[Draft]:
    index = index_of(facts)
    return [draft for fact in facts for draft in StepsForm().drafts(fact, index)]


def test_the_step_after_another_is_asked_among_the_steps_of_the_procedure() -> None:
    draft = next(one for one in drafts_of(labelled()) if "right after" in one.stem)
    place = LABELS.index(draft.key)
    assert draft.stem == (
        f"In ‘Harbours of the North’: which of these steps comes right after ‘{LABELS[place - 1]}’?"
    )
    assert LABELS[place - 1] not in draft.texts
    assert set(draft.texts) <= set(LABELS)
    assert {wrong.fact.lead_in for wrong in draft.wrong if wrong.fact} == {
        wrong.text for wrong in draft.wrong
    }


def test_the_first_of_four_is_never_the_first_of_six() -> None:
    labels = (*LABELS, "Deck Painting")
    draft = next(one for one in drafts_of(labelled(labels)) if "comes first" in one.stem)
    assert draft.key in ("Rib Mounting", "Hull Planking")
    assert all(labels.index(wrong.text) > labels.index(draft.key) for wrong in draft.wrong)
    assert "under ‘Building a Ferry’" in draft.stem


def test_no_step_is_the_answer_of_two_questions() -> None:
    keys = [one.key for one in drafts_of(labelled((*LABELS, "Deck Painting")))]
    assert len(keys) == len(set(keys)) == 2


def test_every_gate_lets_it_pass_and_it_is_only_suggested() -> None:
    for draft in drafts_of(labelled()):
        results = run((*FIRST_GATES, *LAST_GATES), draft)
        assert all(result.passed for result in results), results[-1]
    made = made_from(labelled())
    assert not [one for one in made.published if one.form == "steps"]
    assert [one for one in made.suggested if one.form == "steps"]


@pytest.mark.parametrize(
    "headings",
    [
        (
            "Step 1: Draw the plan",
            "Step 2: Order oak",
            "Step 3: Hire crews",
            "Step 4: Lay the keel",
        ),
        ("1. Plan Drawing", "2. Oak Selection", "3. Keel Laying", "4. Hull Planking"),
    ],
)
def test_numbered_headings_are_a_procedure(headings: tuple[str, ...]) -> None:
    (procedure,) = procedures(headed(headings))
    assert len(procedure.steps) == 4
    assert not procedure.steps[0].name[0].isdigit()


@pytest.mark.parametrize(
    "headings",
    [
        ("1. Never sail at night", "2. Trust the pilot", "3. Paint the hull", "4. Keep a log"),
        ("Step 1: Draw the plan", "Step 2: Order oak", "Step 3: Hire crews"),  # too few
        ("Step 1: Draw", "Step 3: Order oak", "Step 4: Hire crews", "Step 5: Lay"),  # one missing
    ],
)
def test_other_numbers_are_none(headings: tuple[str, ...]) -> None:
    assert procedures(headed(headings)) == ()


@pytest.mark.parametrize(
    ("labels", "heading"),
    [
        (LABELS, "Benefits of Building a Ferry"),
        (LABELS, "Ferries"),
        (("Low Cost", "Oak", "Two Decks", "Speed"), "Building a Ferry"),  # properties
        (("Mix the Flour", "Knead It", "Bake Until Brown", "Cool the Loaf"), "Baking Steps"),
        (("Why Plan", "What to Draw", "When to Lay", "Who Builds"), "Building a Ferry"),
    ],
)
def test_labels_without_an_order_worth_asking_are_none(
    labels: tuple[str, ...], heading: str
) -> None:
    assert procedures(labelled(labels, heading)) == ()


def test_a_step_that_repeats_a_word_of_the_one_before_is_not_asked_after_it() -> None:
    labels = ("Oak Cutting", "Oak Drying", "Oak Bending", "Oak Joining", "Oak Tarring")
    assert not [one for one in drafts_of(labelled(labels)) if "right after" in one.stem]


def test_deeds() -> None:
    assert is_deed("Hull Planking")
    assert is_deed("Remove the scaffold")
    assert not is_deed("Low Cost")
    assert not is_deed("")
