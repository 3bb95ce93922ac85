"""Times are read with what is known of their video, and read again once its length is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from courses.importing import importer
from courses.importing.importer import import_sources
from courses.importing.lengths import agreed_length, note_length
from courses.importing.outcomes import CHANGED, UNCHANGED, ImportReport
from courses.importing.siblings import Lately, hints_for
from courses.importing.sources import Source
from courses.importing.times import settle_length
from courses.models import Citation, Course, LengthReport, Lesson, Module, ModuleText, Video
from tests.personas import make_course, make_person

pytestmark = pytest.mark.django_db

KEY = "tapeTAPE123"
ROUGH = (4, 37, 73, 118, 151, 164, 179)
"""Seconds that are written as minutes, as in a talk of three hours."""


def note(*clocks: str, title: str = "Masts") -> str:
    said = " ".join(f"The mast number {n} is {n} feet [{t}]." for n, t in enumerate(clocks, 20))
    return f"---\ntitle: {title}\nvideoId: {KEY}\n---\n\n## The masts\n\n{said}\n"


def written(scale: int = 60) -> list[str]:
    """``ROUGH`` with a last field that is always 00, or as it is meant."""
    clocks = [second * scale for second in ROUGH]
    return [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in clocks]


MIS_SCALED, SANE = note(*written()), note(*written(1), title="Masts again")


def bring(course: Course, name: str = "masts.md", text: str = MIS_SCALED) -> ImportReport:
    return import_sources(course=course, sources=[Source(name, text)])


def times(course: Course, name: str = "masts.md") -> list[tuple[int, str]]:
    rows = Citation.objects.filter(
        fact__lesson__module__course=course, fact__lesson__module__source_name=name
    )
    return list(rows.order_by("fact__position", "position").values_list("seconds", "state"))


AS_WRITTEN = [second * 60 for second in ROUGH]
DOUBTFUL = [(second, "doubtful" if second >= 3600 else "as_written") for second in AS_WRITTEN]
REPAIRED = [(second, "repaired") for second in ROUGH]


@pytest.fixture
def masts(instructor: User) -> Course:
    return make_course("masts", teacher=instructor, notes=0, articles=0)


def test_alone_a_note_in_whole_minutes_is_doubtful(masts: Course) -> None:
    report = bring(masts)
    assert times(masts) == DOUBTFUL
    assert report.as_json()["citations_repaired"] == 0


def test_a_sane_note_of_the_video_puts_a_later_one_right(masts: Course) -> None:
    bring(masts, "sane.md", SANE)
    report = bring(masts)
    assert times(masts) == REPAIRED
    assert report.as_json()["citations_repaired"] == len(ROUGH)
    assert report.as_json()["citations_refused"] == 0


def test_a_sane_note_of_the_video_in_the_same_import_puts_it_right(masts: Course) -> None:
    sources = [Source("masts.md", MIS_SCALED), Source("sane.md", SANE)]
    import_sources(course=masts, sources=sources)
    assert times(masts) == REPAIRED


def test_a_sane_note_that_was_read_before_and_is_not_written_yet_puts_it_right(
    masts: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "LOOKED_UP", 1)
    between = [Source(f"{n}.md", f"# Note {n}\n\nA mast of 1790.\n") for n in range(9)]
    sources = [Source("sane.md", SANE), *between, Source("masts.md", MIS_SCALED)]
    import_sources(course=masts, sources=sources, workers=0)
    assert times(masts) == REPAIRED


def test_what_was_read_lately_is_kept_in_bounds() -> None:
    lately = Lately(most=3, size=20)
    for number in range(5):
        lately.add(KEY, Source(f"{number}.md", "four"))
    assert [source.name for _, source in lately.kept] == ["2.md", "3.md", "4.md"]
    lately.add(KEY, Source("long.md", "x" * 15))
    assert [source.name for _, source in lately.kept] == ["4.md", "long.md"]
    assert lately.held == 19


def test_notes_in_one_wrong_scale_do_not_prove_each_other_sane(masts: Course) -> None:
    sources = [Source("masts.md", MIS_SCALED), Source("more.md", note(*written(), title="More"))]
    import_sources(course=masts, sources=sources)
    assert times(masts) == DOUBTFUL == times(masts, "more.md")


def test_a_note_is_no_evidence_for_itself(masts: Course) -> None:
    bring(masts, text=SANE)
    bring(masts)
    assert times(masts) == DOUBTFUL


def test_a_note_of_strangers_is_no_evidence(masts: Course, outsider: User) -> None:
    theirs = make_course("theirs", teacher=outsider, notes=0, articles=0)
    bring(theirs, "sane.md", SANE)
    bring(masts)
    assert times(masts) == DOUBTFUL


def test_a_note_in_another_course_of_the_same_person_is(masts: Course, instructor: User) -> None:
    other = make_course("other", teacher=instructor, notes=0, articles=0)
    bring(other, "sane.md", SANE)
    bring(masts)
    assert times(masts) == REPAIRED


def test_a_known_length_is_used_by_every_import(masts: Course) -> None:
    Video.objects.create(key=KEY, seconds=190)
    bring(masts)
    assert times(masts) == REPAIRED


def test_hints_for_many_documents_take_two_queries(masts: Course) -> None:
    bring(masts, "sane.md", SANE)
    sources = [Source(f"{n}.md", MIS_SCALED) for n in range(20)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        hints = hints_for(masts, sources)
    assert len(queries) == 2
    assert {one.siblings for one in hints} == {(179,)}
    with CaptureQueriesContext(connection) as none:
        hints_for(masts, [Source("a.md", "# An article\n\nWords.")])
    assert len(none) == 0


def test_the_text_is_kept_and_replaced_with_its_document(masts: Course) -> None:
    bring(masts)
    assert ModuleText.objects.get().text == MIS_SCALED
    bring(masts, text=SANE)
    assert ModuleText.objects.get().text == SANE


def test_setting_the_length_settles_the_notes(masts: Course, instructor: User) -> None:
    bring(masts)
    facts = set(Lesson.objects.get().facts.values_list("pk", flat=True))
    video = Video.objects.get(key=KEY)
    (settled,) = settle_length(video=video, seconds=190, by=instructor)
    assert (settled.moved, settled.doubtful) == (len(ROUGH), 0)
    assert times(masts) == REPAIRED
    lesson = Lesson.objects.get()
    assert 'data-seconds="179"' in lesson.html
    assert set(lesson.facts.standing().values_list("pk", flat=True)) == facts
    assert Module.objects.get().outcome["citations_repaired"] == len(ROUGH)
    assert not Module.objects.filter(links_due=True).exists()
    # A wrong length is put right by the right one.
    settle_length(video=video, seconds=3 * 3600, by=instructor)
    assert times(masts) == [(second, "as_written") for second in AS_WRITTEN]


def test_other_courses_change_only_with_their_own_people(
    masts: Course, instructor: User, outsider: User
) -> None:
    theirs = make_course("theirs", teacher=outsider, notes=0, articles=0)
    bring(masts)
    bring(theirs)
    settle_length(video=Video.objects.get(key=KEY), seconds=190, by=instructor)
    assert times(masts) == REPAIRED
    assert times(theirs) == DOUBTFUL
    (settled,) = settle_length(video=Video.objects.get(key=KEY), seconds=190, by=outsider)
    assert settled.moved == len(ROUGH)
    assert times(theirs) == REPAIRED


def test_a_module_without_its_text_is_told_of(masts: Course, instructor: User) -> None:
    bring(masts)
    ModuleText.objects.all().delete()
    (settled,) = settle_length(video=Video.objects.get(key=KEY), seconds=190, by=instructor)
    assert not settled.read
    assert times(masts) == DOUBTFUL


def test_the_same_text_is_unchanged_unless_it_is_read_again(masts: Course) -> None:
    bring(masts)
    assert bring(masts).documents[0].state == UNCHANGED
    sources = [Source("masts.md", MIS_SCALED)]
    report = import_sources(course=masts, sources=sources, again=True)
    assert report.documents[0].state == UNCHANGED  # nothing new was known
    Video.objects.update(seconds=190)
    report = import_sources(course=masts, sources=sources, again=True)
    assert report.documents[0].state == CHANGED


# ---- what players tell ----


@pytest.fixture
def video(course: Course) -> Video:
    return Video.objects.get()


def test_a_teachers_player_tells_the_length(course: Course, video: Video, instructor: User) -> None:
    note_length(user=instructor, course=course, video=video, seconds=600)
    assert Video.objects.get().seconds == 600
    note_length(user=instructor, course=course, video=video, seconds=700)
    assert Video.objects.get().seconds == 600


def test_learners_only_report_and_have_to_agree(
    course: Course, video: Video, learner: User
) -> None:
    for _ in range(3):
        note_length(user=learner, course=course, video=video, seconds=1)
    assert LengthReport.objects.count() == 1
    assert agreed_length(video) is None
    for name in "ab":
        other = make_person(f"{name}@example.org", enrolled=course)
        note_length(user=other, course=course, video=video, seconds=600 + ord(name) % 2)
    assert agreed_length(video) == 601
    assert Video.objects.get().seconds is None


def test_as_many_who_say_something_else_leave_it_open(
    course: Course, video: Video, learner: User
) -> None:
    for number, seconds in enumerate((600, 600, 9, 9)):
        person = make_person(f"p{number}@example.org", enrolled=course)
        note_length(user=person, course=course, video=video, seconds=seconds)
    assert agreed_length(video) is None


def test_who_does_not_take_the_course_reports_nothing(
    course: Course, video: Video, outsider: User
) -> None:
    note_length(user=outsider, course=course, video=video, seconds=600)
    assert Video.objects.get().seconds is None
    assert not LengthReport.objects.exists()


@pytest.mark.parametrize("seconds", [0, -1, 10**7])
def test_no_length_that_cannot_be(
    course: Course, video: Video, instructor: User, seconds: int
) -> None:
    note_length(user=instructor, course=course, video=video, seconds=seconds)
    assert Video.objects.get().seconds is None
