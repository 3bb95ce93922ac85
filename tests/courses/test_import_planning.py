"""PostgreSQL's planner is told of rows that an import wrote, before it plans by guesses."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from courses.importing import planning
from courses.importing.bulk import by_index, new_ids
from courses.importing.importer import import_sources
from courses.importing.planning import Planning
from courses.models import Course, Fact, Module
from tests.courses.test_import_groups import notes
from tests.personas import make_course

pytestmark = [
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite counts nothing"),
    pytest.mark.django_db(transaction=True),
]


def course() -> Course:
    return make_course("library", notes=0, articles=0, status=Course.Status.DRAFT)


def known(table: str = "courses_module") -> float:
    """Rows that the server believes the table to have; -1 where it never looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return float(cursor.fetchone()[0])


def forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE courses_course CASCADE")


def test_the_server_looks_at_a_table_that_an_import_filled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget()
    monkeypatch.setattr(planning, "ENOUGH", 8)
    assert known() <= 0
    import_sources(course=course(), sources=notes(8), workers=0)
    assert known() == 8
    assert known("courses_citation") > 8


def test_it_looks_again_only_where_the_table_has_grown_by_far(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forget()
    monkeypatch.setattr(planning, "ENOUGH", 4)
    one, lately = course(), Planning()
    import_sources(course=one, sources=notes(8), workers=0)
    last = Module.objects.latest("pk")
    last.pk, last.slug, last.source_name = None, "another", "another.md"
    last.save()
    lately.tell(15)
    assert known() == 8
    lately.tell(1)
    assert known() == 9


def test_nothing_is_looked_at_inside_of_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.setattr(planning, "ENOUGH", 4)
    with transaction.atomic():
        import_sources(course=course(), sources=notes(8), workers=0)
    assert known() <= 0


def reads_whole_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        return bool(cursor.fetchone()[0] == "on")


def test_plans_go_by_index_for_a_while_and_never_longer() -> None:
    with by_index():
        assert not reads_whole_tables()
    assert reads_whole_tables()
    with transaction.atomic():
        with by_index():
            assert reads_whole_tables()
        assert reads_whole_tables()


def test_ids_that_were_taken_are_taken_once() -> None:
    found = [*new_ids(Fact, 5), *new_ids(Fact, 3)]
    assert found == list(range(found[0], found[0] + 8))
