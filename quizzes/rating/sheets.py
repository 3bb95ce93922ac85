"""The files that raters get: a blind sheet, and beside it the file that holds the keys."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from quizzes.generation.model import GENERATOR_VERSION
from quizzes.rating.items import LETTERS, Item

ANSWER = "answer_without_evidence"
RUBRIC = (
    "grammatical",
    "stands_alone",
    "one_right",
    "not_given_away",
    "distractors",
    "worth_asking",
    "supported",
)
VERDICT = "acceptable"
REASON = "reason"
SHEET = ("id", "question", *LETTERS, ANSWER, *RUBRIC, VERDICT, REASON)
KEY = ("id", "key", "evidence", "before", "after", "form", "document", "part", "published",
    "probability", "version", "features")  # fmt: skip


def key_file(sheet: Path) -> Path:
    """Where the keys of a sheet stand: ``round-1.csv`` and ``round-1.rated.csv`` share theirs."""
    return sheet.with_name(sheet.name.split(".")[0] + ".key.csv")


def sheet_text(items: Sequence[Item]) -> str:
    """The blind sheet: nothing in it tells the key, the form or the document."""
    empty = [""] * (len(RUBRIC) + 3)
    return _csv(SHEET, ([one.id, one.stem, *one.options, *empty] for one in items))


def key_text(items: Sequence[Item]) -> str:
    return _csv(
        KEY,
        (
            [
                one.id,
                one.letter,
                one.evidence,
                one.before,
                one.after,
                one.form,
                one.document,
                one.part,
                "yes" if one.published else "no",
                "" if one.probability is None else f"{one.probability:.4f}",
                GENERATOR_VERSION,
                json.dumps(dict(sorted(one.features.items())), separators=(",", ":")),
            ]
            for one in items
        ),
    )


def _csv(head: Sequence[str], rows: object) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()
