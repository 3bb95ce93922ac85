"""Documents become rows, again and again, and nothing that hangs on them is lost."""

from __future__ import annotations

import pytest
from django.utils import timezone

from courses.documents.reader import read_document
from courses.importing.importer import import_document, import_sources
from courses.importing.outcomes import ADDED, CHANGED, REFUSED, UNCHANGED
from courses.importing.sources import Source
from courses.models import Course, Fact, Lesson, Module, Progress, Video
from tests.personas import make_course, make_person

pytestmark = pytest.mark.django_db


def cite(clock: str) -> str:
    return f'<a class="yt-timestamp" data-t="00:{clock}">[00:{clock}]</a>'


NOTE = f"""---
title: Lamps of the coast
videoId: abcDEF12345
---

From: [[harbour]] <br/>

The first lamp burned whale oil in 1790 {cite("00:05")}.

## The keepers

Three keepers lived on the rock {cite("01:10")}. They earned 45 pounds a year {cite("01:30")}.

## The fog horn

The horn of [[steam_engines | steam]] was fitted in 1866 {cite("03:00")}.
"""


@pytest.fixture
def course() -> Course:
    return make_course("lamps", notes=0, articles=0)


def put(course: Course, text: str = NOTE, name: str = "lamps_of_the_coast.md") -> str:
    return import_document(course=course, document=read_document(text, name=name)).state


def test_a_note_becomes_a_module_with_lessons_segments_and_facts(course: Course) -> None:
    assert put(course) == ADDED
    module = Module.objects.get()
    assert (module.title, module.kind) == ("Lamps of the coast", "note")
    assert module.video == Video.objects.get(key="abcDEF12345")
    assert module.credit["channel"] == "harbour"
    lessons = list(module.lessons.order_by("position"))
    assert [lesson.heading for lesson in lessons][1:] == ["The keepers", "The fog horn"]
    assert lessons[0].is_intro
    keepers = lessons[1]
    assert [(s.start, s.end) for s in keepers.segments.all()] == [(70, 180)]
    assert [(s.start, s.end) for s in lessons[2].segments.all()] == [(180, None)]
    facts = list(keepers.facts.order_by("position"))
    assert [fact.text for fact in facts] == [
        "Three keepers lived on the rock.",
        "They earned 45 pounds a year.",
    ]
    assert [fact.seconds for fact in facts] == [70, 90]
    assert facts[0].context["heading"] == "The keepers"
    assert 'data-seconds="70"' in keepers.html
    assert "[[" not in lessons[2].html


def test_the_same_document_again_changes_nothing(course: Course) -> None:
    put(course)
    before = list(Fact.objects.order_by("pk").values())
    assert put(course) == UNCHANGED
    assert list(Fact.objects.order_by("pk").values()) == before


def test_a_changed_document_keeps_lessons_facts_and_progress(course: Course) -> None:
    put(course)
    keepers = Lesson.objects.get(heading="The keepers")
    kept = Fact.objects.get(text__startswith="Three keepers")
    changed = Fact.objects.get(text__startswith="They earned")
    Progress.objects.create(user=make_person("reader@example.org"), lesson=keepers)
    assert put(course, NOTE.replace("45 pounds", "48 pounds")) == CHANGED
    assert Lesson.objects.get(heading="The keepers").pk == keepers.pk
    assert Progress.objects.get().lesson_id == keepers.pk
    assert Fact.objects.get(text__startswith="Three keepers").pk == kept.pk
    assert Fact.objects.standing().get(text__contains="48 pounds").pk == changed.pk


def test_a_lesson_that_left_the_document_is_retired_and_comes_back(course: Course) -> None:
    put(course)
    horn = Lesson.objects.get(heading="The fog horn")
    put(course, NOTE[: NOTE.index("## The fog horn")])
    horn.refresh_from_db()
    assert horn.retired_at is not None
    assert not horn.facts.standing().exists()
    put(course)
    horn.refresh_from_db()
    assert horn.retired_at is None
    assert horn.facts.standing().count() == 1


def test_a_text_that_a_person_edited_is_not_overwritten(course: Course) -> None:
    put(course)
    Lesson.objects.filter(heading="The keepers").update(
        source="Mine.", html="<p>Mine.</p>", edited_at=timezone.now()
    )
    put(course, NOTE.replace("45 pounds", "48 pounds"))
    assert Lesson.objects.get(heading="The keepers").source == "Mine."


def test_a_wikilink_is_a_term_until_its_document_arrives(course: Course) -> None:
    put(course)
    horn = Lesson.objects.get(heading="The fog horn")
    assert '<span class="term">steam</span>' in horn.html
    engines = Source("steam_engines.md", f"# Engines\n\nWatt built one in 1776 {cite('00:09')}.\n")
    report = import_sources(course=course, sources=[engines])
    assert report.documents[0].state == ADDED
    horn.refresh_from_db()
    module = Module.objects.get(source_name="steam_engines.md")
    assert f'href="{module.get_absolute_url()}"' in horn.html
    assert horn.links.get().module == module


def test_a_link_leads_into_another_course_only_while_that_is_published(course: Course) -> None:
    from courses.library.publishing import set_status

    other = make_course("engines", notes=0, articles=0, status=Course.Status.DRAFT)
    import_sources(
        course=other, sources=[Source("steam_engines.md", "# Engines\n\nWatt built one in 1776.\n")]
    )
    put(course)
    horn = Lesson.objects.get(heading="The fog horn")
    assert '<a class="wiki"' not in horn.html
    set_status(course=other, status=Course.Status.PUBLISHED)
    horn.refresh_from_db()
    assert "/courses/engines/" in horn.html
    set_status(course=other, status=Course.Status.ARCHIVED)
    horn.refresh_from_db()
    assert "/courses/engines/" not in horn.html


def test_a_bad_document_stops_no_other_and_leaves_nothing(course: Course) -> None:
    from courses.documents.model import Problem

    bad = Source("bad.md", "", (Problem(1, "Not text."),))
    report = import_sources(course=course, sources=[bad, Source("lamps.md", NOTE)])
    assert [one.state for one in report.documents] == [REFUSED, ADDED]
    assert report.as_json()["warnings"][0] == {
        "document": "bad.md",
        "line": 1,
        "message": "Not text.",
    }
    assert Module.objects.count() == 1


def test_a_failure_in_the_middle_of_a_document_leaves_nothing_of_it(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("courses.importing.new_documents.insert", fail)
    with pytest.raises(RuntimeError):
        put(course)
    assert not Module.objects.exists()
    assert not Lesson.objects.exists()


def test_two_notes_of_one_video_share_it(course: Course) -> None:
    put(course)
    put(course, NOTE.replace("whale oil", "tallow"), name="lamps_again.md")
    assert Video.objects.count() == 1
    assert Module.objects.count() == 2


def test_no_module_takes_an_address_of_the_course_itself(course: Course) -> None:
    import_sources(
        course=course, sources=[Source("enrol.md", "# Enrol\n\nThe mill ran in 1850.\n")]
    )
    assert Module.objects.get().slug != "enrol"
