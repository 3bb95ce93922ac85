"""Features are numbers that can be explained; the model is arithmetic that can be checked."""

from __future__ import annotations

from math import exp

import pytest

from quizzes.generation import generate
from quizzes.generation.model import Candidate
from quizzes.generation.ranking import Ranker
from quizzes.generation.ranking.ranker import FEWEST_LABELS, FILE, Term, load_ranker, read_ranker
from quizzes.generation.ranking.wording import WORDS, phrase
from tests.unit.generation.factories import document, made_from

ENOUGH = {"year": FEWEST_LABELS}


def candidates(ranker: Ranker) -> tuple[list[Candidate], list[Candidate]]:
    generation = made_from(document(), ranker=ranker)
    return list(generation.published), list(generation.suggested)


def test_a_probability_is_the_calibrated_sum_of_the_pushes() -> None:
    ranker = Ranker(
        terms={"natural": Term(0.5, 0.5, 1.0), "stem_words": Term(20.0, 5.0, -0.5)},
        intercept=0.2,
        slope=2.0,
        shift=-0.1,
        labels=ENOUGH,
    )
    # 0.2 + 1.0 * (1 - 0.5) / 0.5 - 0.5 * (30 - 20) / 5 = 0.2
    found = {"natural": 1.0, "stem_words": 30.0, "unheard_of": 9.0}
    assert ranker.raw(found) == pytest.approx(0.2)
    assert ranker.probability(found) == pytest.approx(1 / (1 + exp(-0.3)))
    assert ranker.reasons(found) == [
        "For it: it is asked as a question.",
        "Against it: the question is long.",
    ]


def test_what_was_not_measured_counts_as_usual() -> None:
    ranker = Ranker(terms={"depth": Term(3.0, 1.0, -1.0)}, labels=ENOUGH)
    assert ranker.raw({}) == ranker.raw({"depth": 3.0}) == 0.0
    assert ranker.raw({"depth": 400.0}) == ranker.raw({"depth": 7.0})


def test_a_form_is_told_from_the_others() -> None:
    ranker = Ranker(terms={"form_year": Term(0.5, 0.5, 1.0)}, labels=ENOUGH)
    assert ranker.raw({"form_year": 1.0}) == 1.0
    assert ranker.raw({"form_money": 1.0}) == -1.0
    assert ranker.reasons({"form_money": 1.0}) == []
    assert ranker.reasons({"form_year": 1.0}) == ["For it: it is one of the questions for a year."]


def test_a_form_without_labels_is_judged_by_the_generator_itself() -> None:
    ranker = Ranker(terms={"natural": Term(0.5, 0.5, 9.0)}, labels={"year": FEWEST_LABELS - 1})
    verdict = ranker.judge("year", [("natural", 1.0)], worth=0.4, line=0.45)
    assert (verdict.publish, verdict.learned, verdict.reasons) == (False, False, ())
    assert ranker.judge("year", [], worth=1.2, line=0.45).publish


def test_a_form_may_have_a_line_of_its_own() -> None:
    ranker = Ranker(
        terms={"natural": Term(0.5, 0.5, 1.0)},
        line=0.6,
        lines={"name": 0.8},
        labels={"year": 99, "name": 99},
    )
    natural = [("natural", 1.0)]
    assert ranker.judge("year", natural, worth=0, line=1).publish
    assert not ranker.judge("name", natural, worth=1, line=0).publish


def test_what_lies_below_the_line_is_suggested_and_not_lost() -> None:
    forms = {one.form for found in candidates(Ranker()) for one in found}
    labels = dict.fromkeys(forms, FEWEST_LABELS)
    strict = Ranker(terms={"natural": Term(0.5, 0.5, 1.0)}, line=2.0, labels=labels)
    published, suggested = candidates(strict)
    assert not published
    assert len({one.fact_id for one in suggested}) == len(suggested) > 5
    for one in suggested:
        assert 0 < one.probability < 1
        assert one.reasons
        assert one.features == tuple(sorted(one.features))
    lax, _ = candidates(Ranker(terms=strict.terms, line=0.0, labels=labels))
    # A sentence with a gap stays a suggestion, however likely it is.
    whole = {one.fact_id for one in suggested if dict(one.features)["natural"]}
    assert whole
    assert whole <= {one.fact_id for one in lax}
    assert all(dict(one.features)["natural"] for one in lax)


def test_every_feature_can_be_put_into_words() -> None:
    published, suggested = candidates(Ranker())
    names = {name for one in [*published, *suggested] for name, _ in one.features}
    assert {name for name in names if not name.startswith("form_")} <= set(WORDS)
    assert all(phrase(name, high=high) for name in names for high in (True, False))
    assert phrase("form_odd", high=True) == "it is one of the questions of the form “odd”"


def test_the_shipped_file_can_be_read() -> None:
    if not FILE.exists():
        assert load_ranker() == Ranker()
        return
    ranker = load_ranker()
    assert 0 < ranker.line < 1
    assert set(ranker.terms)
    assert all(term.scale > 0 for term in ranker.terms.values())
    for name in ranker.terms:
        assert phrase(name, high=True)


def test_a_broken_file_is_not_taken_for_a_model() -> None:
    with pytest.raises(KeyError):
        read_ranker({"features": {}})


def test_features_measure_what_their_words_say() -> None:
    published, suggested = candidates(Ranker())
    by_form = {one.form: dict(one.features) for one in [*published, *suggested]}
    year, money = by_form["year"], by_form["money"]
    assert year["form_year"] == money["form_money"] == 1.0
    assert "form_money" not in year
    assert 1 <= year["year_nearest"] <= year["year_spread"] <= 25
    assert 0 < money["number_nearest"] <= money["number_spread"] < 1.5
    assert "year_nearest" not in money
    for one in [*published, *suggested]:
        found = dict(one.features)
        assert found["natural"] == float("_____" not in one.stem)
        assert found["stem_is_question"] <= found["natural"]
        assert 0 <= found["own_share"] <= 1
        assert ("gap_place" in found) == ("_____" in one.stem)


def test_a_sentence_that_was_not_parsed_has_no_features_of_a_parse() -> None:
    facts = document()
    generation = generate(facts, {}, ranker=Ranker())
    parsed, bare = made_from(facts).published[0], generation.published[0]
    assert "depth" in dict(parsed.features)
    assert "depth" not in dict(bare.features)
