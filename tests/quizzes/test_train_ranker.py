"""`train_ranker` learns from kept labels and from the studio's decisions alike."""

from __future__ import annotations

import csv
import json
import random
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import User
from courses.models import Course, Lesson, Module
from quizzes.bank.authoring import decide
from quizzes.generation.ranking.ranker import read_ranker
from quizzes.models.label import Forecast
from quizzes.rating.sheets import RUBRIC
from tests.questions import make_question

pytestmark = pytest.mark.django_db


def write_labels(folder: Path, count: int = 240) -> None:
    """Natural questions are accepted, most gaps are not."""
    rng = random.Random(3)
    with (folder / "r.csv").open("w") as ratings, (folder / "r.candidates.csv").open("w") as known:
        told, found = csv.writer(ratings), csv.writer(known)
        told.writerow(
            ["id", "rater", "answer_without_evidence", "right", *RUBRIC, "acceptable", "reason"]
        )
        found.writerow(
            ["id", "document", "form", "published", "version", "form_year", "natural", "odd"]
        )
        for number in range(count):
            natural = rng.random() < 0.5
            good = "yes" if rng.random() < (0.95 if natural else 0.3) else "no"
            told.writerow(
                [f"2-{number:010x}-0000", "r", "?", "no", *[good] * len(RUBRIC), good, ""]
            )
            features = [1, int(natural), f"{rng.random():.2f}"]
            document = f"{number % 16:x}{number % 32}"
            found.writerow([f"2-{number:010x}-0000", document, "year", "yes", "2", *features])


def train(folder: Path, *more: str) -> tuple[str, dict[str, object]]:
    out, file = StringIO(), folder / "ranker.json"
    args = ["--date", "2026-01-02", "--labels", str(folder), "-o", str(file), *more]
    call_command("train_ranker", *args, stdout=out)
    return out.getvalue(), json.loads(file.read_text())


def test_it_learns_from_labels_and_decisions_and_repeats_itself(
    tmp_path: Path, lesson: Lesson, course: Course, instructor: User
) -> None:
    write_labels(tmp_path)
    said, record = train(tmp_path)
    assert "240 judgements kept as labels, 0 from the studio." in said
    ranker = read_ranker(record)
    assert ranker.probability({"natural": 1.0}) > 0.8 > ranker.probability({"natural": 0.0})
    first = (tmp_path / "ranker.json").read_bytes()
    train(tmp_path)
    assert (tmp_path / "ranker.json").read_bytes() == first

    # Decisions against what the labels say pull the weights back; of a document for training.
    Module.objects.filter(pk=lesson.module_id).update(source_name="lighthouse-1.md")
    for number in range(60):
        question = make_question(lesson, f"Is this natural? ({number})")
        assert question.current is not None
        Forecast.objects.create(
            version=question.current, generator="2", probability=0.9, features={"natural": 1.0}
        )
        decide(question=question, action="reject", by=instructor)
    said, other = train(tmp_path)
    assert "60 from the studio" in said
    assert read_ranker(other).terms["natural"].weight < ranker.terms["natural"].weight
    assert train(tmp_path, "--labels-only")[1] == record


def test_too_little_to_learn_from_is_told(tmp_path: Path) -> None:
    write_labels(tmp_path, 20)
    with pytest.raises(CommandError, match="needed"):
        train(tmp_path, "--dry-run")
    (tmp_path / "r.csv").write_text("id\nnobody\n")
    with pytest.raises(CommandError, match="no candidate “nobody”"):
        train(tmp_path)
