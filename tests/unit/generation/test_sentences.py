"""Which sentences stand alone, and what a leading pronoun is taken for."""

from __future__ import annotations

import pytest

from quizzes.generation.clauses import clauses
from quizzes.generation.references import resolve
from quizzes.generation.sentences import capitalised, names_in, problem_with, strip_connector
from tests.unit.generation.factories import make_fact

KNOWN = frozenset({"Lund", "Nordhavn", "Velby"})


@pytest.mark.parametrize(
    "text",
    [
        "It closed in 1972 after subsidies ended.",
        "This project cost Nordhavn 10 million kroner.",
        "The company closed in 1972 after Lund withdrew.",
        "They sold Nordhavn in 1934 to a rival.",
        "Nordhavn adopted this approach in 1934.",
        "A year later, Nordhavn sold its cranes.",
        "Nordhavn opened a new dock last month.",
        "We think that Nordhavn opened in 1934.",
        "selling its cranes, Nordhavn closed in 1934.",
        "By replacing workers, they gained a lead over Lund.",
        "Reached Nordhavn on March 9 but broke down.",
        "Nordhavn, which opened in 1934.",
        "Nordhavn opened in 1934 <a class=x>.",
        'Nordhavn called it "a dock.',
        "The latter was sold to Lund in 1934.",
        "The estimated cost was 160 billion rubles for Lund.",
        "How did Nordhavn open in 1934?",
        "Nordhavn opened in 1934. Lund closed in 1935.",
        "The Labour party of Lund did the same in 1934.",
    ],
)
def test_a_sentence_that_leans_on_others_is_refused(text: str) -> None:
    assert problem_with(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "Nordhavn opened its first deep-water dock in 1921.",
        "In 1964, Lund introduced the System/360 line of computers.",
        "The Lund shipyard was sold in 1934 to Nordhavn.",
        "Nordhavn Yard, founded in 1907, started small but grew fast.",
        "In 1988, Lund, carrying a heavy debt, faced ruin.",
        "I-mode had won more than 40 million subscribers by 2003.",
        "When Lund withdrew, the company that owned Velby closed.",
    ],
)
def test_a_sentence_that_stands_alone_passes(text: str) -> None:
    assert problem_with(text, KNOWN) == ""


def test_the_past_years_need_a_dated_source() -> None:
    text = "Lund spent 3.9 million kroner in the past three years."
    assert problem_with(text, KNOWN)
    assert not problem_with(text, KNOWN, dated=True)


def test_connectors_go_and_the_sentence_keeps_its_capital() -> None:
    assert strip_connector("However, Lund closed.") == "Lund closed."
    assert strip_connector("And only Lund closed.") == "Only Lund closed."
    assert strip_connector("Lund, however, closed.") == "Lund closed."


def test_it_is_the_lead_in_when_the_sentence_before_speaks_of_it() -> None:
    before = make_fact("One answer was BTRON, begun by Ken.", 1, lead_in="BTRON", paragraph=4)
    fact = make_fact("It aimed to create a system.", 2, lead_in="BTRON", paragraph=4)
    assert resolve(fact, before, [before, fact], KNOWN).text == "BTRON aimed to create a system."


def test_it_is_the_subject_of_the_sentence_before() -> None:
    before = make_fact("The Lund Ferry Company failed to earn money.", 1, paragraph=4)
    fact = make_fact("It closed in 1972.", 2, paragraph=4)
    said = resolve(fact, before, [before, fact], KNOWN)
    assert said.text == "The Lund Ferry Company closed in 1972."
    assert said.note == "The Lund Ferry Company"


@pytest.mark.parametrize(
    ("before", "changes"),
    [
        ("The Lund Ferry Company failed.", {"paragraph": 9}),
        ("Experts praised the Lund Ferry Company.", {}),
        ("Ken Sakamoto founded the Lund Ferry Company.", {}),
    ],
)
def test_a_pronoun_stays_when_unsure(before: str, changes: dict[str, object]) -> None:
    first = make_fact(before, 1, paragraph=4)
    fact = make_fact("It closed in 1972.", 2, **{"paragraph": 4, **changes})
    assert resolve(fact, first, [first, fact], KNOWN).text == "It closed in 1972."


def test_a_lead_in_that_runs_into_its_sentence_is_taken_off() -> None:
    fact = make_fact("Heavy losses Lund lost 5 ships in 1934.", 1, lead_in="Heavy losses")
    assert resolve(fact, None, [fact], KNOWN).text == "Lund lost 5 ships in 1934."


def test_clauses_with_their_own_subject_are_offered() -> None:
    text = "Nordhavn opened a dock last month, and Lund is spending $14 million on cranes there."
    assert "Lund is spending $14 million on cranes there." in clauses(text)


def test_an_opening_that_points_back_can_go() -> None:
    text = "To develop ships for this project, MITI sponsored the Lund Company in October 1966."
    assert "MITI sponsored the Lund Company in October 1966." in clauses(text)


def test_names_are_words_with_a_capital_inside_a_sentence() -> None:
    known = capitalised(["In March, the Lund yard sold IBM parts."])
    assert known == {"Lund", "IBM"}
    assert names_in("Lund grew in May.", known) == {"Lund"}
    assert names_in("Ships grew in May.", known) == set()
