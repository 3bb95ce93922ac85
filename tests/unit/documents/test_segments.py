from hypothesis import given
from hypothesis import strategies as st

from courses.documents.model import Slice
from courses.documents.segments import MAX_GAP, MAX_TAIL, slices

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


def test_no_citations_no_slices() -> None:
    assert slices([], [1, 2]) == ()


@given(TIMES, TIMES)
def test_every_citation_lies_within_a_slice_and_slices_are_in_order(
    lesson: list[int], others: list[int]
) -> None:
    result = slices(lesson, sorted({*lesson, *others}))
    for second in lesson:
        assert any(s.start <= second and (s.end is None or second < s.end) for s in result)
    ends = [0]
    for part in result:
        assert part.start >= ends[-1]
        assert part.end is None or part.start < part.end
        ends.append(part.end if part.end is not None else 10**9)
