"""Many rows at once, without an object for each: an import writes over a hundred for a document.

Everything here belongs inside of a transaction that has written before (SQLite then keeps others
from writing, so that the ids are ours). Values are given as the database wants them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Model


def new_ids(model: type[Model], count: int) -> Sequence[int]:
    """Ids for rows that are about to be inserted."""
    if not count:
        return range(0)
    table, column = model._meta.db_table, _pk_column(model)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Materialized, or the sequence's name would be looked up again for each id.
            cursor.execute(
                "WITH of AS MATERIALIZED (SELECT pg_get_serial_sequence(%s, %s)::regclass AS ids),"
                " new AS (SELECT nextval(ids) AS id FROM of, generate_series(1, %s))"
                " SELECT min(id), max(id), CASE WHEN max(id) - min(id) >= %s"
                " THEN array_agg(id) END FROM new",
                [connection.ops.quote_name(table), column, count, count],
            )
            first, last, apart = cursor.fetchone()
            # Only where another import took some in between, they are not in a row.
            return apart or range(first, last + 1)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return range(last + 1, last + 1 + count)


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


def insert_objects(ids: Sequence[int], objects: Sequence[Model]) -> None:
    """Inserts rows of one model that are not in yet, under these ids."""
    if not objects:
        return
    model = type(objects[0])
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    insert(
        model,
        (_pk_column(model), *(str(field.column) for field in fields)),
        (
            (
                pk,
                *(
                    field.get_db_prep_save(getattr(one, field.attname), connection)
                    for field in fields
                ),
            )
            for pk, one in zip(ids, objects, strict=True)
        ),
    )


def update(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Sets columns of rows; the last value of each of ``rows`` is the row's id."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(_pk_column(model))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            fields = {field.column: field for field in model._meta.concrete_fields}
            names = [*columns, _pk_column(model)]
            wanted = ", ".join(f"{quote(column)} = given.{quote(column)}" for column in columns)
            types = ", ".join(f"{quote(name)} {fields[name].db_type(connection)}" for name in names)
            # One value for all rows: the driver would take longer for each than the server does.
            given = json.dumps([dict(zip(names, row, strict=True)) for row in rows])
            sql = (
                f"UPDATE {table} SET {wanted} FROM json_to_recordset(%s) AS given ({types})"  # noqa: S608
                f" WHERE {table}.{key} = given.{key}"
            )
            cursor.execute(sql, [given])
            return
        wanted = ", ".join(f"{quote(column)} = %s" for column in columns)
        cursor.executemany(f"UPDATE {table} SET {wanted} WHERE {key} = %s", rows)  # noqa: S608


def relax() -> None:
    """Lets PostgreSQL answer before its disk does, until the end of the transaction.

    What a power cut may take is the last moments of an import as a whole, never a part of one
    document, and the next import brings it again. (SQLite is set like this for everything.)
    Long texts are packed by a method that takes a quarter of the time and a tenth more room.
    """
    if connection.vendor == "postgresql":
        pack = "SET LOCAL default_toast_compression = lz4;" if _knows_lz4() else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SET LOCAL synchronous_commit = off; {pack} SET LOCAL enable_seqscan = off;"
                " SET LOCAL jit = off"
            )


@cache
def _knows_lz4() -> bool:
    """Whether PostgreSQL is 14 or newer and was built with it; looked up once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_settings"
            " WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)"
        )
        return cursor.fetchone() is not None


@contextmanager
def by_index() -> Iterator[None]:
    """Around queries for a few modules of many: PostgreSQL finds each row by an index.

    By itself it reads all facts of a course of thousands for every two hundred modules. In somebody
    else's transaction it is left as it is, for what is set would stay set in there.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield


def _pk_column(model: type[Model]) -> str:
    return str(model._meta.pk.column)
