"""Shares, means and facility, by hand-counted answers."""

from __future__ import annotations

import pytest

from quizzes.statistics import Share, facility, mean, option_shares


def test_shares_count_every_option_also_the_unchosen() -> None:
    shares = option_shares([[1], [1], [2], []], [1, 2, 3])
    assert shares == {1: Share(2, 0.5), 2: Share(1, 0.25), 3: Share(0, 0.0)}
    assert [share.percent for share in shares.values()] == [50, 25, 0]


def test_where_several_are_chosen_shares_exceed_the_whole() -> None:
    shares = option_shares([[1, 2], [1, 2, 2]], [1, 2])
    assert [share.share for share in shares.values()] == [1.0, 1.0]


def test_no_answers_give_no_shares_and_no_facility() -> None:
    assert option_shares([], [1]) == {1: Share(0, 0.0)}
    assert mean([]) is None
    assert facility([]) is None


def test_facility_is_the_mean_mark_over_the_highest() -> None:
    assert facility([1, 0, 0.5, 0.5]) == pytest.approx(0.5)
    assert facility([2, 4], most=4) == pytest.approx(0.75)
