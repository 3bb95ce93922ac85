"""Documents are read by worker processes: the rows are the same, whatever becomes of them."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from bench.corpus import corpus
from courses.documents.hints import NO_HINTS, ReadingHints
from courses.importing import preparing
from courses.importing.importer import STUMBLED, import_sources
from courses.importing.outcomes import ADDED, REFUSED
from courses.importing.preparing import Prepared, prepare_all
from courses.importing.sources import Source
from courses.library.linking import find_targets, resolver
from courses.library.rendering import render_lesson
from courses.models import Citation, Course, Fact, Lesson, Link, Module, Segment

NOTES = 30


def sources(count: int = NOTES) -> list[Source]:
    return [
        *(Source(name, text) for name, text in corpus(count)),
        Source("empty.md", " \n"),
        Source("japanese.md", "# Lamps\n\nSee [[灯台]] and [[ the MILL | a < b ]] of 1790.\n"),
        Source(
            "same.md", "# Lamps\n\nSee [[lamps]], [[empty | lamps]] and **[[lamps]]** of 1801.\n"
        ),
    ]


def course(slug: str) -> Course:
    return Course.objects.create(slug=slug, title="Coast")


def rows(one: Course) -> dict[str, list[Any]]:
    """All that is stored but ids and times; addresses without the course's own part."""

    def of(model: Any, path: str, *left_out: str) -> list[Any]:
        names = [field.attname for field in model._meta.concrete_fields]
        kept = [name for name in names if name not in {"id", *left_out}]
        found = model.objects.filter(**{path: one}).order_by("pk").values_list(*kept)
        return [
            tuple(str(value).replace(f"/courses/{one.slug}/", "/c/") for value in row)
            for row in found
        ]

    leads = ("module__source_name", "to_lesson__key", "lesson__key")
    links = Link.objects.filter(lesson__module__course=one).order_by("pk")
    return {
        "modules": of(Module, "course", "course_id", "imported_at"),
        "lessons": of(Lesson, "module__course", "module_id"),
        "segments": of(Segment, "lesson__module__course", "lesson_id"),
        "facts": of(Fact, "lesson__module__course", "lesson_id"),
        "citations": of(Citation, "fact__lesson__module__course", "fact_id"),
        "links": list(links.values_list("target", "label", "folded", *leads)),
    }


@pytest.mark.django_db
def test_the_rows_are_the_same_with_workers_and_without() -> None:
    plain, shared = course("plain"), course("shared")
    alone = import_sources(course=plain, sources=sources(), workers=0)
    helped = import_sources(course=shared, sources=sources(), workers=2)
    assert alone.count(ADDED) == helped.count(ADDED) == NOTES + 2
    assert helped.count(REFUSED) == 1
    assert [one.name for one in helped.documents] == [one.name for one in sources()]
    assert alone.as_json() == helped.as_json()
    assert rows(plain) == rows(shared)


@pytest.mark.django_db
def test_links_that_are_led_in_the_html_read_as_if_rendered_again() -> None:
    library = course("library")
    import_sources(course=library, sources=sources(), workers=0)
    led = 0
    for lesson in Lesson.objects.select_related("module__course", "module__video"):
        names = set(lesson.links.values_list("folded", flat=True))
        targets = find_targets(names, course=library)
        assert lesson.html == render_lesson(lesson, resolve=resolver(targets))
        assert "#to:" not in lesson.html
        led += lesson.html.count('class="wiki"')
    assert led > NOTES


@pytest.mark.django_db
def test_rows_written_at_once_carry_the_defaults_of_their_models() -> None:
    import_sources(course=course("library"), sources=sources(2), workers=0)
    for model in (Lesson, Segment, Fact, Citation, Link):
        one = model.objects.first()
        assert one is not None
        one.full_clean(exclude=["key"])
    fact = Fact.objects.filter(context__heading="War").first()
    assert fact is not None
    assert fact.context.keys() == {"heading", "lead_in", "terms", "rank"}


def texts(count: int) -> list[preparing.Item]:
    return [(name, (name, text, NO_HINTS)) for name, text in corpus(count)]


def test_few_texts_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", fail)
    found = list(prepare_all(texts(preparing.WORTH - 1)))
    assert all(isinstance(result, Prepared) for _, result in found)
    monkeypatch.setattr(preparing, "cores", lambda: 1)
    assert len(list(prepare_all(texts(preparing.WORTH + 9)))) == preparing.WORTH + 9


def test_a_worker_that_dies_loses_no_document() -> None:
    found: list[str] = []
    items = texts(40)
    results = prepare_all(items, workers=2)
    with pytest.MonkeyPatch.context() as patch:
        taken = preparing._Worker.take

        def kill(worker: preparing._Worker) -> list[preparing.Result | None]:
            if worker.process and len(found) > 10:
                worker.process.kill()
                worker.process.wait()
            return taken(worker)

        patch.setattr(preparing._Worker, "take", kill)
        for name, result in results:
            assert isinstance(result, Prepared)
            assert result.document.name == name
            found.append(name)
    assert found == [name for name, _ in items]


def test_workers_end_when_nobody_wants_more() -> None:
    results = prepare_all(texts(40), workers=2)
    next(results)
    frame = results.gi_frame.f_locals  # type: ignore[attr-defined]
    processes = [worker.process for worker in frame["team"]]
    results.close()  # type: ignore[attr-defined]
    assert len(processes) == 2
    assert all(one.poll() is not None for one in processes)


@pytest.mark.django_db
def test_what_a_worker_stumbles_over_is_told_for_that_document_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = preparing.prepare

    def stumble(name: str, text: str, hints: ReadingHints) -> preparing.Result:
        if name == "japanese.md":
            raise ZeroDivisionError
        return whole(name, text, hints)

    monkeypatch.setattr(preparing, "prepare", stumble)
    report = import_sources(course=course("library"), sources=sources(2), workers=0)
    problems = {one.name: one.warnings[0].message for one in report.refused}
    assert problems["japanese.md"] == STUMBLED
    assert report.count(ADDED) == 3
