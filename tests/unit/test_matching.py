"""Which statement replaces which: corrected, moved, swapped, dropped, repeated."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.importing.matching import Piece, likeness, match, match_parts
from tests.growth import least_growth


def pieces(*texts: str) -> list[Piece]:
    return [Piece(f"{place} {text}", text) for place, text in enumerate(texts)]


LAMP = "The first lamp burned whale oil in 1790."
KEEPERS = "Three keepers lived on the rock."
PAY = "They earned 45 pounds a year."
HORN = "The horn of steam was fitted in 1866."


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (PAY, "They earned 48 pounds a year."),
        (KEEPERS, "Four keepers and a boy lived on the rock."),
        (HORN, "The steam horn was fitted in the year 1867."),
        ("日本は1970年に法律を作った。", "日本は1971年に新しい法律を作った。"),
    ],
)
def test_a_corrected_sentence_replaces_itself(before: str, now: str) -> None:
    assert match(pieces(LAMP, before), pieces(LAMP, now)) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("It was built in 1811.", "It was sold in 1866."),
        (PAY, "A storm took the bridge in winter."),
        ("The tower has 3 floors.", "The reef has sharks."),
    ],
)
def test_another_sentence_in_its_place_does_not(before: str, now: str) -> None:
    assert match(pieces(LAMP, before), pieces(LAMP, now)) == {0: 0}


def test_the_same_second_vouches_for_a_sentence_that_was_rewritten() -> None:
    before = Piece("a", "The first lamp burned whale oil.", frozenset({5}))
    words = "Oil from the sea fed the lamp that was lit first."
    assert match([before], [Piece("b", words, frozenset({5}))]) == {0: 0}
    assert match([before], [Piece("b", words, frozenset({9}))]) == {}


def test_the_same_second_vouches_elsewhere_for_half_of_the_words() -> None:
    born = Piece("born", "Jensen Huang was born in Tainan.", frozenset({97}))
    goal = "The company's initial goal was to create microprocessors that render 3D graphics."
    before = [born, Piece("goal", goal, frozenset({106}))]
    words = "At first the goal was a microprocessor that could render good 3D graphics."
    assert match(before, [Piece("new", words, frozenset({106})), born]) == {0: 1, 1: 0}
    assert match(before, [Piece("new", words, frozenset({300})), born]) == {1: 0}


def test_endings_do_not_make_another_word() -> None:
    one = Piece("a", "The keepers rendered lamps and watched ships.")
    other = Piece("b", "The keeper renders the lamp and watches a ship.")
    assert likeness(one, other) > 0.8
    assert likeness(Piece("a", "His bus."), Piece("b", "Hi bu.")) == 0


def test_a_heading_is_believed_unless_nearly_all_of_the_text_stands_elsewhere() -> None:
    old, new = [Piece("one", ""), Piece("two", "")], [Piece("two", ""), Piece("one", "")]
    assert match_parts(old, new, {}) == {0: 1, 1: 0}
    assert match_parts(old, new, {(0, 0): 9, (1, 1): 9}, [(0, 0), (1, 1)]) == {0: 0, 1: 1}
    # The greater part went under the other heading, but enough stayed for the heading to hold.
    shared = {(0, 0): 9, (0, 1): 2}
    assert match_parts(old, new, shared, [(0, 0)]) == {0: 1, 1: 0}


def test_order_is_kept_where_all_sentences_are_alike() -> None:
    before = pieces(*(f"Lamp {number} stands on the northern coast." for number in range(9)))
    now = pieces(*(f"Lamp {number} stands on the northern shore." for number in range(9)))
    assert match(before, now) == {place: place for place in range(9)}


def test_one_that_was_put_in_between_moves_no_other() -> None:
    now = pieces(LAMP, "Nobody counted the ships.", KEEPERS, "They earned 46 pounds a year.")
    assert match(pieces(LAMP, KEEPERS, PAY), now) == {0: 0, 2: 1, 3: 2}


def test_a_paragraph_that_moved_and_was_corrected_is_found() -> None:
    before = pieces(LAMP, KEEPERS, PAY, HORN)
    now = pieces("The horn of steam was fitted in 1867.", LAMP, KEEPERS, PAY)
    assert match(before, now) == {0: 3, 1: 0, 2: 1, 3: 2}


def test_the_same_words_under_another_key_are_the_same_statement() -> None:
    before = [Piece("a1", KEEPERS), Piece("a2", PAY), Piece("a3", PAY)]
    now = [Piece("b1", PAY), Piece("b2", PAY), Piece("b3", KEEPERS)]
    assert match(before, now) == {0: 1, 1: 2, 2: 0}


def test_what_the_document_lost_before_comes_back_by_its_key_only() -> None:
    lost = Piece("k", PAY, standing=False)
    assert match([lost], [Piece("k", PAY)]) == {0: 0}
    assert match([lost], [Piece("other", PAY)]) == {}


def test_a_lesson_with_another_heading_is_known_by_its_facts() -> None:
    before = [Piece("one", "The tower"), Piece("two", "The keepers")]
    now = [Piece("one", "The tower"), Piece("three", "Life on the rock")]
    assert match_parts(before, now, {(1, 1): 2}) == {0: 0, 1: 1}
    assert match_parts(before, now, {}) == {0: 0}


def test_a_lesson_in_two_parts_goes_on_where_most_of_it_is() -> None:
    before = [Piece("whole", "The coast")]
    now = [Piece("first", "The north"), Piece("second", "The south")]
    assert match_parts(before, now, {(0, 0): 2, (1, 0): 5}) == {1: 0}


texts = st.lists(
    st.lists(st.sampled_from("lamp rock oil 1790 was the keeper 灯 台".split()), max_size=6).map(
        " ".join
    ),
    max_size=12,
)


def test_a_document_in_which_every_sentence_changed_keeps_its_order() -> None:
    before = pieces(*(f"The lamp of this coast burned oil, and {n % 7} saw it." for n in range(90)))
    now = pieces(*(f"The lamp of this coast burned tar, and {n % 7} saw it." for n in range(90)))
    found = match(before, now)
    assert found == {place: place for place in range(90)}


@given(texts, texts)
def test_each_is_used_once_and_the_same_words_always_find_each_other(
    before: list[str], now: list[str]
) -> None:
    old = [Piece(f"old-{place}", text) for place, text in enumerate(before)]
    new = [Piece(f"new-{place}", text) for place, text in enumerate(now)]
    found = match(old, new)
    assert len(set(found.values())) == len(found)
    assert found == match(old, new)
    for text in set(before):
        both = min(before.count(text), now.count(text))
        assert sum(now[a] == text == before[b] for a, b in found.items()) >= both or not text


@given(texts, st.data())
def test_what_did_not_change_is_never_given_away(before: list[str], data: st.DataObject) -> None:
    old = [Piece(f"{place}", text) for place, text in enumerate(before)]
    kept = [piece for piece in old if data.draw(st.booleans())]
    extra = [Piece(f"new-{place}", text) for place, text in enumerate(data.draw(texts))]
    order = data.draw(st.permutations([*kept, *extra]))
    found = match(old, order)
    for place, piece in enumerate(order):
        if piece in kept:
            assert old[found[place]].key == piece.key


@given(st.text(), st.text())
def test_likeness_is_even_handed_and_between_0_and_1(one: str, other: str) -> None:
    a, b = Piece("a", one), Piece("b", other)
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert likeness(a, a) == 1


def changed(count: int, words: str) -> Sequence[Piece]:
    return [
        Piece(
            f"{words}-{number}", f"The lamp number {number} of the coast burned {words} at night."
        )
        for number in range(count)
    ]


def pair(count: int) -> None:
    assert len(match(changed(count, "oil"), changed(count, "tallow"))) == count


def test_time_grows_with_the_length_and_not_with_its_square() -> None:
    assert least_growth(lambda: pair(500), lambda: pair(4000), bound=24) < 24
