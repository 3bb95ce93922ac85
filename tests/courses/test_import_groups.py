"""New documents are written a few together: the rows are those of one by one, whatever happens."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from bench.corpus import corpus
from courses.documents.reader import read_document
from courses.importing import importer, new_documents
from courses.importing.importer import import_sources
from courses.importing.new_documents import NewDocument
from courses.importing.outcomes import ADDED, CHANGED, REFUSED, UNCHANGED
from courses.importing.places import free_addresses
from courses.importing.rewriting import context_of
from courses.importing.sources import Source
from courses.library.linking import relink_modules
from courses.models import Course, Lesson, Link, Mention, Module, ModuleText, Term, Video
from tests.courses.test_import_workers import rows
from tests.personas import make_course, make_module
from tests.races import at_once

pytestmark = pytest.mark.django_db


def course(slug: str) -> Course:
    return make_course(slug, notes=0, articles=0, status=Course.Status.DRAFT)


def notes(count: int) -> list[Source]:
    """Links that lead before and behind, by name, by title and by heading; titles that repeat."""
    return [
        Source(
            f"coast_{number}.md",
            f"---\ntitle: The coast of {number % 3}\nvideoId: abcDEF123{number % 4:02d}\n---\n\n"
            f"## Lamp {number % 5}\n\nThe **keeper:** earned 45 pounds in 18{number:02d}"
            f" [00:01:10]. See [[coast_{number + 1} | next]], [[coast_{number - 1} | last]] and"
            f" [[lamp {(number + 2) % 6}]].\n\n## Fog\n\nOil was dear in 1790 [00:02:10],"
            f" says [[the coast of {number % 4} | a title]].\n",
        )
        for number in range(count)
    ]


def all_rows(one: Course) -> dict[str, list[Any]]:
    found = rows(one)
    found["terms"] = list(Term.objects.filter(course=one).values_list("slug", "name", "initial"))
    mentions = Mention.objects.filter(term__course=one).order_by("term__slug", "fact")
    found["mentions"] = list(mentions.values_list("term__slug", "fact__key", "defines"))
    texts = ModuleText.objects.filter(module__course=one).order_by("module")
    found["texts"] = list(texts.values_list("module__source_name", "text"))
    return found


@pytest.mark.parametrize("together", [5, 32])
def test_documents_written_together_have_the_rows_of_documents_written_one_by_one(
    monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    single, group = course("single"), course("group")
    sources = [*notes(12), *(Source(name, text) for name, text in corpus(6))]
    monkeypatch.setattr(importer, "WRITTEN", 1)
    import_sources(course=single, sources=sources, workers=0)
    monkeypatch.setattr(importer, "WRITTEN", together)
    import_sources(course=group, sources=sources, workers=0)
    assert all_rows(group) == all_rows(single)
    leads = Link.objects.filter(lesson__module__course=group, module=None, to_lesson=None)
    nowhere = set(leads.values_list("folded", flat=True))
    missing = {"coast 12", "coast 1 ", "lamp 5", "the coast of 3"}
    assert {name for name in nowhere if name.startswith(("coast", "lamp", "the coast"))} <= missing


def test_of_a_group_the_guilty_document_alone_is_refused(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = new_documents.write_new_documents
    groups: list[int] = []

    def poisoned(*, new: Sequence[NewDocument], **options: Any) -> Any:
        groups.append(len(new))
        done = write(new=new, **options)
        if any(one.document.name == "coast_3.md" for one in new):
            raise IntegrityError("poison")
        return done

    monkeypatch.setattr(importer, "write_new_documents", poisoned)
    one = course("library")
    with caplog.at_level(logging.CRITICAL):
        report = import_sources(course=one, sources=notes(6), workers=0)
    assert [(found.name, found.state) for found in report.documents] == [
        (f"coast_{number}.md", REFUSED if number == 3 else ADDED) for number in range(6)
    ]
    assert groups == [6, 1, 1, 1, 1, 1, 1]
    assert not Module.objects.filter(source_name="coast_3.md").exists()
    assert Lesson.objects.count() == 10
    assert list(one.modules.order_by("position").values_list("position", flat=True)) == [
        *range(1, 6)
    ]


def test_a_group_takes_what_is_new_and_leaves_the_rest_to_the_careful_way() -> None:
    one = course("library")
    sources = notes(5)
    import_sources(course=one, sources=sources[1:3], workers=0)
    changed = Source("coast_2.md", sources[2].text.replace("45 pounds", "48 pounds"))
    again = Source("coast_4.md", sources[4].text.replace("45 pounds", "50 pounds"))
    report = import_sources(
        course=one, sources=[*sources[:2], changed, *sources[3:], again], workers=0
    )
    assert [found.state for found in report.documents] == [
        *(ADDED, UNCHANGED, CHANGED, ADDED, ADDED, CHANGED)
    ]
    assert one.modules.count() == 5
    kept = ModuleText.objects.get(module__source_name="coast_4.md")
    assert "50 pounds" in kept.text


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_of_overlapping_documents_add_each_once() -> None:
    one, other = course("library"), course("other")
    found = at_once(
        lambda: import_sources(course=one, sources=notes(8), workers=0),
        lambda: import_sources(course=one, sources=list(reversed(notes(12))), workers=0),
        lambda: import_sources(course=other, sources=notes(10), workers=0),
    )
    assert not [each for each in found if isinstance(each, Exception)], found
    assert one.modules.count() == 12
    assert sorted(one.modules.values_list("position", flat=True)) == [*range(1, 13)]
    assert other.modules.count() == 10
    assert Video.objects.count() == 4
    assert not Module.objects.filter(links_due=True).exists()
    for where, count in ((one, 12), (other, 10)):
        links = Link.objects.filter(lesson__module__course=where, folded__startswith="coast ")
        for name, target in links.values_list("folded", "module__folded_name"):
            exists = 0 <= int(name.split()[1]) < count
            assert target == (name if exists else None)


def test_a_full_group_costs_hardly_more_queries_than_half_of_one() -> None:
    counts = []
    for number, size in enumerate((16, 32)):
        one = course(f"library-{number}")
        with CaptureQueriesContext(connection) as queries:
            import_sources(course=one, sources=notes(size), workers=0)
        counts.append(len(queries))
    assert counts[1] <= counts[0] + 9  # links of one round more


def test_a_file_s_name_means_more_than_a_title_whichever_came_first() -> None:
    one = course("library")
    sources = [
        Source("first.md", "# Whale oil\n\nIt was dear in 1790.\n"),
        Source("second.md", "# Lamps\n\nSee [[whale oil]] of 1801.\n"),
        Source("whale_oil.md", "# Something else\n\nIt was cheap in 1850.\n"),
    ]
    for some in (sources[:1], sources[1:2], sources[2:]):
        import_sources(course=one, sources=some, workers=0)
    assert Link.objects.get().module == Module.objects.get(source_name="whale_oil.md")
    together = course("together")
    import_sources(course=together, sources=sources, workers=0)
    link = Link.objects.get(lesson__module__course=together)
    assert link.module == together.modules.get(source_name="whale_oil.md")
    assert f'href="{link.module.get_absolute_url()}"' in link.lesson.html


def test_a_heading_of_many_lessons_is_not_looked_at_for_each_of_them() -> None:
    one = course("library")
    text = "# Note {}\n\n## Fog\n\nIt rose in 18{:02d}, see [[fog]].\n"
    sources = [Source(f"note_{number}.md", text.format(number, number)) for number in range(20)]
    import_sources(course=one, sources=sources, workers=0)
    first = Lesson.objects.filter(heading="Fog").earliest("pk")
    assert set(Link.objects.values_list("to_lesson", flat=True)) == {first.pk}
    newest = Module.objects.latest("pk").pk
    with CaptureQueriesContext(connection) as queries:
        assert relink_modules([newest]) == 0
    assert not any("FOR UPDATE" in one["sql"] or "UPDATE" in one["sql"] for one in queries)


def test_addresses_are_the_smallest_free_ones() -> None:
    one = course("library")
    for slug in ("fog", "fog-2", "fog-4", "oil-2"):
        module = make_module(one)
        Module.objects.filter(pk=module.pk).update(slug=slug)
    wanted = ["fog", "oil", "fog", "enrol", "fog", "oil", "fog-2", "terms", "mill"]
    assert free_addresses(one, wanted) == [
        *("fog-3", "oil", "fog-5", "enrol-2", "fog-6", "oil-3", "fog-2-2", "terms-2", "mill")
    ]


def test_what_a_fact_keeps_of_its_place_is_the_same_json_written_fast() -> None:
    text = (
        '# "Fog"\n\n## The "old" \\ lamp\u2028灯台\n\n*   **Cost — total:** The'
        " [[whale oil | oil]] and [[灯台]] cost 45 pounds in 1790.\n"
    )
    document = read_document(text, name="fog.md")
    facts = [fact for lesson in document.lessons for fact in lesson.facts]
    assert facts
    for fact in facts:
        assert json.loads(new_documents.context_json(fact)) == context_of(fact)
