"""Writes columns of several rows in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def write_columns(
    rows: Sequence[models.Model],
    names: Sequence[str],
    *,
    only_if: str = "",
    given: Sequence[int] = (),
) -> int:
    """Updates the named columns of rows of one model, by their keys: one statement.

    ``only_if`` is SQL that a row must fulfil as well, with the values ``given``. Says how many
    rows were written. Django's ``bulk_update`` builds a statement with a case for each row and
    column, which takes longer than all the rest of handing in a quiz.
    """
    if not rows:
        return 0
    options = rows[0]._meta
    known = {field.name: field for field in options.concrete_fields}
    fields = [known[name] for name in names]
    quote = connection.ops.quote_name
    table, key = quote(options.db_table), quote(str(options.pk.column))
    sets = ", ".join(
        f"{quote(str(field.column))} = {_typed(field, f'fresh.column{place}')}"
        for place, field in enumerate(fields, start=2)
    )
    line = f"({', '.join(['%s'] * (1 + len(fields)))})"
    sql = (
        f"UPDATE {table} SET {sets} FROM (VALUES {', '.join([line] * len(rows))}) AS fresh"  # noqa: S608
        f" WHERE {table}.{key} = fresh.column1{f' AND {only_if}' if only_if else ''}"
    )
    values: list[Any] = []
    for row in rows:
        values.append(row.pk)
        values += (
            field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *given])
        return int(cursor.rowcount)


def _typed(field: models.Field[Any, Any], column: str) -> str:
    """PostgreSQL takes a column of nothing but NULL for text; SQLite knows no types here."""
    if connection.vendor == "sqlite":
        return column
    return f"CAST({column} AS {field.db_type(connection)})"
