"""Judgements become shares, intervals and agreement."""

from __future__ import annotations

import pytest

from quizzes.rating.reading import Key, Rating
from quizzes.rating.scoring import Share, cohens_kappa, score, told, wilson
from quizzes.rating.sheets import RUBRIC


def key(name: str, form: str = "year") -> Key:
    return Key(name, "A", "0a", form, True, "2", None, {}, ("The evidence.",))


def rating(
    name: str, fine: bool = True, *, rater: str = "r", answer: str = "", **no: bool
) -> Rating:
    marks = {mark: no.get(mark, True) for mark in RUBRIC}
    return Rating(name, rater, answer, marks, fine, "" if fine else "Two are right.")


@pytest.mark.parametrize(
    ("good", "count", "low", "high"),
    [(102, 125, 0.739, 0.874), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_interval_as_published(good: int, count: int, low: float, high: float) -> None:
    assert wilson(good, count) == pytest.approx((low, high), abs=0.001)


def test_kappa_counts_agreement_beyond_chance() -> None:
    # The textbook table: 20 both yes, 5 and 10 apart, 15 both no.
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)
    assert cohens_kappa([(True, True)] * 5) is None
    assert cohens_kappa([]) is None


def test_a_question_that_two_judged_is_acceptable_if_both_accept_it() -> None:
    ratings = [rating("a"), rating("a", False, rater="s", one_right=False), rating("b")]
    found = score(ratings, {"a": key("a"), "b": key("b", "money")})
    assert found.shares == {"money": Share(1, 1), "year": Share(0, 1), "all": Share(1, 2)}
    assert found.ratings == Share(2, 3)
    assert found.twice == 1
    assert found.failures == {"one_right": 1}
    assert found.reasons == (("year", "a", "Two are right."),)


def test_what_was_answered_without_the_evidence_is_counted() -> None:
    ratings = [rating("a", answer="A"), rating("b", answer="B"), rating("c")]
    found = score(ratings, {name: key(name) for name in "abc"})
    assert found.guessed == Share(1, 3)
    assert any("1/3" in line and "without the evidence" in line for line in told(found))


def test_a_rater_who_meets_a_question_again_is_no_second_rater() -> None:
    ratings = [rating("a", False, one_right=False), rating("a")]
    found = score(ratings, {"a": key("a")})
    assert found.shares["all"] == Share(1, 1)
    assert (found.twice, found.kappa) == (0, None)
    assert not found.failures
