"""Words are put before spaCy's rules once; the whole pipeline, told everything, says the same."""

from __future__ import annotations

import importlib

import pytest

from quizzes.parsing import MODEL, load_model, parse_texts
from quizzes.parsing.word_classes import WordClasses

TEXTS = (
    "Let's see what the engineers of Lisbon built in 1931.",
    "The engineers see that there's a bridge, and there are two more.",
    "They're gonna say that it ain't so: y'all got ta come.",
    "That saw was what they saw; the man saws, having had that.",
    "Sales rose 12% to $3.5 million , though  costs fell.",
    "I like it, and it likes me; what he did does not do.",
)


def test_what_is_looked_up_is_what_the_whole_pipeline_says() -> None:
    model = importlib.import_module(MODEL).load()
    for text, parse in zip(TEXTS, parse_texts(TEXTS), strict=True):
        said = [
            (one.lemma_, one.pos_, one.tag_, one.dep_, one.head.i, one.ent_type_)
            for one in model(text)
        ]
        found = [
            (one.lemma, one.pos, one.tag, one.dep, one.head, one.entity) for one in parse.tokens
        ]
        assert found == said, text


@pytest.mark.parametrize(
    ("word", "tag", "dep", "leads"),
    [("Let", "VB", "ROOT", True), ("there", "EX", "expl", True), ("bridge", "NN", "nsubj", False)],
)
def test_words_that_begin_a_rule_of_two_words_are_known(
    word: str, tag: str, dep: str, leads: bool
) -> None:
    strings = load_model().vocab.strings
    key = (strings.add(word), strings.add(tag), strings.add(dep))
    assert WordClasses(load_model()).of([key])[key].leads is leads


def test_a_word_is_put_before_the_rules_once(monkeypatch: pytest.MonkeyPatch) -> None:
    classes = WordClasses(load_model())
    strings = load_model().vocab.strings
    key = (strings.add("bridges"), strings.add("NNS"), strings.add("nsubj"))
    first = classes.of([key, key])[key]
    assert (first.lemma, first.pos) == ("bridge", "NOUN")
    monkeypatch.setattr(classes, "read", None)
    assert classes.of([key])[key] is first
