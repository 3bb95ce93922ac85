"""Shares, means and facility, by hand-counted answers."""

from __future__ import annotations

import pytest

from quizzes.statistics import Answers, Share, added_up, mean


def test_shares_count_every_option_also_the_unchosen() -> None:
    answers = added_up([([1], 1), ([1], 1), ([2], 0), ([], 0)])
    shares = [answers.share(option) for option in (1, 2, 3)]
    assert shares == [Share(2, 0.5), Share(1, 0.25), Share(0, 0.0)]
    assert [share.percent for share in shares] == [50, 25, 0]
    assert (answers.count, answers.blank) == (4, 1)


def test_where_several_are_chosen_shares_exceed_the_whole() -> None:
    answers = added_up([([1, 2], 1), ([1, 2, 2], 1)])
    assert [answers.share(option).share for option in (1, 2)] == [1.0, 1.0]


def test_no_answers_give_no_shares_and_no_facility() -> None:
    assert Answers().share(1) == Share(0, 0.0)
    assert Answers().facility is None
    assert mean([]) is None


def test_facility_is_the_mean_mark() -> None:
    assert added_up([([1], 1), ([2], 0), ([1], 0.5), ([], 0.5)]).facility == pytest.approx(0.5)


def test_two_sums_make_the_sum_of_all() -> None:
    first, second = [([1], 1.0), ([2], 0.0)], [([1], 1.0), ([], 0.0)]
    assert added_up(first) + added_up(second) == added_up(first + second)
