"""`rate_questions` writes blind sheets of a course or a folder, and counts judged ones."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from courses.importing.importer import import_sources
from courses.importing.sources import collect
from courses.models import Course
from quizzes.models import Question
from quizzes.rating.labels import read_labels
from quizzes.rating.sheets import RUBRIC

SEEDS = Path(__file__).parents[2] / "seeds"


def run(*args: object) -> str:
    out = StringIO()
    call_command("rate_questions", *map(str, args), stdout=out, stderr=out)
    return out.getvalue()


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines))


def judge(file: Path, to: Path, *, refuse: int) -> None:
    """Accepts every question but the first few."""
    found = rows(file)
    for number, row in enumerate(found):
        fine = "no" if number < refuse else "yes"
        row |= dict.fromkeys(RUBRIC, "yes") | {"acceptable": fine, "one_right": fine}
        row |= {"answer_without_evidence": "A", "reason": "" if fine == "yes" else "Two fit."}
    with to.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


def test_a_folder_is_judged_without_a_database(tmp_path: Path) -> None:
    sheet = tmp_path / "one.csv"
    told = run("--documents", SEEDS, "--sample", 10, "--seed", 3, "-o", sheet)
    assert "10 questions in" in told
    first = sheet.read_bytes(), (tmp_path / "one.key.csv").read_bytes()
    run("--documents", SEEDS, "--sample", 10, "--seed", 3, "-o", sheet)
    assert first == (sheet.read_bytes(), (tmp_path / "one.key.csv").read_bytes())
    for name, refuse in (("one.a.csv", 2), ("one.b.csv", 1)):
        judge(sheet, tmp_path / name, refuse=refuse)
    labels = tmp_path / "labels"
    labels.mkdir()
    told = run(
        "--score", tmp_path / "one.a.csv", tmp_path / "one.b.csv", "--keep", labels / "r.csv"
    )
    assert "all          8/10 = 80% (49–94)" in told
    assert "judged by two: 10; Cohen's kappa 0.62" in told
    assert "3  one_right" in told
    ratings, keys = read_labels(labels)
    assert len(ratings) == 20
    assert len(keys) == 10
    kept = (labels / "r.csv").read_text() + (labels / "r.candidates.csv").read_text()
    for row in rows(tmp_path / "one.key.csv"):
        assert row["evidence"][:40] not in kept

    # The kept labels count as the sheets did.
    kept = run("--score", labels)
    assert kept.splitlines()[:8] == told.splitlines()[:8]

    # What was judged is not drawn again, whichever file tells of it.
    other = tmp_path / "two.csv"
    run("--documents", SEEDS, "--sample", 99, "-o", other, "--without", labels / "r.csv")
    assert not {row["id"] for row in rows(other)} & set(keys)


def test_sheets_are_split_without_losing_a_question(tmp_path: Path) -> None:
    run("--documents", SEEDS, "--sample", 11, "--sheets", 3, "-o", tmp_path / "s.csv")
    sizes = [len(rows(tmp_path / f"s-{number}.csv")) for number in (1, 2, 3)]
    assert sizes == [4, 4, 3]
    ids = {row["id"] for number in (1, 2, 3) for row in rows(tmp_path / f"s-{number}.csv")}
    assert len(ids) == 11


@pytest.mark.django_db
def test_a_course_is_judged_as_it_stands_and_gets_no_row(tmp_path: Path) -> None:
    course = Course.objects.create(slug="japan", title="Japan")
    import_sources(course=course, sources=collect([SEEDS], limit=10**6))
    run("--course", "japan", "--sample", 500, "-o", tmp_path / "c.csv")
    run("--documents", SEEDS, "--sample", 500, "-o", tmp_path / "f.csv")
    assert not Question.objects.exists()
    # A folder's notes give the questions that their import gives.
    of_course, of_folder = rows(tmp_path / "c.key.csv"), rows(tmp_path / "f.key.csv")
    assert {row["document"] for row in of_course} == {row["document"] for row in of_folder}
    assert len(of_course) > 15
    both: dict[str, str] = {}
    for part in ("--training", "--held-out"):
        try:
            run("--course", "japan", "--sample", 500, part, "-o", tmp_path / f"{part}.csv")
        except CommandError:
            continue
        both |= {row["id"]: part for row in rows(tmp_path / f"{part}.csv")}
        for row in rows(tmp_path / f"{part}.key.csv"):
            assert row["part"] == part.strip("-")
    assert both


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Give --course or --documents"),
        (("--documents", "seeds-that-are-gone", "-o", "x.csv"), "is no folder"),
        (("--documents", SEEDS, "-o", "x.csv", "--sample", 0), "at least 1"),
        (("--score", "gone.csv"), "no such file"),
        (("--documents", SEEDS, "-o", "/proc/none/x.csv"), "/proc/none/x.csv"),
    ],
)
def test_what_cannot_be_done_is_told(args: tuple[object, ...], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        run(*args)


@pytest.mark.django_db
def test_an_unknown_course_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no course 'gone'"):
        run("--course", "gone", "-o", tmp_path / "x.csv")
