"""What the wording of a document says that a name is."""

from __future__ import annotations

import re

import pytest

from quizzes.generation import entities
from quizzes.generation.entities import read_entities
from tests.unit.generation.factories import make_fact

ROLES = re.findall(r"[A-Za-z-]+", entities._ROLES)
HEADS = re.findall(r"[A-Za-z-]+", entities._COMPANY_HEAD)


def kind_of(name: str, text: str) -> str:
    found = read_entities([make_fact(text)]).get(name)
    return found.kind if found else ""


@pytest.mark.parametrize("role", ROLES)
def test_every_role_behind_a_name_makes_a_person(role: str) -> None:
    assert kind_of("Tarn Velby", f"Tarn Velby, the old {role}, left.") == "person"


@pytest.mark.parametrize("head", HEADS)
def test_every_kind_of_company_behind_a_name_makes_a_company(head: str) -> None:
    assert kind_of("Velby", f"Velby, an old {head}, closed.") == "company"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tarn Velby, who painted, left.", "person"),
        ("Tarn Velby, born in 1911, left.", "person"),
        ("Tarn Velby's widow sold the house.", "person"),
        ("Tarn Velby sold his house.", "person"),
        ("Tarn Velby's fab burned down.", "company"),
        ("Tarn Velby customers complained.", "company"),
        ("Tarn Velby co-founder Lo left.", "company"),
        ("Tarn Velby burned down.", ""),
        ("Tarn Velby, that engineering works, burned.", ""),
    ],
)
def test_some_words_beside_a_name_tell_what_it_is(text: str, kind: str) -> None:
    assert kind_of("Tarn Velby", text) == kind
