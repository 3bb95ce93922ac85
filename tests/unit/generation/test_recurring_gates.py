"""What comes round, what is joined wrongly, and what stands for every country alike."""

from __future__ import annotations

import dataclasses

import pytest

from quizzes.generation import gates
from quizzes.generation.drafts import Draft
from quizzes.generation.values import find_values
from tests.unit.generation.factories import document, index_of, make_fact
from tests.unit.generation.test_date_gates import asked


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Holm sign the National Defense Authorization Act?",
        "In which year did Lund pass its annual law on tolls?",
        "In which year did Lund approve the state budget?",
        "In which year did Velby host a summit of the Baltic Council?",
        "In which year was the Velby conference held in Oslo?",
        "In which year did Lund change its subsidies for ferries?",
        "In which year did Denmark raise the price of tariffs on coal?",
        "In which year were grain prices in Denmark cut by the Baltic Council?",
        "In which year did Holm call for a bridge to Velby?",
        "In which year was the Velby bridge delayed?",
        "In which year did the Velby bridge suffer its sixth delay?",
        "In which year did the Tokyo harbour claim that ships were late?",
    ],
)
def test_what_comes_round_has_no_single_year(stem: str) -> None:
    assert not gates.comes_round(asked(stem, 1972)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Lund cut its tolls for the first time?",
        "In which year did Velby host the first summit of the Baltic Council?",
        "In which year did Holm establish an annual prize for captains?",
        "In which year did Lund raise the wreck of the Skagen?",
        "In which year did Holm present the Velby crane at a conference in Oslo?",
    ],
)
def test_what_happened_once_passes(stem: str) -> None:
    assert gates.comes_round(asked(stem, 1972)).passed


def joined(stem: str, sentence: str, year: int = 1972) -> bool:
    made = asked(stem, year, sentence=sentence)
    value = next(one for one in find_values(sentence) if one.text == str(year))
    return gates.well_joined(dataclasses.replace(made, value=value)).passed


def test_two_deeds_of_two_years_are_not_one() -> None:
    sentence = "Lund introduced the crown in 1968 and ration cards in 1972."
    assert not joined("In which year did Lund introduce the crown and ration cards?", sentence)
    assert joined("In which year did Lund introduce ration cards?", sentence)


def test_a_deed_behind_the_date_may_have_its_own() -> None:
    sentence = "Lund opened the Velby yard in 1972 and sold three ferries."
    stem = "In which year did Lund open the Velby yard and sell three ferries?"
    assert not joined(stem, sentence)
    assert joined("In which year did Lund open the Velby yard?", sentence)
    first = "In 1972 Lund opened the Velby yard and sold three ferries."
    assert joined(stem, first)


@pytest.mark.parametrize(
    "stem",
    [
        "On, in which year did Lund open the Velby yard?",
        "In which year did, Lund open the Velby yard?",
        "In which year did Lund open the Velby yard,?",
        "Late in which year did Lund open the Velby yard?",
        "In which year did Lund open the Velby yard late?",
        "In which year did Lund open the yard of?",
    ],
)
def test_loose_ends_are_refused(stem: str) -> None:
    assert not gates.well_joined(asked(stem, 1972)).passed


def test_a_stray_capital_and_a_company_without_one_are_refused() -> None:
    texts = ("Ferries were bought by Lund in 1972.", "Old ferries of Lund sank, as Intel said.")
    facts = [make_fact(text, place) for place, text in enumerate(texts, start=1)]
    index = index_of(facts)

    def passes(stem: str) -> bool:
        made = dataclasses.replace(asked(stem, 1972), fact=index.facts[0], index=index)
        return gates.well_joined(made).passed

    assert passes("In which year were ferries bought by Lund?")
    assert not passes("In which year were Ferries bought by Lund?")
    assert not passes("In which year did intel buy the ferries of Lund?")


def of_document(stem: str) -> Draft:
    return dataclasses.replace(asked(stem, 1972), index=index_of(document()))


@pytest.mark.parametrize(
    "stem",
    [
        "In which year was the first 5-Year Plan launched?",
        "In which year did the Popular Front win in the north?",
        "In which year did parliament pass a law against strikes?",
        "In which year did the central bank begin to print notes?",
        "In which year did the army seize the radio?",
        "In which year did the Congress Party split into two?",
        "In which year did the prime minister open a tunnel?",
        "In which year did Lund buy out the partner of the venture?",
        "In which year did Lund open a dock after the war?",
        "In which year did the crane of Velby face a delay?",
    ],
)
def test_what_every_country_has_needs_its_country(stem: str) -> None:
    assert not gates.named_parties(of_document(stem)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year was India’s first 5-Year Plan launched?",
        "In which year did the French Popular Front win in the north?",
        "In ‘The rise of Romania’: in which year did parliament pass a law against strikes?",
        "In ‘China’s long war’: in which year did the Nationalists move to the south?",
        "In which year did the army of Denmark seize the radio?",
        "In which year did George Holm’s Congress Party split into two?",
        "In which year did Lund receive FDA approval?",
    ],
)
def test_a_country_a_people_or_a_full_name_says_whose_it_is(stem: str) -> None:
    assert gates.named_parties(of_document(stem)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year was Anna Holm born in Lund?",
        "In which year did Holm attend the University of Lund?",
        "In which year did Holm join Lund as a trainee?",
        "In which year did a survey find that Lund had no dock?",
        "In which year did exports of Velby reach $3 billion?",
    ],
)
def test_small_matters_of_a_life_and_of_statistics_are_not_asked(stem: str) -> None:
    assert not gates.worth_asking(asked(stem, 1972)).passed


@pytest.mark.parametrize(
    "stem",
    [
        "In which year did Holm join Lund as president?",
        "In which year did Lund reach an agreement with Velby?",
        "In which year did Lund sell 51% of its shares to Velby?",
    ],
)
def test_what_matters_is_asked(stem: str) -> None:
    assert gates.worth_asking(asked(stem, 1972)).passed


def test_a_bare_surname_is_led_by_the_title() -> None:
    texts = (
        "Holm bought the old dock in 1972.",
        "The dock was sold to Anna Holm by the town.",
        "Later Anna Holm sold it.",
    )
    facts = [make_fact(text, place) for place, text in enumerate(texts, start=1)]
    index = index_of(facts)
    made = asked("In which year did Holm buy the old dock?", 1972)
    alone = dataclasses.replace(made, fact=index.facts[0], index=index)
    assert not gates.named_parties(alone).passed
    led = dataclasses.replace(alone, stem=f"In ‘{facts[0].title}’: in which year did Holm buy it?")
    assert gates.named_parties(led).passed
