"""The labels that the repository keeps can be read, and tell nothing of the documents."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from quizzes.rating.examples import examples_of
from quizzes.rating.labels import CANDIDATES, MOST_REASON, read_labels

LABELS = Path(__file__).parents[3] / "labels"
ID = re.compile(r"[\w.]{1,12}-[0-9a-f]{10}-[0-9a-f]{4}")


def test_every_rating_belongs_to_a_candidate_of_a_document_without_a_name() -> None:
    ratings, keys = read_labels(LABELS)
    assert len(ratings) >= 500
    assert {one.document[:1] in "abcdef" for one in keys.values()} == {True, False}
    for one in keys.values():
        assert ID.fullmatch(one.id)
        assert re.fullmatch(r"[0-9a-f]{12}", one.document)
        assert re.fullmatch(r"[a-z_]+", one.form)
    assert len(examples_of(ratings, keys)) > 0.9 * len({one.id for one in ratings})


def test_no_sentence_of_a_document_is_kept() -> None:
    for file in LABELS.glob("*.csv"):
        with file.open(newline="") as lines:
            for row in csv.DictReader(lines):
                texts = {name: cell for name, cell in row.items() if not _is_code(cell)}
                if file.name.endswith(".candidates.csv"):
                    assert not texts.keys() - set(CANDIDATES)
                    assert all(" " not in cell for cell in texts.values())
                else:
                    assert all(" " not in texts[name] for name in texts if name != "reason")
                    assert len(row["reason"]) <= MOST_REASON


def _is_code(cell: str) -> bool:
    """A number, a word of the rubric, or nothing."""
    return bool(re.fullmatch(r"-?[\d.]*|yes|no|\?|[A-D]", cell))
