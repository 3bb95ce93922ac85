"""Titles are quoted with the marks that their file names lost, or not at all."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from quizzes.generation.sentences import capitalised
from quizzes.generation.titles import Title, read_title
from tests.unit.generation.factories import index_of, make_fact
from tests.unit.generation.test_date_gates import asked

TEXTS = (
    "The yard of Lund grew while Velby's docks stood empty.",
    "They say Holm was a far-right man, and the GPU was new to Intel and its plants.",
    "In spring the Skagen light was lit, and lamps were many.",
)


def read(title: str) -> Title:
    common = frozenset("the yard of grew while docks plants lamps many light lamp".split())
    return read_title(title, TEXTS, capitalised(TEXTS), common)


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("Velbys docks", "Velby’s docks"),  # the text has it with its mark
        ("Decline of Lunds yard", "Decline of Lund’s yard"),  # the text has the bare name
        ("Moldovas harbours", "Moldova’s harbours"),  # a country
        ("Sri Lankas ports", "Sri Lanka’s ports"),
        ("Rise of farright ports", "Rise of far-right ports"),
        ("The worlds largest crane", "The world’s largest crane"),
        ("Why the strike didnt end", "Why the strike didn’t end"),
        ("plants of intel in Lund", "Plants of Intel in Lund"),
        ("Harbours of the North", "Harbours of the North"),
        ("Lamps burn at Skagen", "Lamps burn at Skagen"),
        ("Siemens cranes", "Siemens cranes"),
        ("Series production", "Series production"),
        ("Lund's docks", "Lund's docks"),
    ],
)
def test_marks_are_put_back_where_the_text_is_witness(title: str, quoted: str) -> None:
    assert read(title) == Title(quoted)


@pytest.mark.parametrize(
    ("title", "unsure"),
    [
        ("GPUs power", "GPUs"),  # many, or one company's
        ("Growth of Chinas and Japan", "Chinas"),
        ("Trade of Orlovs fleet", "Orlovs"),  # nobody speaks of him
    ],
)
def test_what_no_one_can_tell_is_unsure(title: str, unsure: str) -> None:
    assert read(title).unsure == unsure


def test_facts_of_a_module_carry_the_title_as_it_is_quoted() -> None:
    index = index_of([make_fact("In 1921, Lund opened a dock.", title="Norways docks")])
    assert index.facts[0].title == "Norway’s docks"
    assert not index.unsure_titles


def titled(title: str, year: int) -> bool:
    made = asked(f"In ‘{title}’: in which year did Holm open a yard?", year)
    fact = make_fact(made.fact.text, title=title)
    draft = dataclasses.replace(made, fact=fact, index=index_of([fact]))
    return gates.quoted_title(draft).passed


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Trade of Orlovs fleet", 1972),
        ("Future prospects of Velby", 1972),
        ("Velby in the 19th century", 1972),
        ("Docks in the pandemic", 1998),
    ],
)
def test_a_title_that_is_unsure_or_of_another_time_is_not_quoted(title: str, year: int) -> None:
    assert not titled(title, year)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Docks of Velby", 1972),
        ("Future prospects of Velby", 2019),
        ("Velby in the 20th century", 1972),
    ],
)
def test_a_plain_title_of_the_time_is_quoted(title: str, year: int) -> None:
    assert titled(title, year)


def test_a_title_that_is_not_quoted_does_no_harm() -> None:
    made = asked("In which year did Lund open the yard?", 1972)
    fact = make_fact(made.fact.text, title="Trade of Orlovs fleet")
    draft = dataclasses.replace(made, fact=fact, index=index_of([fact]))
    assert gates.quoted_title(draft).passed
