"""Sheets tell nothing that they should not, and are read back with every mistake named."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from quizzes.rating.documents import part_of, part_of_tag, read_folder, tag_of
from quizzes.rating.items import Item, draw, question_id
from quizzes.rating.labels import own_words
from quizzes.rating.reading import SheetError, read_keys, read_sheet
from quizzes.rating.sheets import ANSWER, RUBRIC, key_file, key_text, sheet_text

ITEM = Item(
    id="2-aaaaaaaaaaaa",
    document="0123456789ab",
    form="year",
    published=True,
    stem="In which year did the mill of Kelby open?",
    options=("1811", "1824", "1799", "1850"),
    key="1799",
    evidence="The mill of Kelby opened in 1799, before any other.",
    before="Kelby had no mill.",
    after="It burned down.",
    probability=0.5,
    features={"words": 9.0},
)


def items(count: int, form: str = "year") -> list[Item]:
    return [
        replace(ITEM, id=question_id("2", f"{form} {number}?", "abcd", "a"), form=form)
        for number in range(count)
    ]


def filled(text: str, **cells: str) -> str:
    """The sheet with every question judged; ``cells`` differ in its first row."""
    rows = list(csv.DictReader(io.StringIO(text)))
    for row in rows:
        row |= dict.fromkeys((*RUBRIC, "acceptable"), "yes") | {ANSWER: "?"}
    rows[0] |= cells
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    file = tmp_path / "round.csv"
    file.write_text(sheet_text([ITEM]))
    key_file(file).write_text(key_text([ITEM]))
    return file


def test_a_sheet_shows_the_question_and_neither_key_nor_evidence() -> None:
    text = sheet_text([ITEM])
    row = next(csv.DictReader(io.StringIO(text)))
    assert [row[letter] for letter in "ABCD"] == list(ITEM.options)
    for told in (ITEM.evidence, ITEM.before, ITEM.document, "year,", "0.5"):
        assert told not in text
    keys = next(csv.DictReader(io.StringIO(key_text([ITEM]))))
    assert keys["key"] == "C"
    assert keys["evidence"] == ITEM.evidence


def test_a_judged_sheet_is_read_back(sheet: Path) -> None:
    rated = sheet.with_name("round.rated2.csv")
    rated.write_text(
        "\ufeff" + filled(sheet.read_text(), acceptable="No", answer_without_evidence="b")
    )
    keys = read_keys(key_file(rated))
    [one], empty = read_sheet(rated, keys)
    assert (one.rater, one.answer, one.acceptable, empty) == ("rated2", "B", False, 0)
    assert keys[one.id].features == {"words": 9.0}


def test_rows_that_nobody_judged_are_counted_and_no_mistake(sheet: Path) -> None:
    assert read_sheet(sheet, read_keys(key_file(sheet))) == ([], 1)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"grammatical": "maybe"}, "row 2: grammatical is yes or no, not “maybe”"),
        ({ANSWER: "E"}, "row 2: answer_without_evidence is A, B, C, D or ?, not “E”"),
        ({"id": "2-other"}, "row 2: round.key.csv has no question “2-other”"),
        ({"acceptable": ""}, "row 2: acceptable is yes or no, not “”"),
    ],
)
def test_a_mistake_is_told_with_its_row(sheet: Path, cells: dict[str, str], told: str) -> None:
    rated = sheet.with_name("round.rated.csv")
    rated.write_text(filled(sheet.read_text(), **cells))
    with pytest.raises(SheetError, match=re.escape(told)):
        read_sheet(rated, read_keys(key_file(rated)))


def test_files_that_are_no_sheets_are_told(tmp_path: Path, sheet: Path) -> None:
    keys = read_keys(key_file(sheet))
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(SheetError, match="no column “id”"):
        read_sheet(other, keys)
    other.write_text("id,question\n2-a,What?\n")
    with pytest.raises(SheetError, match="column “answer_without_evidence” is missing"):
        read_sheet(other, keys)
    with pytest.raises(SheetError, match="no such file"):
        read_sheet(tmp_path / "gone.csv", keys)
    other.write_bytes(b"id,question\n\xff\xfe,\n")
    with pytest.raises(SheetError, match="cannot be read"):
        read_sheet(other, keys)
    twice = filled(sheet.read_text())
    other.write_text(twice + twice.splitlines()[1] + "\n")
    with pytest.raises(SheetError, match=r"row 3: the question .* stands there twice"):
        read_sheet(other, keys)


def test_a_draw_gives_each_form_its_share_and_rare_ones_a_floor() -> None:
    every = items(90) + items(8, "money") + items(2, "rank")
    drawn = draw(every, 20, seed=1)
    forms = [one.form for one in drawn]
    assert (forms.count("year"), forms.count("money"), forms.count("rank")) == (15, 3, 2)
    assert drawn == draw(list(reversed(every)), 20, seed=1)
    assert drawn != draw(every, 20, seed=2)
    even = [one.form for one in draw(every, 18, seed=1, even=True)]
    assert (even.count("year"), even.count("money"), even.count("rank")) == (8, 8, 2)


def test_what_was_judged_is_not_drawn_again_by_another_version() -> None:
    every = items(10)
    judged = [f"1-{one.id.split('-')[1]}-0000" for one in every[:7]]
    assert {one.id for one in draw(every, 10, seed=1, without=judged)} == {
        one.id for one in every[7:]
    }


def test_documents_are_split_by_their_names_alone() -> None:
    names = [f"folder/{number}.md" for number in range(400)]
    held = [name for name in names if part_of(name) == "held-out"]
    assert 0.3 < len(held) / len(names) < 0.45
    assert all(part_of(name.replace("folder", "else")) == "held-out" for name in held)
    assert all(tag_of(name)[0] in "abcdef" for name in held)
    assert part_of_tag("9f") == "training"


def test_a_folder_is_read_without_rows_and_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    note = "---\nvideoId: abcdefghijk\n---\n# Mills\n\nThe mill of Kelby opened in 1799 {ts:4}.\n"
    (tmp_path / "in" / "mills.md").write_text(note)
    (tmp_path / "empty.md").write_text("")
    reading = read_folder(tmp_path)
    assert set(reading.names.values()) <= {"in/mills.md", "empty.md"}
    assert any("empty.md" in problem for problem in reading.problems)
    part = part_of("mills.md")
    other = read_folder(tmp_path, part="training" if part == "held-out" else "held-out")
    assert "in/mills" not in other.names


def test_reasons_are_kept_without_what_the_document_says() -> None:
    said = ["The mill of Kelby opened in 1799, before any other mill of the coast."]
    assert own_words("Two options\nare right", said) == "Two options are right"
    reason = "Says that the mill of Kelby opened in 1799, before, which is given away"
    assert own_words(reason, said) == "Says that …, which is given away"
    assert len(own_words("word " * 100, said)) <= 200
