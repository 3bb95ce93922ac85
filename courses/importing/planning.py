"""What PostgreSQL's planner knows of a library that grows faster than the server looks.

The server counts rows by itself once a minute, and an import fills empty tables in less. Until then
its plans come from guesses (a course of five modules), and read the whole course for each group of
documents: twice the documents cost four times the work.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models import Model

from courses.models import Citation, Fact, Lesson, Link, Mention, Module, Segment, Term

ENOUGH = 100
"""New modules below which guesses cost nothing."""
GROWN = 2
"""New modules for each that the server counted last: so it looks at a few sizes only."""

COLUMNS: Mapping[type[Model], tuple[str, ...]] = {
    Module: ("course_id", "slug", "video_id", "source_name", "folded_name", "folded_title"),
    Lesson: ("module_id", "folded_heading", "retired_at"),
    Segment: ("lesson_id",),
    Fact: ("lesson_id", "retired_at"),
    Citation: ("fact_id",),
    Link: ("lesson_id", "folded", "module_id", "to_lesson_id"),
    Term: ("course_id", "slug"),
    Mention: ("term_id", "fact_id"),
}
"""What an import and the cover ask by. Long texts would take longer than all these together."""


class Planning:
    """Has the server look at its tables again when an import made them several times larger."""

    def __init__(self) -> None:
        self.new = 0

    def tell(self, modules: int) -> None:
        """So many modules are new. Inside of a transaction nothing is done: its locks would stay.

        Tables that somebody else is looking at are left out, and so are those of another owner.
        """
        self.new += modules
        if connection.vendor != "postgresql" or connection.in_atomic_block or self.new < ENOUGH:
            return
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            table = quote(Module._meta.db_table)
            cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
            if self.new < GROWN * cursor.fetchone()[0]:
                return
            wanted = ", ".join(
                f"{quote(model._meta.db_table)} ({', '.join(map(quote, names))})"
                for model, names in COLUMNS.items()
            )
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {wanted}")
        self.new = 0
