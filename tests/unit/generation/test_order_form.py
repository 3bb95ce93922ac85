"""Four dated events of one document: which happened first, which last."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizzes.generation import SourceFact
from quizzes.generation.drafts import Draft
from quizzes.generation.forms.order import LEAST_GAP, LONGEST_SPAN, OrderForm
from quizzes.generation.gates import FIRST_GATES, LAST_GATES, clang, run
from quizzes.generation.model import Candidate
from quizzes.generation.ranking.ranker import Ranker, Term
from quizzes.generation.reading.events import events, tells_its_time
from tests.unit.generation.factories import index_of, made_from, make_fact

DATED = (
    "In 1921, Nordhavn bought three tugs from Karlskrona.",
    "In 1925, the Oresund Line hired two captains from Bergen.",
    "In 1929, Captain Bruun wrote a book about herring.",
    "In 1934, Velby sold its grain barges to Helsing.",
)


def document(texts: tuple[str, ...] = DATED) -> list[SourceFact]:
    return [make_fact(text, place) for place, text in enumerate(texts, start=1)]


def drafts_of(facts: list[SourceFact]) -> list[Draft]:
    index = index_of(facts)
    return [draft for fact in facts for draft in OrderForm().drafts(fact, index)]


def test_the_earliest_of_four_events_is_asked_for() -> None:
    (draft,) = drafts_of(document())
    assert draft.stem == "In ‘Harbours of the North’: which of these four events happened first?"
    assert draft.key == "Nordhavn bought three tugs from Karlskrona"
    assert {wrong.text for wrong in draft.wrong} == {
        "The Oresund Line hired two captains from Bergen",
        "Captain Bruun wrote a book about herring",
        "Velby sold its grain barges to Helsing",
    }
    assert [wrong.fact.text for wrong in draft.wrong if wrong.fact] == list(DATED[1:])


def test_every_gate_lets_it_pass() -> None:
    (draft,) = drafts_of(document())
    results = run((*FIRST_GATES, *LAST_GATES), draft)
    assert all(result.passed for result in results), results[-1]


def test_of_eight_events_the_latest_is_asked_for_as_well_with_none_in_both() -> None:
    more = (
        "In 1941, Malmo dredged the northern canal.",
        "In 1945, Skagen painted eleven ferries white.",
        "In 1949, Lund hired forty Danish welders.",
        "In 1953, Bergen taxed imported timber.",
    )
    first, last = drafts_of(document(DATED + more))
    assert first.stem.endswith("happened first?")
    assert last.stem.endswith("happened last?")
    assert last.key == "Bergen taxed imported timber"
    assert not set(first.texts) & set(last.texts)


@pytest.mark.parametrize(
    "texts",
    [
        DATED[:3],
        (  # a year from the key, at either end
            *DATED[:1],
            "In 1922, the Oresund Line hired two captains from Bergen.",
            "In 1933, Captain Bruun wrote a book about herring.",
            *DATED[3:],
        ),
        (*DATED[:3], "In 1984, Velby sold its grain barges to Helsing."),  # of another age
        (*DATED[:3], "By 1934, Velby had sold its grain barges to Helsing."),  # a bound
        (*DATED[:3], "In 1934, it sold its grain barges to Helsing."),  # who?
        (*DATED[:3], "In 1934, Velby closed its last bank after forty years."),
        (*DATED[:3], "In 1934, the Oresund Line dismissed two captains from Bergen."),  # one story
    ],
)
def test_without_four_events_years_apart_nothing_is_asked(texts: tuple[str, ...]) -> None:
    assert drafts_of(document(texts)) == []


def test_the_limits_are_those_that_the_cases_above_stand_on() -> None:
    assert LEAST_GAP == 2
    assert LONGEST_SPAN == 25


@pytest.mark.parametrize(
    "told",
    [
        "Nordhavn opened its first dock",
        "Lund was founded by two brothers",
        "Velby resigned from the council",
        "Skagen rebuilt the quay after the war",
        "Malmo sold 180-nanometer chips",
        "The Ferry Act of 1922 was repealed",
    ],
)
def test_words_that_tell_when_something_was_are_no_option(told: str) -> None:
    assert tells_its_time(told)


def test_an_event_is_told_without_its_date() -> None:
    index = index_of(document())
    reading = index.reading(index.facts[0])
    assert reading.parse is not None
    (event,) = events(reading.parse, reading.manner)
    assert event.told == "Nordhavn bought three tugs from Karlskrona"
    assert event.year == 1921
    assert event.span in DATED[0]


def test_it_is_suggested_and_never_published_unjudged() -> None:
    made = made_from(document())

    def of_form(found: tuple[Candidate, ...]) -> list[Candidate]:
        return [one for one in found if one.form == "order"]

    assert not of_form(made.published)
    assert len(of_form((*made.suggested, *made.spare))) == 1


def test_a_name_of_the_title_in_the_right_answer_gives_nothing_away() -> None:
    facts = [make_fact(text, place, title="Nordhavn and its tugs")
             for place, text in enumerate(DATED, start=1)]  # fmt: skip
    (draft,) = drafts_of(facts)
    results = run(LAST_GATES, draft)
    assert results[-1].passed, results[-1]
    assert not clang(replace(draft, form="name")).passed


def test_a_form_that_was_not_judged_changes_nothing_among_those_that_were() -> None:
    texts = (DATED[0].replace(".", " for 5 million kroner."), *DATED[1:])
    certain = {"form_year": Term(0.0, 1.0, 3.0), "form_money": Term(0.0, 1.0, -3.0)}
    ranker = Ranker(terms=certain, labels={"year": 20, "money": 20}, line=2.0)
    made = made_from(document(texts), ranker=ranker)
    first = [one for one in made.suggested if one.fact_id == "f1"]
    assert [one.form for one in first] == ["year"]
    assert {"order", "money"} <= {one.form for one in made.spare}
