"""``__among``: like ``__in``, but the whole list is one value of the statement.

An import asks for hundreds of names or ids at a time. As values of their own they would cost more
than their rows: each is prepared by itself, and so is its place in the statement. Ids are those of
rows: ``pk__among`` and ``module__pk__among``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, IntegerField, Lookup
from django.db.models.sql.compiler import SQLCompiler

Sql = tuple[str, tuple[Any, ...]]


@CharField.register_lookup
@IntegerField.register_lookup
class Among(Lookup[Any]):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        left, values = self.process_lhs(compiler, connection)
        names = json.dumps(list(self.rhs))
        return f"{left} IN (SELECT value FROM json_each(%s))", (*values, names)  # noqa: S608

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", (*values, array_literal(self.rhs) if self.rhs else "{}")


def array_literal(names: Iterable[str | int]) -> str:
    """An array as PostgreSQL writes it: much faster than having the driver look at each name."""
    # No text of PostgreSQL holds a null character, so it can stand between them.
    whole = "\0".join(map(str, names)).replace("\\", "\\\\").replace('"', '\\"')
    return '{"' + whole.replace("\0", '","') + '"}'
