"""What pronouns and "the company" refer to, and when that stays open."""

from __future__ import annotations

import pytest

from quizzes.generation.reading.definites import pointing
from tests.unit.generation.factories import index_of, make_fact, parsed


def read(*texts: str, title: str = "Harbours of the North", **changes: object) -> str:
    """The last of the sentences of one paragraph, with its subject named where that is sure."""
    facts = [
        make_fact(text, place, paragraph=1, title=title, **changes)
        for place, text in enumerate(texts, start=1)
    ]
    return index_of(facts).reading(facts[-1]).statement.text


def test_it_is_the_company_that_the_sentence_before_speaks_of() -> None:
    said = read("Siemens opened in Berlin.", "It bought the Lund shipyard in 1934.")
    assert said == "Siemens bought the Lund shipyard in 1934."


def test_its_and_the_company_are_named_too() -> None:
    assert read("Siemens opened in Berlin.", "Its yard closed in 1934.").startswith("Siemens’ yard")
    named = read("Siemens opened in Berlin.", "The company bought Lund in 1934.")
    assert named.startswith("Siemens bought")


def test_he_is_the_person_of_the_sentence_before() -> None:
    said = read("Albert Hansen grew up in Lund.", "He founded a ferry line in 1949.")
    assert said == "Albert Hansen founded a ferry line in 1949."


def test_he_is_still_the_person_whose_work_the_sentence_before_speaks_of() -> None:
    said = read("Albert Hansen’s health failed.", "He sold the ferry line in 1949.")
    assert said == "Albert Hansen sold the ferry line in 1949."


@pytest.mark.parametrize(
    "texts",
    [
        ("Siemens sued Toshiba over a patent.", "It won the case in 1934."),  # which of the two?
        ("Siemens built a tool for chips.", "It was installed in Lund in 1934."),  # the tool
        ("Siemens opened in Berlin.", "It is expected that Lund will close in 1934."),  # nothing
        ("Albert Hansen met Carl Bruun in Lund.", "He founded a ferry line in 1949."),  # who?
        ("Sales rose.", "It bought the Lund shipyard in 1934."),
    ],
)
def test_what_may_mean_two_things_stays_as_it_is(texts: tuple[str, ...]) -> None:
    assert read(*texts) == texts[-1]


def test_a_new_paragraph_knows_nothing_of_the_one_before() -> None:
    facts = [
        make_fact("Siemens opened in Berlin.", 1, paragraph=1),
        make_fact("It bought the Lund shipyard in 1934.", 2, paragraph=2),
    ]
    assert index_of(facts).reading(facts[1]).statement.text == facts[1].text


def test_the_country_is_what_the_title_names() -> None:
    texts = [
        "Japan opened its ports.",
        "Trade grew.",
        "Japan built railways.",
        "Japan sent students abroad.",
        "Steel was dear.",
        "In 1901, the country opened its first steel mill.",
    ]
    assert read(*texts, title="The rise of Japan").startswith("In 1901, Japan opened")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Denmark rejected the lawsuit in 1934.", "the lawsuit"),
        ("Denmark survived the land-based attack in 1934.", "the land-based attack"),
        ("Denmark rejected the lawsuit of Sweden in 1934.", ""),
        ("Denmark filed a lawsuit and won the lawsuit in 1934.", ""),
        ("Denmark explored the world in 1934.", ""),
        ("Denmark bought the Lund shipyard in 1934.", ""),
    ],
)
def test_a_bare_the_points_at_something_unsaid(text: str, phrase: str) -> None:
    assert pointing(parsed(text), text) == phrase
