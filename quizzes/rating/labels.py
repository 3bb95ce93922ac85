"""Labels as the repository keeps them: ids, ratings and reasons, never a sentence of a document."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from quizzes.rating.reading import Key, Rating, SheetError, rows_of
from quizzes.rating.sheets import ANSWER, REASON, RUBRIC, VERDICT

RATINGS = ("id", "rater", ANSWER, "right", *RUBRIC, VERDICT, REASON)
CANDIDATES = ("id", "document", "form", "published", "version")
MOST_REASON = 200
_SHARED_WORDS = 6


def ratings_text(ratings: Iterable[Rating], keys: dict[str, Key]) -> str:
    """One line a rating, in the order of ids and raters."""
    rows = []
    for one in sorted(ratings, key=lambda one: (one.id, one.rater)):
        right = one.answer == keys[one.id].letter
        marks = [_word(one.marks[name]) for name in RUBRIC]
        reason = own_words(one.reason, keys[one.id].sentences)
        rows.append(
            [
                one.id,
                one.rater,
                one.answer or "?",
                _word(right),
                *marks,
                _word(one.acceptable),
                reason,
            ]
        )
    return _csv(RATINGS, rows)


def candidates_text(keys: Iterable[Key]) -> str:
    """One line a question: where it comes from, and a column for each feature.

    An empty cell says that the feature was not measured, which is not the same as 0.
    """
    found = sorted(keys, key=lambda one: one.id)
    names = sorted({name for one in found for name in one.features})
    return _csv(
        (*CANDIDATES, *names),
        [
            [
                one.id,
                one.document,
                one.form,
                _word(one.published),
                one.version,
                *(_number(one.features.get(name)) for name in names),
            ]
            for one in found
        ],
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def own_words(reason: str, sentences: Sequence[str]) -> str:
    """The reason on one line, without what it shares with a document for six words or more."""
    reason = " ".join(reason.split())
    said = [re.findall(r"\w+", text.casefold()) for text in sentences]
    runs = {
        tuple(words[at : at + _SHARED_WORDS])
        for words in said
        for at in range(len(words) - _SHARED_WORDS + 1)
    }
    found = list(re.finditer(r"\w+", reason))
    kept = [True] * len(found)
    for at in range(len(found) - _SHARED_WORDS + 1):
        if tuple(one[0].casefold() for one in found[at : at + _SHARED_WORDS]) in runs:
            kept[at : at + _SHARED_WORDS] = [False] * _SHARED_WORDS
    out, end = "", 0
    for one, keep in zip(found, kept, strict=True):
        if keep:
            out += reason[end : one.end()]
        elif not out.endswith("…"):
            out += reason[end : one.start()] + "…"
        end = one.end()
    out += reason[end:]
    return out if len(out) <= MOST_REASON else out[: MOST_REASON - 1].rstrip() + "…"


def read_labels(folder: Path) -> tuple[list[Rating], dict[str, Key]]:
    """Every rating below a folder of labels, with what is known of the questions.

    Files come in pairs: ``NAME.csv`` holds ratings, ``NAME.candidates.csv`` the questions. Raises
    SheetError.
    """
    ratings: list[Rating] = []
    keys: dict[str, Key] = {}
    for file in sorted(folder.glob("*.candidates.csv")):
        for number, row in rows_of(file):
            try:
                keys[row["id"]] = Key(
                    id=row["id"],
                    letter="",
                    document=row["document"],
                    form=row["form"],
                    published=row["published"] == "yes",
                    version=row["version"],
                    probability=None,
                    features={
                        name: float(cell)
                        for name, cell in row.items()
                        if cell and name not in CANDIDATES
                    },
                    sentences=(),
                )
            except (KeyError, ValueError) as error:
                raise SheetError(f"{file}: row {number} is no candidate ({error}).") from error
    for file in sorted(folder.glob("*.csv")):
        if file.name.endswith(".candidates.csv"):
            continue
        for number, row in rows_of(file):
            if row["id"] not in keys:
                raise SheetError(f"{file}: row {number}: no candidate “{row['id']}”.")
            if row.get("right") == "yes":
                keys[row["id"]] = replace(keys[row["id"]], letter=row[ANSWER])
            try:
                ratings.append(
                    Rating(
                        id=row["id"],
                        rater=row["rater"],
                        answer=row[ANSWER].strip("?"),
                        marks={name: row[name] == "yes" for name in RUBRIC},
                        acceptable=row[VERDICT] == "yes",
                        reason=row[REASON],
                        origin=file.stem,
                    )
                )
            except KeyError as error:
                raise SheetError(f"{file}: the column {error} is missing.") from error
    return ratings, keys


def _word(fine: bool) -> str:
    return "yes" if fine else "no"


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
