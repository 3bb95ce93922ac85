"""The timeline's geometry: seconds in, per cent out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.stretches import Stretch, close
from courses.learning.timeline import Bar, Block, Window, build_timeline, place

LESSONS = (
    Stretch("Beginnings", ((0, 198),), "/a/", (0, 30, 90)),
    Stretch("Company", ((198, 362),), "/b/", (198, 240)),
    Stretch("Unbundling", ((362, 587),), "/c/", (364, 381, 432, 451)),
)


def test_blocks_are_as_wide_as_their_seconds() -> None:
    blocks = build_timeline(LESSONS, current=2).blocks
    assert [block.number for block in blocks] == [1, 2, 3]
    assert blocks[0].width == pytest.approx(100 * 198 / 587, abs=0.01)
    assert blocks[-1].x + blocks[-1].width == pytest.approx(100, abs=0.01)
    assert [block.current for block in blocks] == [False, False, True]


def test_a_narrow_block_shows_no_name() -> None:
    lessons = (Stretch("Long", ((0, 900),)), Stretch("Short", ((900, 960),)))
    assert [block.named for block in build_timeline(lessons, width=440).blocks] == [True, False]


def test_lessons_without_seconds_take_no_room_but_keep_the_numbers() -> None:
    lessons = (Stretch("Introduction", ()), *LESSONS)
    assert [block.number for block in build_timeline(lessons).blocks] == [2, 3, 4]


def test_a_single_lesson_has_a_slice_and_no_reel() -> None:
    timeline = build_timeline(LESSONS[2:], current=0, head=432)
    assert timeline.blocks == ()
    assert timeline.windows[0].lens == ""
    assert (timeline.start, timeline.end) == (362, 587)


def test_ticks_stand_where_their_seconds_are() -> None:
    timeline = build_timeline(LESSONS, current=2)
    assert [tick.seconds for tick in timeline.ticks] == [364, 381, 432, 451]
    assert timeline.ticks[2].x == pytest.approx(100 * 70 / 225, abs=0.01)


def test_citations_outside_the_slices_are_not_drawn() -> None:
    lessons = (Stretch("One", ((100, 200),), "", (20, 120, 200, 400)),)
    ticks = build_timeline(lessons, current=0).ticks
    assert [tick.seconds for tick in ticks] == [120, 200]


def test_several_slices_are_joined_with_a_cut_between() -> None:
    lessons = (Stretch("A", ((0, 100),)), Stretch("B", ((100, 200), (500, 600)), "", (150, 550)))
    timeline = build_timeline(lessons, current=1)
    first, second = timeline.windows
    assert first.width == second.width == pytest.approx(49.25)
    assert second.x == pytest.approx(50.75)
    assert place(timeline.windows, 300) is None
    assert len({first.lens, second.lens}) == 2
    assert second.lens.endswith("100,16 50.75,16")


def test_watched_seconds_show_on_the_reel_and_the_slice() -> None:
    timeline = build_timeline(LESSONS, current=2, watched=[(0, 99), (362, 400), (390, 434)])
    assert timeline.blocks[0].share == 50
    assert [bar.x for bar in timeline.watched] == [0]
    assert timeline.watched[0].width == pytest.approx(32)
    assert timeline.blocks[2].watched[0].width == pytest.approx(32)


def test_the_flag_flips_near_the_right_edge() -> None:
    near = build_timeline(LESSONS, current=2, head=580).head
    far = build_timeline(LESSONS, current=2, head=434).head
    assert near is not None
    assert near.left
    assert far is not None
    assert not far.left
    assert build_timeline(LESSONS, current=2, head=10).head is None


def test_evidence_is_a_bar_on_the_slice() -> None:
    bar = build_timeline(LESSONS, current=2, evidence=(432, 451)).evidence
    assert bar is not None
    assert bar.x == pytest.approx(100 * 70 / 225, abs=0.01)
    assert bar.width == pytest.approx(100 * 19 / 225, abs=0.01)


def test_an_open_slice_ends_with_the_video_or_after_its_last_citation() -> None:
    lesson = Stretch("End", ((1400, None),), "", (1400, 1500))
    assert close(lesson, duration=1574) == ((1400, 1574),)
    assert close(lesson) == ((1400, 1530),)
    assert close(Stretch("End", ((1400, None),))) == ((1400, 1460),)


def test_marks_fall_on_round_steps() -> None:
    marks = build_timeline(LESSONS, current=2).marks
    assert len(marks) == 15
    assert marks[-1] == pytest.approx(100)


def test_no_video_gives_an_empty_drawing() -> None:
    timeline = build_timeline((Stretch("Article", ()),), current=0, watched=[(1, 2)], head=3)
    assert timeline.windows == ()
    assert timeline.ticks == ()
    assert timeline.start is None


seconds = st.integers(0, 20_000)
slices = st.lists(st.tuples(seconds, st.none() | seconds), max_size=4).map(tuple)
stretches = st.builds(
    Stretch, title=st.just("L"), slices=slices, citations=st.lists(seconds).map(tuple)
)


@given(
    st.lists(stretches, max_size=5),
    st.none() | st.integers(-1, 6),
    st.lists(st.tuples(seconds, seconds), max_size=6),
    st.none() | seconds,
)
def test_every_place_lies_within_the_drawing(
    lessons: list[Stretch],
    current: int | None,
    watched: list[tuple[int, int]],
    head: int | None,
) -> None:
    timeline = build_timeline(lessons, current=current, watched=watched, head=head)
    spots = [tick.x for tick in timeline.ticks] + list(timeline.marks)
    runs: list[Block | Window | Bar] = [*timeline.blocks, *timeline.windows, *timeline.watched]
    spots += [edge for run in runs for edge in (run.x, run.x + run.width)]
    assert all(-0.01 <= spot <= 100.01 for spot in spots)
