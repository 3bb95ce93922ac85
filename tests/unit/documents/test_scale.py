from courses.documents.citations import parse_time
from courses.documents.model import Document
from courses.documents.scale import rescaler


def seconds(*written: str) -> list[tuple[int | None, str]]:
    citations = [parse_time(w) for w in written]
    rescale = rescaler(citations)
    return [(rescale(c).seconds, rescale(c).state) for c in citations]


def test_minutes_written_as_hours_are_put_right() -> None:
    times = seconds("00:41:00", "03:12:00", "08:27:00", "11:03:00", "17:04:00")
    assert times == [(s, "repaired") for s in (41, 192, 507, 663, 1024)]


def test_a_sane_long_talk_is_left_alone() -> None:
    times = ["00:10:00", "01:05:17", "02:31:00", "02:59:48", "03:02:09", "03:40:51"]
    assert all(state == "as_written" for _, state in seconds(*times))


def test_a_talk_cited_every_half_hour_is_left_alone() -> None:
    times = ["00:30:00", "01:00:00", "01:30:00", "02:00:00", "02:30:00"]
    assert all(state == "as_written" for _, state in seconds(*times))


def test_an_hour_that_no_video_has_is_put_right_by_itself() -> None:
    assert seconds("00:01:10", "17:04:00", "00:20:00") == [
        (70, "as_written"),
        (1024, "repaired"),
        (1200, "as_written"),
    ]


def test_a_lone_late_time_is_doubtful() -> None:
    assert seconds("00:01:10", "00:19:59", "09:45:00")[2] == (35100, "doubtful")


def test_a_mis_scaled_document_is_stored_right(mis_scaled: Document) -> None:
    facts = [fact for lesson in mis_scaled.lessons for fact in lesson.facts]
    assert [f.citations[0].seconds for f in facts] == [41, 192, 507, 663, 1024]
    assert {f.citations[0].state for f in facts} == {"repaired"}
    assert 'data-t="00:17:04"' in mis_scaled.lessons[1].source
    assert [(w.line, "4 more" in w.message) for w in mis_scaled.warnings] == [(8, True)]
