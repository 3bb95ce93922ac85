"""Many rows at once, without an object for each: an import writes over a hundred for a document.

Everything here belongs inside of a transaction that has written before (SQLite then keeps others
from writing, so that the ids are ours). Values are given as the database wants them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def new_ids(model: type[Model], count: int) -> list[int]:
    """Ids for rows that are about to be inserted."""
    table, column = model._meta.db_table, _pk_column(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return list(range(last + 1, last + 1 + count))


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Inserts rows; columns that are not named get their field's default."""
    given = set(columns)
    names, defaults = list(columns), []
    for field in model._meta.concrete_fields:
        if field.column not in given and not field.primary_key:
            names.append(str(field.column))
            defaults.append(field.get_db_prep_save(field.get_default(), connection))
    extra = tuple(defaults)
    values = [(*row, *extra) for row in rows]
    if not values:
        return
    quote = connection.ops.quote_name
    target = f"{quote(model._meta.db_table)} ({', '.join(map(quote, names))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {target} VALUES ({marks})", values)  # noqa: S608


def update(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Sets columns of rows; the last value of each of ``rows`` is the row's id."""
    if not rows:
        return
    quote = connection.ops.quote_name
    wanted = ", ".join(f"{quote(column)} = %s" for column in columns)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {wanted} WHERE {quote(_pk_column(model))} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _pk_column(model: type[Model]) -> str:
    return str(model._meta.pk.column)
