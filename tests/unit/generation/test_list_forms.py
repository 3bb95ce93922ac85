"""Lists of a document: of what something is an example, what belongs to what. Both switched off."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.drafts import Draft
from quizzes.generation.forms import OFF
from quizzes.generation.forms.base import Form
from quizzes.generation.forms.example import ExampleForm
from quizzes.generation.forms.part import PartForm
from quizzes.generation.reading.listings import listings
from tests.unit.generation.factories import index_of, made_from, make_fact, parsed

KINDS = (
    "Velby bought heavy metals such as copper and zinc.",
    "The Oresund Line carried frozen foods like herring and mutton.",
    "Lund taxed woven goods like linen and canvas.",
    "Skagen stored liquid fuels such as paraffin and petrol.",
)
PARTS = (
    "The first fleet of Velby included copper, linen and herring.",
    "The Oresund Line carried canvas, mutton and paraffin.",
    "The merchants of Skagen bought timber, petrol and salt.",
)


def facts_of(texts: tuple[str, ...]) -> list[SourceFact]:
    return [make_fact(text, place) for place, text in enumerate(texts, start=1)]


def drafts_of(form: Form, texts: tuple[str, ...]) -> list[Draft]:
    facts = facts_of(texts)
    return [draft for fact in facts for draft in form.drafts(fact, index_of(facts))]


def test_an_example_is_asked_among_examples_of_other_kinds() -> None:
    draft = drafts_of(ExampleForm(), KINDS)[0]
    assert draft.stem == (
        "In ‘Harbours of the North’: which of these is given as an example of heavy metals?"
    )
    assert draft.key in ("Copper", "Zinc")
    assert len(draft.wrong) == 3
    for wrong in draft.wrong:
        assert wrong.fact is not None
        assert wrong.text.lower() in wrong.fact.text
        assert wrong.fact.id != draft.fact.id


def test_an_item_that_stands_in_both_lists_is_no_wrong_answer() -> None:
    texts = (*KINDS[:3], "Skagen stored liquid fuels such as copper and petrol.")
    draft = drafts_of(ExampleForm(), texts)[0]
    assert "Copper" not in [wrong.text for wrong in draft.wrong]


@pytest.mark.parametrize(
    "texts",
    [
        KINDS[:2],  # no three others
        ("Velby bought metals such as copper and zinc.", *KINDS[1:]),  # of any metal
    ],
)
def test_a_kind_without_others_or_without_a_word_of_its_own_is_not_asked(
    texts: tuple[str, ...],
) -> None:
    assert not [one for one in drafts_of(ExampleForm(), texts) if one.fact.id == "f1"]


def test_a_part_is_asked_among_parts_of_other_things() -> None:
    draft = drafts_of(PartForm(), PARTS)[0]
    assert draft.stem == "Which of these did the first fleet of Velby include?"
    assert draft.key in ("Copper", "Linen", "Herring")
    assert all(wrong.fact and wrong.fact.id != "f1" for wrong in draft.wrong)


def test_a_part_of_something_unnamed_is_not_asked() -> None:
    texts = ("It included copper, linen and herring.", *PARTS[1:])
    assert not [one for one in drafts_of(PartForm(), texts) if one.fact.id == "f1"]


@pytest.mark.parametrize(
    "text",
    [
        "Velby bought copper.",
        "Velby bought copper and zinc, like its neighbours.",
        "Velby did not sell copper, linen and herring.",
        "Velby bought metals, which were melted, such as copper.",
        "Velby bought metals such as those of Lund and many others.",
    ],
)
def test_what_is_no_whole_list_is_not_read(text: str) -> None:
    assert listings(parsed(text)) == ()


def test_both_are_switched_off_with_their_figures() -> None:
    assert "0 of 12" in OFF["example"]
    assert "0 of 2" in OFF["part"]
    made = made_from(facts_of(KINDS + PARTS))
    written = (*made.published, *made.suggested, *made.spare)
    assert not {one.form for one in written} & OFF.keys()
