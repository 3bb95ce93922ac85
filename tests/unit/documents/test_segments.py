from hypothesis import given
from hypothesis import strategies as st

from courses.documents.model import Slice
from courses.documents.segments import MAX_GAP, MAX_TAIL, MIN_LENGTH, slices

TIMES = st.lists(st.integers(0, 20_000), min_size=1, max_size=60)


def test_a_slice_ends_where_the_next_citation_begins() -> None:
    assert slices([5, 20, 40], [5, 20, 40, 70, 90]) == (Slice(5, 70),)


def test_the_last_one_is_open() -> None:
    assert slices([70, 90], [5, 20, 40, 70, 90]) == (Slice(70, None),)


def test_a_slice_does_not_run_on_for_ever() -> None:
    assert slices([5], [5, 5000]) == (Slice(5, 5 + MAX_TAIL),)


def test_a_lesson_told_from_two_places_has_two_slices() -> None:
    far = 40 + MAX_GAP + 1
    assert slices([5, far, 40], [5, 40, 70, far, 900]) == (Slice(5, 70), Slice(far, far + MAX_TAIL))


def test_a_slice_is_long_enough_to_be_understood() -> None:
    assert slices([5], [5, 7, 5000]) == (Slice(5, 5 + MIN_LENGTH),)
    assert slices([5, 40], [5, 40, 42]) == (Slice(5, 42),)


def test_a_lead_in_begins_earlier_and_never_before_the_video() -> None:
    assert slices([5], [5, 40, 90], lead_in=8) == (Slice(0, 40),)
    assert slices([70], [5, 70, 90, 200], lead_in=8) == (Slice(62, 90),)


def test_slices_that_touch_are_one() -> None:
    far = 40 + MAX_GAP + 1
    assert slices([40, far], [40, far, 900], lead_in=MAX_GAP) == (Slice(0, far + MAX_TAIL),)


def test_no_citations_no_slices() -> None:
    assert slices([], [1, 2]) == ()


@given(TIMES, TIMES, st.integers(0, 300))
def test_every_citation_lies_within_a_slice_and_slices_are_in_order(
    lesson: list[int], others: list[int], lead_in: int
) -> None:
    result = slices(lesson, sorted({*lesson, *others}), lead_in=lead_in)
    for second in lesson:
        assert any(s.start <= second and (s.end is None or second < s.end) for s in result)
    ends = [-1]
    for part in result:
        assert part.start > ends[-1]
        assert part.end is None or part.start < part.end
        ends.append(part.end if part.end is not None else 10**9)
