"""Credit rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.grading import RULES, grade
from quizzes.models import Version
from quizzes.wording import CREDIT, credit_words

OPTIONS = {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("chosen", "exact", "proportional", "proportional_correct"),
    [
        ({1, 2}, 1.0, 1.0, 1.0),
        ({1}, 0.0, 0.75, 0.5),
        ({1, 3}, 0.0, 0.5, 0.0),
        ({1, 2, 3}, 0.0, 0.75, 0.0),
        ({3, 4}, 0.0, 0.0, 0.0),
        (set(), 0.0, 0.0, 0.0),
    ],
)
def test_each_rule_gives_its_credit(
    chosen: set[int], exact: float, proportional: float, proportional_correct: float
) -> None:
    given_credit = [grade(chosen, {1, 2}, OPTIONS, rule) for rule in RULES]
    assert given_credit == pytest.approx([exact, proportional, proportional_correct])


@given(st.sets(st.sampled_from([1, 2, 3, 4])), st.sets(st.sampled_from([1, 2, 3, 4]), min_size=1))
def test_credit_lies_between_nothing_and_all(chosen: set[int], correct: set[int]) -> None:
    for rule in RULES:
        credit = grade(chosen, correct, OPTIONS, rule)
        assert 0.0 <= credit <= 1.0
        assert (credit == 1.0) is (chosen == correct)


def test_every_rule_that_an_author_can_choose_is_known() -> None:
    assert set(Version.Credit.values) == set(RULES)


def test_what_was_not_offered_is_an_error() -> None:
    with pytest.raises(ValueError, match="not offered"):
        grade({9}, {1}, OPTIONS)
    with pytest.raises(ValueError, match="key"):
        grade({1}, {9}, OPTIONS)
    with pytest.raises(ValueError, match="rule"):
        grade({1}, {1}, OPTIONS, "generous")


def test_every_rule_is_told_to_learners_in_words() -> None:
    assert set(CREDIT) == set(RULES)
    assert "a wrong one ticked earns nothing" in credit_words("proportional_correct")
