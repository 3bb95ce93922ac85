"""Mis-scaled times are put right, and a sane talk never is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.documents.citations import canonical, parse_time
from courses.documents.model import Document
from courses.documents.reader import read_document
from courses.documents.scale import measure

HEAD = "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\n"


def read(
    written: str, *, siblings: Sequence[int] | None = None, length: int | None = None
) -> list[tuple[int | None, str]]:
    citations = [parse_time(w) for w in written.split()]
    scale = measure(citations, siblings=siblings, length=length)
    return [(c.seconds, c.state) for c in scale.read]


def seconds(written: str) -> list[int | None]:
    return [second for second, _ in read(written)]


def document(
    written: str, *, siblings: Sequence[int] | None = None, length: int | None = None
) -> Document:
    text = HEAD + " ".join(f"The mast is {n} feet [{t}]." for n, t in enumerate(written.split()))
    return read_document(text, name="t.md", siblings=siblings, video_seconds=length)


def test_minutes_written_as_hours_are_put_right() -> None:
    times = read("00:41:00 03:12:00 08:27:00 11:03:00 17:04:00")
    assert times == [(s, "repaired") for s in (41, 192, 507, 663, 1024)]


@pytest.mark.parametrize(
    "talk",
    [
        "00:10:00 01:05:17 02:31:00 02:59:48 03:02:09 03:40:51",
        "00:30:00 01:00:00 01:30:00 02:00:00 02:30:00",  # every half hour
        "00:07:12 00:31:00 00:58:00 01:24:00 01:51:33 02:13:00 02:40:08 03:01:00 03:03:30",
        "02:10:44 00:03:10 01:47:00 02:58:00 00:12:00 03:05:59",  # in no order
        "01:01:01 02:02:02 03:03:03 03:11:00",
    ],
)
def test_a_sane_three_hour_talk_is_left_alone(talk: str) -> None:
    assert all(state == "as_written" for _, state in read(talk))


@given(st.lists(st.integers(0, 3 * 3600 + 1800), min_size=1, max_size=60))
def test_no_talk_of_exact_seconds_is_repaired(times: list[int]) -> None:
    # Seconds that are never 00 are what a transcript gives; no sign of a wrong scale is there.
    exact = [s if s % 60 > 9 else s + 11 for s in times]
    written = " ".join(f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in exact)
    assert read(written) == [(s, "as_written") for s in exact]


WHOLE_MINUTES = "00:04:00 00:37:00 01:13:00 01:58:00 02:31:00 02:44:00 02:59:00"


def test_a_short_talk_in_whole_minutes_is_doubtful_and_not_repaired() -> None:
    given = read(WHOLE_MINUTES)
    assert [s for s, _ in given] == [240, 2220, 4380, 7080, 9060, 9840, 10740]
    assert "repaired" not in {state for _, state in given}
    (warning,) = document(WHOLE_MINUTES).warnings
    assert "01:13:00 may mean 1:13:00 or 1:13" in warning.message


def test_the_length_of_the_video_settles_it() -> None:
    sane = read(WHOLE_MINUTES, length=3 * 3600)
    assert {state for _, state in sane} == {"as_written"}
    short = read(WHOLE_MINUTES, length=190)
    assert short == [(s, "repaired") for s in (4, 37, 73, 118, 151, 164, 179)]


def test_the_other_notes_of_the_video_settle_it() -> None:
    sane = read(WHOLE_MINUTES, siblings=[5, 6000, 10_000])
    assert {state for _, state in sane} == {"as_written"}
    short = read(WHOLE_MINUTES, siblings=[5, 170, 60])
    assert {state for _, state in short} == {"repaired"}
    doc = document(WHOLE_MINUTES, siblings=[5, 170])
    assert "other notes of this video end at 2:50" in doc.warnings[0].message


def test_an_hour_that_no_video_has_is_put_right_by_itself() -> None:
    assert read("00:01:10 17:04:00 00:20:00") == [
        (70, "as_written"),
        (1024, "repaired"),
        (1200, "as_written"),
    ]


def test_after_the_first_hour_the_same_note_may_be_right() -> None:
    before = "31:10:00 44:12:00 52:40:00 57:13:00 59:20:00"
    assert seconds(before + " 01:00:53 01:02:40 01:08:00 01:11:09")[5:] == [3653, 3760, 4080, 4269]


def test_frames_behind_the_seconds_are_dropped() -> None:
    times = "02:17:19 06:48:49 08:10:07 14:31:36 15:43:08 15:22:04 22:12:43 48:49:12"
    assert seconds(times) == [137, 408, 490, 871, 943, 922, 1332, 2929]


def test_an_ending_that_most_share_is_no_second() -> None:
    times = "02:01:45 06:21:45 14:14:45 38:27:45 44:02:45 58:29:45 01:01:04 01:14:50 01:28:45"
    assert seconds(times) == [121, 381, 854, 2307, 2642, 3509, 3664, 4490, 5325]


def test_a_stretch_of_mis_scaled_times_in_a_sane_note() -> None:
    times = "01:42:00 01:49:00 02:07:00 00:44:07 00:45:14 00:52:23 00:59:13 01:13:50"
    assert seconds(times) == [102, 109, 127, 2647, 2714, 3143, 3553, 4430]


def test_a_lone_late_time_is_no_habit() -> None:
    times = "00:01:10 00:19:59 00:30:12 00:33:21 01:45:00 00:34:00 00:36:07"
    assert "repaired" not in {state for _, state in read(times)}


SHORT = "00:00:00 00:00:30 00:00:39 {} 00:00:44 00:00:48 00:00:50 00:00:52"


def test_a_few_times_far_off_all_others_are_put_right() -> None:
    found = read(SHORT.format("02:00:00 02:05:00"))
    assert found[3:5] == [(120, "repaired"), (125, "repaired")]
    assert [s for s, _ in found[5:]] == [44, 48, 50, 52]
    doc = document(SHORT.format("02:00:00 02:05:00"))
    assert "all other citations of the note end far before" in doc.warnings[0].message


def test_one_time_far_off_is_doubtful_and_kept() -> None:
    assert read(SHORT.format("02:00:00"))[3] == (7200, "doubtful")


@pytest.mark.parametrize(
    "talk",
    [
        SHORT.format("02:00:00 02:05:31"),  # an exact second is no wrong scale
        SHORT.format("02:00:00 02:05:00") + " 00:07:10",  # others lie between
        SHORT.format("00:50:00 02:05:00"),
        SHORT.format("04:30:00 04:45:00"),  # an order lower they would be just as far off
        "00:00:10 00:00:52 02:00:00 02:05:00",  # too few to tell
    ],
)
def test_a_sane_leap_is_left_alone(talk: str) -> None:
    assert "repaired" not in {state for _, state in read(talk)}


def test_notes_that_reach_as_far_prove_far_times_sane() -> None:
    found = read(SHORT.format("02:00:00 02:05:00"), siblings=[7100])
    assert {state for _, state in found} == {"as_written"}


def test_the_evidence_is_written_down(mis_scaled: Document) -> None:
    facts = [fact for lesson in mis_scaled.lessons for fact in lesson.facts]
    assert [f.citations[0].seconds for f in facts] == [41, 192, 507, 663, 1024]
    assert {f.citations[0].state for f in facts} == {"repaired"}
    assert 'data-t="00:17:04"' in mis_scaled.lessons[1].source
    assert mis_scaled.citations_repaired == 5
    (warning,) = mis_scaled.warnings
    assert warning.line == 8
    assert "4 more were put right" in warning.message
    assert "1 of 5 times would lie past 13 hours; 5 of 5 end alike" in warning.message


def test_citations_beyond_the_end_of_the_video_are_reported() -> None:
    doc = document("00:01:10 00:05:00 00:07:41", length=310)
    assert [w.message for w in doc.warnings] == [
        "Citation 00:07:41 lies beyond the end of the video, which is 5:10 long."
    ]
    states = [c.state for lesson in doc.lessons for f in lesson.facts for c in f.citations]
    assert states == ["as_written", "as_written", "doubtful"]


def test_a_lesson_that_was_put_right_stays_right_when_it_is_read_again() -> None:
    once = document("00:41:00 03:12:00 08:27:00 11:03:00 17:04:00")
    again = read_document(HEAD + once.lessons[0].source, name="t.md")
    assert again.citations_repaired == 0
    assert canonical(1024) in again.lessons[0].source
    assert [f.citations[0].seconds for f in again.lessons[0].facts] == [41, 192, 507, 663, 1024]
