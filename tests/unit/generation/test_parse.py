"""Parses as plain data, and the parser that makes them."""

from __future__ import annotations

import pytest

from quizzes.generation.parse import Parse, Token
from quizzes.parsing import parse_texts
from tests.unit.generation.factories import SENTENCES, parsed


def token(text: str, head: int, start: int) -> Token:
    return Token(text, text, "NOUN", "NN", "dep", head, start, True, "")


def test_spans_children_and_roots() -> None:
    parse = Parse(
        "old docks closed", (token("old", 1, 0), token("docks", 2, 4), token("closed", 2, 10))
    )
    assert parse.roots() == (2,)
    assert parse.children(1) == (0,)
    assert parse.subtree(2) == (0, 3)
    assert parse.under(1) == {0, 1}
    assert parse.subtree_text(1) == "old docks"
    assert list(parse.ancestors(0)) == [1, 2]
    assert parse.within(0, 2)
    assert not parse.within(2, 0)
    assert parse.at(5) == 1
    assert parse.covering(2, 6) == (0, 2)
    assert parse.covering(90, 95) is None


def test_heads_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        Parse("a b", (token("a", 1, 0), token("b", 0, 2)))


def test_offsets_are_those_of_the_text_with_its_own_quotation_marks() -> None:
    text = "Lund’s yard sold “Freja” for $60 million."
    parse = parsed(text)
    assert parse.text == text
    for one in parse.tokens:
        assert text[one.start : one.end] == one.text
    assert "’s" in [one.text for one in parse.tokens]


def test_the_same_texts_give_the_same_parses_in_one_process_or_two() -> None:
    texts = list(SENTENCES)
    once = parse_texts(texts, workers=1)
    assert once == parse_texts(texts, workers=1)
    assert once == parse_texts(texts, workers=2)


def test_no_texts_no_parses() -> None:
    assert parse_texts([]) == []
