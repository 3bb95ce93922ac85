"""Why, what for, how and to what effect: what is read from a sentence, and what is not."""

from __future__ import annotations

import pytest

from quizzes.generation.reading.answers import answer_words, whole
from quizzes.generation.reading.clause import clause_at
from quizzes.generation.reading.inflection import inflect
from quizzes.generation.reading.questions import Casing, ask, question, told
from quizzes.generation.reading.relations import Relation, relations
from quizzes.generation.reading.render import render
from tests.unit.generation.factories import parsed


def first_relation(text: str) -> Relation | None:
    return next(iter(relations(parsed(text))), None)


def asked(text: str, word: str = "Why") -> str:
    relation = first_relation(text)
    assert relation is not None
    clause = clause_at(relation.parse, relation.verb, relation.out)
    assert clause is not None
    body = question(clause, Casing(names=frozenset({"Bruun", "Velby", "Nordhavn"})))
    assert body is not None
    return ask(word, body)


@pytest.mark.parametrize(
    ("text", "kind", "answer"),
    [
        (
            "In 1921, Nordhavn opened a second dock to serve the coal trade.",
            "purpose",
            "serve the coal trade",
        ),
        (
            "The icebreaker was designed to keep the northern channel open.",
            "purpose",
            "keep the northern channel open",
        ),
        (
            "Velby cut its costs by moving the repair yards to Lund.",
            "means",
            "moving the repair yards to Lund",
        ),
        (
            "The ferry company closed in 1961 due to a shortage of coal.",
            "cause",
            "a shortage of coal",
        ),
        (
            "The dockers went on strike because the harbour refused higher wages.",
            "cause",
            "the harbour refused higher wages",
        ),
        (
            "The council banned sailing ships in 1911, causing a rise in freight rates.",
            "effect",
            "causing a rise in freight rates",
        ),
        ("The winter strike led to a shortage of coal.", "effect", "a shortage of coal"),
    ],
)
def test_relations_are_read_where_they_are_marked(text: str, kind: str, answer: str) -> None:
    relation = first_relation(text)
    assert relation is not None
    assert relation.kind == kind
    assert render(relation.parse, answer_words(relation)) == answer


@pytest.mark.parametrize(
    "text",
    [
        "The town grew to become the largest port of Denmark.",
        "Nordhavn agreed to build a second dock.",
        "The harbour failed to repay its loans.",
        "The line ended by carrying no passengers at all.",
        "The port closed, not because of the strike.",
        "Nordhavn opened its dock, standing on the northern shore.",
    ],
)
def test_what_only_looks_like_a_relation_is_left(text: str) -> None:
    assert first_relation(text) is None


def test_a_question_keeps_the_verb_phrase_whole_and_puts_a_short_time_last() -> None:
    text = "In 1921, Nordhavn opened a second dock near Lund to serve the coal trade."
    assert asked(text) == "Why did Nordhavn open a second dock near Lund in 1921?"


def test_a_long_opening_stays_before_the_question() -> None:
    text = "After the council withdrew its loan, Nordhavn sold two cranes to pay the dockers."
    assert asked(text) == "After the council withdrew its loan, why did Nordhavn sell two cranes?"


def test_an_auxiliary_moves_to_the_front() -> None:
    assert asked("The port was closed due to a shortage of coal.") == "Why was the port closed?"


@pytest.mark.parametrize(
    "text",
    [
        "Nordhavn did not open a second dock to serve the coal trade.",
        "Nordhavn might open a second dock to serve the coal trade.",
        "Nordhavn perhaps opened a second dock to serve the coal trade.",
    ],
)
def test_negations_and_guesses_are_not_asked_about(text: str) -> None:
    relation = first_relation(text)
    assert relation is None or clause_at(relation.parse, relation.verb, relation.out) is None


def test_an_answer_ends_before_a_comment_and_before_a_verb_of_another_form() -> None:
    relation = first_relation(
        "Nordhavn opened a dock to serve the coal trade, which grew for twenty years."
    )
    assert relation is not None
    assert render(relation.parse, answer_words(relation)) == "serve the coal trade"


def test_a_clause_is_told_without_its_connector_and_its_answer() -> None:
    relation = first_relation("However, the port was closed in 1931 due to a shortage of coal.")
    assert relation is not None
    clause = clause_at(relation.parse, relation.verb, relation.out)
    assert clause is not None
    assert told(clause) == "The port was closed in 1931."


@pytest.mark.parametrize(
    ("lemma", "third", "past", "gerund"),
    [
        ("carry", "carries", "carried", "carrying"),
        ("cut", "cuts", "cut", "cutting"),
        ("lead", "leads", "led", "leading"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("reduce", "reduces", "reduced", "reducing"),
        ("stop", "stops", "stopped", "stopping"),
        ("be", "is", "was", "being"),
        ("undergo", "undergoes", "underwent", "undergoing"),
        ("found", "founds", "founded", "founding"),
        ("find", "finds", "found", "finding"),
    ],
)
def test_verbs_are_inflected(lemma: str, third: str, past: str, gerund: str) -> None:
    assert inflect(lemma, "third") == third
    assert inflect(lemma, "past") == past
    assert inflect(lemma, "gerund") == gerund
    assert inflect(lemma, "base") == lemma


@pytest.mark.parametrize(
    ("text", "way", "answer"),
    [
        (
            "The mission of the fleet was to lay mines off Skagen.",
            "aim",
            "lay mines off Skagen",
        ),
        ("The strike was caused by a cut in wages.", "origin", "a cut in wages"),
        ("Frost can weaken the stone of a quay.", "object", "the stone of a quay"),
        (
            "This allowed the port to serve larger ships.",
            "this",
            "allowed the port to serve larger ships",
        ),
    ],
)
def test_other_ways_to_say_it_are_read_too(text: str, way: str, answer: str) -> None:
    relation = first_relation(text)
    assert relation is not None
    assert relation.way == way
    assert render(relation.parse, answer_words(relation)) == answer


@pytest.mark.parametrize(
    "text",
    [
        "The engineers lowered the fees of the port in 1934.",
        "He was the first captain to cross the strait in winter.",
        "The ferry turned from a wooden hull to an iron one.",
        "The harbour became trapped, using its savings.",
    ],
)
def test_a_deed_or_a_description_is_no_relation(text: str) -> None:
    assert first_relation(text) is None


def test_an_inserted_phrase_keeps_the_comma_that_closes_it() -> None:
    text = "Bruun, captain of the Skagen, sold two cranes to pay the dockers."
    assert asked(text) == "Why did Bruun, captain of the Skagen, sell two cranes?"


def test_a_bare_participle_before_the_subject_is_left_out() -> None:
    text = "Working with Lund, Velby built three tugs to carry the grain."
    assert asked(text) == "Why did Velby build three tugs?"


def test_what_would_lose_the_object_of_its_verb_is_not_asked() -> None:
    relation = first_relation("Velby built, to carry the grain, three tugs.")
    if relation is not None:
        clause = clause_at(relation.parse, relation.verb, relation.out)
        assert clause is None or "tugs" in told(clause)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The winter strike led to a shortage of coal.", True),
        ("The winter strike led to 1,200 empty barges.", False),
        ("The winter strike led to the shortage.", False),
        ("The winter strike caused the closure.", False),
    ],
)
def test_a_noun_phrase_is_whole_and_no_bare_quantity(text: str, kept: bool) -> None:
    relation = first_relation(text)
    assert relation is None or whole(relation, answer_words(relation)) is kept
    assert relation is not None or not kept
