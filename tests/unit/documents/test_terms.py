"""What counts as a term of a document, and which sentences say what it is."""

from __future__ import annotations

import pytest

from courses.documents.terms import (
    OTHER,
    Sentence,
    best_of,
    find_terms,
    initial_of,
    is_term,
    key_of,
)
from tests.growth import least_growth


@pytest.mark.parametrize(
    "spellings",
    [
        ("GPU", "GPUs", "the GPU", "gpu", "GPU's"),
        ("Moore's Law", "moores_law", "Moore’s law"),
        ("semiconductor company", "Semiconductor Companies", "semiconductor_companies"),
        ("E-Waste", "e waste", "e-waste"),
        ("System/360", "system 360"),
    ],
)
def test_spellings_of_one_term_are_folded_together(spellings: tuple[str, ...]) -> None:
    assert len({key_of(one) for one in spellings}) == 1


def test_what_only_looks_alike_stays_apart() -> None:
    names = ("C", "C++", "C#", "MEMS", "gas", "bus", "互換機", "日本", "Ærø", "Aero")
    assert len({key_of(one) for one in names}) == len(names)
    assert key_of("MEMS") == "mems"
    assert key_of("the GPU's") == "gpu"


@pytest.mark.parametrize(
    "name",
    ["", "C", "1971", "1,000", "12%", "What is unbundling?", "Late November 2017", "By the 1990s"]
    + ["Step 3", "Phase II", "Concerns", "Key takeaways"]
    + ["Sun was not the only company to sell Unix", "x" * 61, "!!", "—"],
)
def test_what_names_nothing_is_no_term(name: str) -> None:
    assert not is_term(name)


@pytest.mark.parametrize(
    "name", ["IBM", "C++", "5G", "Marches of 1971", "互換機", "System/360", "EV"]
)
def test_names_are_terms(name: str) -> None:
    assert is_term(name)


def test_a_label_that_is_a_clause_gives_way_to_the_name_of_its_target() -> None:
    label = "Sun was not the only company to sell Unix"
    found = find_terms([Sentence(label, labels=(label,))], {label: "history_of_unix#bsd"})
    assert found.names == {"history-of-unix": "history of unix"}


def test_a_name_that_is_linked_once_is_found_in_plain_words() -> None:
    found = find_terms(
        [
            Sentence("The firm Sharp makes vacuum tubes.", labels=("Sharp", "vacuum tubes")),
            Sentence("A sharp drop of prices came."),
            Sentence("A vacuum tube is hot, and Sharp's are no better."),
            Sentence("Sharply vacuum, tubeless."),
        ],
        {},
    )
    assert [(one.place, one.key) for one in found.mentions] == [
        (0, "sharp"),
        (0, "vacuum-tube"),
        (2, "sharp"),
        (2, "vacuum-tube"),
    ]


@pytest.mark.parametrize(
    ("text", "defines"),
    [
        ("Unbundling is the pricing of programs apart from machines.", True),
        ("Unbundling (1969) refers to prices of their own.", True),
        ("Unbundling, a word of the trade, cost them dearly.", True),
        ("They sold each part alone, a practice known as “unbundling”.", True),
        ("Unbundling was the first of many blows.", False),
        ("Unbundling cost them dearly.", False),
        ("They founded a firm called Unbundling Brothers Limited.", False),
        ("The price of unbundling is a secret.", False),
    ],
)
def test_some_sentences_say_what_a_term_is(text: str, defines: bool) -> None:
    found = find_terms([Sentence(text, labels=("Unbundling",))], {})
    assert [one.defines for one in found.mentions] == [defines]


def test_the_first_sentence_of_a_list_item_may_explain_its_lead_in() -> None:
    found = find_terms(
        [
            Sentence("A robot that climbs stairs.", lead_in="Quince"),
            Sentence("A second one followed.", lead_in="Quince"),
            Sentence("A storm was feared.", lead_in="Typhoon"),
        ],
        {},
    )
    assert [(one.key, one.defines) for one in found.mentions] == [
        ("quince", True),
        ("quince", False),
        ("typhoon", False),
    ]


def test_the_best_spelling_is_the_singular_with_its_capitals() -> None:
    assert best_of(["EUV lithographies", "EUV lithography", "EUV Lithography"]) == "EUV Lithography"


def test_groups_of_the_alphabet() -> None:
    names = ("5G", "ASML", "Élan", "zinc", "互換機", "the GPU")
    assert [initial_of(one) for one in names] == [0, 1, 5, 26, OTHER, 7]


def test_four_times_the_sentences_take_about_four_times_the_time() -> None:
    text = "The known as called a, is a 1111 11 X's Sharp " * 20
    one = Sentence(text, lead_in="1" * 59 + "x", labels=("Sharp", "1" * 59 + "x"))

    def find(count: int) -> None:
        find_terms([one] * count, {})

    assert least_growth(lambda: find(200), lambda: find(800), bound=8) < 8
