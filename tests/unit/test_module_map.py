"""The map of a module: which terms are drawn, and where their ticks stand."""

from __future__ import annotations

from courses.learning.module_map import ROWS, Mentioned, Stretch, build_map

FIRST = Stretch(lesson=1, number=1, title="One", href="/1/", start=0, end=100, x=0, width=50)
SECOND = Stretch(lesson=2, number=2, title="Two", href="/2/", start=100, end=200, x=50, width=50)


def told(term: str, lesson: int, *seconds: float) -> list[Mentioned]:
    return [Mentioned(term, term.lower(), lesson, at) for at in seconds]


def test_ticks_stand_at_their_seconds_within_their_lessons() -> None:
    mentions = told("Ada", 1, 0, 50) + told("Ada", 2, 150)
    mentions += told("Ben", 1, 10, 20, 30) + told("Cyd", 2, 110, 120, 130)
    drawn = build_map([FIRST, SECOND], mentions)
    assert drawn is not None
    ada = next(one for one in drawn.threads if one.name == "Ada")
    assert (ada.ticks, ada.count, ada.lessons) == ((0.0, 25.0, 75.0), 3, (1, 2))


def test_rows_come_in_the_order_in_which_they_begin() -> None:
    mentions = told("Cyd", 2, 110, 120, 130) + told("Ben", 1, 30, 40, 50) + told("Ada", 1, 5, 6, 60)
    drawn = build_map([FIRST, SECOND], mentions)
    assert drawn is not None
    assert [one.name for one in drawn.threads] == ["Ada", "Ben", "Cyd"]


def test_of_many_terms_those_are_drawn_that_most_sentences_tell_of() -> None:
    mentions = told("Often", 2, *range(100, 160, 10))
    for number in range(ROWS + 3):
        mentions += told(f"Term {number}", 1, 1, 2, 3)
    drawn = build_map([FIRST, SECOND], mentions)
    assert drawn is not None
    assert len(drawn.threads) == ROWS
    assert "Often" in {one.name for one in drawn.threads}


def test_a_few_rare_terms_draw_no_map() -> None:
    rare = told("Ada", 1, 1, 2) + told("Ben", 1, 1, 2) + told("Cyd", 2, 101)
    assert build_map([FIRST, SECOND], rare) is None
    assert build_map([FIRST, SECOND], told("Ada", 1, 1, 2, 3) + told("Ben", 1, 1, 2, 3)) is None


def test_ticks_that_would_touch_are_drawn_as_one_and_counted_as_many() -> None:
    mentions = (
        told("Ada", 1, 10, 10.1, 10.2, 50) + told("Ben", 1, 1, 2, 3) + told("Cyd", 1, 1, 2, 3)
    )
    drawn = build_map([FIRST, SECOND], mentions)
    assert drawn is not None
    ada = next(one for one in drawn.threads if one.name == "Ada")
    assert (ada.count, ada.ticks) == (4, (5.0, 25.0))


def test_a_lesson_in_several_places_has_each_tick_in_its_own() -> None:
    later = Stretch(lesson=1, number=1, title="One", href="/1/", start=300, end=400, x=80, width=20)
    mentions = told("Ada", 1, 50, 350, 1000)
    mentions += told("Ben", 1, 10, 20, 30) + told("Cyd", 2, 110, 120, 130)
    drawn = build_map([FIRST, SECOND, later], mentions)
    assert drawn is not None
    ada = next(one for one in drawn.threads if one.name == "Ada")
    # What lies beyond the map stays on it.
    assert ada.ticks == (25.0, 90.0, 100.0)
