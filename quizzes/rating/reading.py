"""Judged sheets are read back; whatever is wrong with one is told with its row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizzes.rating.items import LETTERS
from quizzes.rating.sheets import ANSWER, REASON, RUBRIC, VERDICT, key_file

_YES = frozenset({"yes", "y", "1", "true", "ja", "x"})
_NO = frozenset({"no", "n", "0", "false"})
MOST_TOLD = 12


class SheetError(Exception):
    """What is wrong with a file, in words for the person who filled it in."""


@dataclass(frozen=True)
class Key:
    """One row of a key file."""

    id: str
    letter: str
    document: str
    form: str
    published: bool
    version: str
    probability: float | None
    features: dict[str, float]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Rating:
    """What one rater said of one question. ``answer`` is a letter, or "" where they had none."""

    id: str
    rater: str
    answer: str
    marks: dict[str, bool]
    acceptable: bool
    reason: str
    origin: str = ""


def rows_of(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows with their number, the head being 1. Raises SheetError."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not reader.fieldnames or "id" not in reader.fieldnames:
                raise SheetError(f"{file}: no column “id”. Is this a sheet of questions?")
            for number, row in enumerate(reader, 2):
                if None in row:
                    raise SheetError(
                        f"{file}: row {number} has more cells than the head. "
                        "Put text with commas into quotes."
                    )
                yield number, {name: (text or "").strip() for name, text in row.items()}
    except FileNotFoundError as error:
        raise SheetError(f"{file}: there is no such file.") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SheetError(f"{file}: cannot be read ({error}).") from error


def ids_in(file: Path) -> set[str]:
    """Every id of a sheet, a key file or a file of labels."""
    return {row["id"] for _, row in rows_of(file) if row["id"]}


def read_keys(file: Path) -> dict[str, Key]:
    keys = {}
    for number, row in rows_of(file):
        try:
            keys[row["id"]] = Key(
                id=row["id"],
                letter=row["key"],
                document=row["document"],
                form=row["form"],
                published=row["published"] == "yes",
                version=row["version"],
                probability=float(row["probability"]) if row["probability"] else None,
                features=json.loads(row["features"]),
                sentences=(row["evidence"], row["before"], row["after"]),
            )
        except (KeyError, ValueError) as error:
            raise SheetError(f"{file}: row {number} is no row of a key file ({error}).") from error
    return keys


def read_sheet(file: Path, keys: dict[str, Key]) -> tuple[list[Rating], int]:
    """The ratings of a judged sheet, and how many rows nobody has judged yet.

    The rater is told by the file's name: ``train-1.rated2.csv`` was judged by ``rated2``. Raises
    SheetError with every problem, a row each.
    """
    rater = ".".join(file.name.split(".")[1:-1]) or "rated"
    ratings: dict[str, Rating] = {}
    problems: list[str] = []
    empty = 0
    for number, row in rows_of(file):
        missing = [name for name in (ANSWER, *RUBRIC, VERDICT, REASON) if name not in row]
        if missing:
            raise SheetError(f"{file}: the column “{missing[0]}” is missing.")
        if not any(row[name] for name in (ANSWER, *RUBRIC, VERDICT)):
            empty += 1
            continue
        said, name = _rating(row, rater), row["id"]
        if isinstance(said, str):
            problems.append(f"row {number}: {said}")
        elif name not in keys:
            problems.append(f"row {number}: {key_file(file).name} has no question “{name}”")
        elif name in ratings:
            problems.append(f"row {number}: the question “{name}” stands there twice")
        else:
            ratings[name] = said
    if problems:
        more = len(problems) - MOST_TOLD
        told = problems[:MOST_TOLD] + ([f"and {more} more"] if more > 0 else [])
        raise SheetError(f"{file}:\n  " + "\n  ".join(told))
    return list(ratings.values()), empty


def _rating(row: dict[str, str], rater: str) -> Rating | str:
    """A rating, or what is wrong with the row."""
    answer = row[ANSWER].upper().strip(".)? ")
    if answer and answer not in LETTERS:
        return f"{ANSWER} is A, B, C, D or ?, not “{row[ANSWER]}”"
    marks = {}
    for name in (*RUBRIC, VERDICT):
        word = row[name].casefold()
        if word not in _YES | _NO:
            return f"{name} is yes or no, not “{row[name]}”"
        marks[name] = word in _YES
    acceptable = marks.pop(VERDICT)
    return Rating(row["id"], rater, answer, marks, acceptable, row[REASON])
