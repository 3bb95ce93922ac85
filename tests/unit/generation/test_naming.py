"""Names as answers: only with an earned type, only among their kind, never the topic."""

from __future__ import annotations

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.entities import read_entities
from quizzes.generation.index import ModuleIndex
from quizzes.generation.naming import ask_for_names
from tests.unit.generation.factories import made_from, make_fact

OTHERS = (
    "Shipyards of the region competed with companies such as Canon, Sony, and Panasonic.",
    "Physicist Ada Holm measured the tides near Velby.",
    "Engineer Otto Brandt drew the plans of a lighthouse.",
    "Dr. Karl Friis taught navigation to young sailors.",
)


def facts(text: str) -> list[SourceFact]:
    return [make_fact(one, place) for place, one in enumerate((text, *OTHERS), start=1)]


def asked(text: str) -> dict[str, str]:
    members = facts(text)
    index = ModuleIndex(members)
    return {one.key.name: one.stem for one in ask_for_names(text, members[0], index)}


@pytest.mark.parametrize(
    ("text", "key", "stem"),
    [
        (
            "In 1984, Dr. Ken Sakamura started the TRON system at Lund.",
            "Ken Sakamura",
            "In 1984, who started the TRON system at Lund?",
        ),
        (
            "The TRON system was started in 1984 by Dr. Ken Sakamura.",
            "Ken Sakamura",
            "Who started the TRON system in 1984?",
        ),
        (
            "In 1981, ICL struck a large technology deal with Fujitsu.",
            "Fujitsu",
            "In 1981, with which company did ICL strike a large technology deal?",
        ),
        (
            "The Lund Software Company was a joint venture of Fujitsu, NEC and Hitachi.",
            "NEC",
            "Which of these was a partner in the Lund Software Company, a joint venture?",
        ),
    ],
)
def test_a_name_is_asked_for_where_the_pattern_is_sure(text: str, key: str, stem: str) -> None:
    assert asked(text)[key] == stem


@pytest.mark.parametrize(
    "text",
    [
        "Ken Sakamura believed in the TRON system at Lund.",
        "Fujitsu switched to the TRON system as well.",
        "In 1981, Fujitsu and its friends left Lund for good.",
        "Fujitsu sold the dock at Velby, and the cranes were moved to Lund.",
    ],
)
def test_an_unsure_pattern_is_left_alone(text: str) -> None:
    assert "Ken Sakamura" not in asked(text)
    assert "Fujitsu" not in asked(text)


def test_wrong_names_are_of_the_type_and_stand_elsewhere() -> None:
    members = facts("In 1984, Dr. Ken Sakamura started the TRON system at Lund.")
    questions = [q for q in made_from(members).published if q.fact_id == "f1"]
    assert questions
    index = ModuleIndex(members)
    for question in questions:
        if question.form == "name":
            kinds = {index.entities[option.text].kind for option in question.options}
            assert kinds == {"person"}


def test_a_type_is_earned_and_two_types_are_none() -> None:
    found = read_entities(facts("Maker Aker, a company of Oslo, beat Chairman Aker in Norway."))
    assert "Aker" not in found
    assert found["Sony"].kind == "company"
    assert found["Ada Holm"].kind == "person"
    assert found["Norway"].kind == "country"
