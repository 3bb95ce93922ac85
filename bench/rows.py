"""Writes many rows of a model quickly: COPY on PostgreSQL, executemany on SQLite.

Columns that are not given get their field's default, so that a model may grow without this file
knowing. Nothing is validated, and no service runs: the rows must be right as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

BATCH = 5_000


def write_rows(
    model: type[models.Model], given: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Inserts ``rows``, whose values stand in the order of ``given`` (names of columns in Python,
    ``course_id`` for a foreign key). JSON is given as Python's lists and dicts. Returns the count.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in given]
    rest = [field for name, field in fields.items() if name not in given and not _is_key(field)]
    columns = [connection.ops.quote_name(str(field.column)) for field in [*chosen, *rest]]
    json_places = [n for n, field in enumerate(chosen) if isinstance(field, models.JSONField)]
    tail = tuple(_default(field) for field in rest)
    table = connection.ops.quote_name(model._meta.db_table)
    prepared = _prepared(rows, json_places, tail)
    if connection.vendor == "postgresql":
        return _copy(table, columns, prepared)
    return _insert(table, columns, prepared)


def _is_key(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.AutoField | models.BigAutoField)


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return adapted(timezone.now())
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return adapted(value) if isinstance(value, datetime) else value


def adapted(moment: datetime) -> Any:
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


def _prepared(
    rows: Iterable[Sequence[Any]], json_places: Sequence[int], tail: tuple[Any, ...]
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = list(row)
        for place in json_places:
            values[place] = json.dumps(values[place])
        yield (*values, *tail)


def _copy(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> int:
    count = 0
    with connection.cursor() as cursor:
        raw: Any = cursor.cursor
        with raw.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
    return count


def _insert(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> int:
    count = 0
    places = ", ".join("?" * len(columns))
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        raw: Any = cursor.cursor  # Django's own would rewrite each statement's placeholders

        def counted() -> Iterator[Sequence[Any]]:
            nonlocal count
            for row in rows:
                count += 1
                yield row

        raw.connection.executemany(sql, counted())
    return count


def reset_keys(tables: Sequence[type[models.Model]]) -> None:
    """Sets PostgreSQL's counters of keys behind the keys that were given."""
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
