"""The report counts what became of every candidate, and shows what was refused."""

from __future__ import annotations

from quizzes.generation.model import Candidate, Generation, Refusal, SourceFact
from quizzes.generation.report import report_of, told
from quizzes.generation.supply import Supply, supply_of
from quizzes.generation.supply import told as supply_told
from tests.unit.generation.factories import document, made_from, make_fact


def candidate(fact: str, lesson: str, form: str = "year") -> Candidate:
    return Candidate(f"k-{fact}", fact, lesson, form, "When?", (), "", (), 0.5)


def test_forms_are_counted_and_two_examples_are_told_of_each_gate() -> None:
    facts = [
        make_fact(f"Sentence {number}.", number, lesson=f"l{number % 3}") for number in range(1, 7)
    ]
    refused = tuple(Refusal(f"f{number}", "year", "no leak", "It leaks.") for number in (1, 2, 3))
    generation = Generation(
        published=(candidate("f4", "l1"),),
        suggested=(candidate("f5", "l2", "money"),),
        refused=(*refused, Refusal("f5", "money", "below the line", "60 of 100.")),
    )
    report = report_of(facts, generation)
    year, money = report.forms["year"], report.forms["money"]
    assert (year.facts, year.candidates, year.below, year.published) == (4, 4, 0, 1)
    assert (money.facts, money.candidates, money.below, money.published) == (1, 1, 1, 0)
    assert year.refused == {"no leak": 3}
    assert year.examples["no leak"] == ["Sentence 1. → It leaks.", "Sentence 2. → It leaks."]
    assert (report.lessons, report.without) == (3, ["l2", "l0"])
    lines = told(report)
    assert "6 key facts read." in lines
    assert "year: 4 candidates of 4 facts, 0 below the line, 1 published" in lines
    assert "2 of 3 lessons are left without a question." in lines


def test_supply_counts_documents_with_enough_facts_by_their_kind() -> None:
    def module(name: str, count: int, year: str = "") -> list[SourceFact]:
        return [
            make_fact(f"Sentence {number}{year}.", number, id=f"{name}-{number}", module=name)
            for number in range(count)
        ]

    facts = [
        *module("history", 15, " of 1911"),
        *module("poor history", 20, " of 1911"),
        *module("idea", 15),
        *module("short", 14),
    ]
    published = [candidate(f"history-{number}", "l1") for number in range(3)]
    published += [candidate("idea-1", "l1"), candidate("short-1", "l1")]
    found = supply_of(facts, published)
    assert found["history"] == Supply(modules=2, one=1, three=1, questions=3)
    assert found["concept"] == Supply(modules=1, one=1, three=0, questions=1)
    assert "50% have three questions or more" in supply_told(found)[0]
    assert "–" in supply_told(supply_of([], []))[0]


def test_a_real_run_adds_up() -> None:
    facts = document()
    generation = made_from(facts)
    report = report_of(facts, generation)
    assert sum(form.published for form in report.forms.values()) == len(generation.published)
    for form in report.forms.values():
        assert form.candidates == form.published + form.below + sum(form.refused.values())
    assert not report.without
