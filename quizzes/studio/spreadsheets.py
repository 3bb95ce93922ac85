"""CSV that a spreadsheet opens without running anything that a learner wrote."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

_FORMULA = "=+-@＝＋－＠"
# Excel reads UTF-8 only after this mark.
BYTE_ORDER_MARK = "\ufeff"


def safe_cell(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front.

    Numbers stay numbers; nothing becomes an empty cell.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    if value.lstrip()[:1] in _FORMULA and value.strip():
        return f"'{value}"
    return f"'{value}" if value[:1] in "\t\r\n" and value else value


class _Line:
    """A file whose write() hands back the line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The file line by line, ready to be streamed."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK
    for row in rows:
        line: str = writer.writerow([safe_cell(value) for value in row])
        yield line
