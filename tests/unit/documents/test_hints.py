"""What is found in a text before it is read."""

import pytest

from courses.documents.hints import has_late_times, reach, video_of


@pytest.mark.parametrize("clock", ["1:00:00", "01:00:00", "10:00:00", "[20:10:05]", "17:04:00"])
def test_a_time_with_hours_is_late(clock: str) -> None:
    assert has_late_times(f"Masts {clock} and sails")


@pytest.mark.parametrize("clock", ["00:59:59", "0:59:59", "17:04", "[1:10]", "10:30", ":10"])
def test_a_time_without_hours_is_not(clock: str) -> None:
    assert not has_late_times(f"Masts {clock} and sails")


def test_a_text_reaches_its_last_time_if_it_cites_enough_and_nothing_late() -> None:
    times = "[00:10] [00:01:10] [02:00] [3:05] [00:02:59]"
    assert reach(times) == 185
    assert reach(times[:20]) == 0
    assert reach(times + " [01:00:00]") == 0


def test_the_video_is_that_of_the_front_matter() -> None:
    assert video_of("---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\nWords.") == "AbC-123_xyZ"
    assert video_of("# An article\n\nvideoId: AbC-123_xyZ") == ""
