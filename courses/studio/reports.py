"""What became of the documents of an upload: rows, totals, and files to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from courses.documents.model import Problem
from courses.importing.outcomes import (
    ADDED,
    CHANGED,
    COUNTS,
    ORDERED,
    REFUSED,
    UNCHANGED,
    DocumentReport,
)
from courses.models import Upload

Row = dict[str, Any]
LEFT_OUT = "left out"
"""The state, in a report, of a document that a cancelled or failed import did not come to."""
CHANGES = ("facts_changed", "facts_retired", "lessons_waiting")
COLUMNS = ("name", "state", "title", *COUNTS, *CHANGES)
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def problem_rows(problems: Sequence[Problem]) -> list[Row]:
    return [{"line": problem.line, "message": problem.message} for problem in problems]


def report_row(one: DocumentReport) -> Row:
    """A document's row as it is kept, as JSON."""
    return {
        "name": one.name,
        "state": one.state,
        "title": one.title,
        "module": one.module_id,
        **{name: getattr(one, name) for name in COUNTS},
        "facts_changed": len(one.changed_facts),
        "facts_retired": len(one.retired_facts),
        "lessons_waiting": len(one.waiting_lessons),
        "warnings": problem_rows(one.warnings),
    }


def row_of(name: str, outcome: Row) -> Row:
    """The row of a document, also of one that has none yet."""
    return outcome or {"name": name, "state": LEFT_OUT, "title": "", "module": None, "warnings": []}


def totals_of(rows: Iterable[Row]) -> dict[str, int]:
    """The sums over all documents, as in the command's JSON."""
    states = (ADDED, CHANGED, UNCHANGED, REFUSED, ORDERED, LEFT_OUT)
    totals = dict.fromkeys(("documents", *COUNTS, *states, *CHANGES, "warnings"), 0)
    for row in rows:
        totals[row["state"]] += 1
        totals["warnings"] += len(row["warnings"])
        if row["state"] not in (REFUSED, LEFT_OUT):
            totals["documents"] += 1
            for name in (*COUNTS, *CHANGES):
                totals[name] += row.get(name, 0)
    totals["left_out"] = totals.pop(LEFT_OUT)
    return totals


def rows_of(upload: Upload) -> list[Row]:
    """All rows of the report, without the texts."""
    found = upload.documents.order_by("position").values_list("name", "outcome")
    return [row_of(name, outcome) for name, outcome in found.iterator(chunk_size=2000)]


def as_json(upload: Upload) -> Row:
    return {
        "course": upload.course.slug,
        "sent": upload.at.isoformat(),
        "state": upload.state,
        "problem": upload.problem,
        "totals": upload.report.get("totals", {}),
        "documents": [
            {name: value for name, value in row.items() if name != "module"}
            for row in rows_of(upload)
        ],
    }


def as_csv(upload: Upload) -> str:
    """One line a document, with a mark in front by which Excel knows UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, "problems"])
    for row in rows_of(upload):
        problems = [
            f"line {one['line']}: {one['message']}" if one["line"] else one["message"]
            for one in row["warnings"]
        ]
        cells = [row.get(name, "") for name in COLUMNS]
        writer.writerow([_cell(cell) for cell in [*cells, "; ".join(problems)]])
    return "\ufeff" + out.getvalue()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
