"""Two texts side by side: every line of both is there, and what differs is marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from courses.library.differences import Row, Run, compare


def test_a_changed_word_is_marked_in_its_line() -> None:
    rows = compare("One.\n\nThey earned 45 pounds.\n", "One.\n\nThey earned 48 pounds.\n")
    assert rows[0] == Row("same", (Run("One.", False),), (Run("One.", False),))
    assert rows[1].kind == "changed"
    assert [run.text for run in rows[1].old if run.differs] == ["45"]
    assert [run.text for run in rows[1].new if run.differs] == ["48"]


def test_lines_that_have_nothing_in_common_stand_apart() -> None:
    kinds = [row.kind for row in compare("The lamp burned oil.", "12, 15 & 19?")]
    assert kinds == ["removed", "added"]


def test_a_very_long_line_is_shown_whole() -> None:
    [removed, added] = compare("a " * 3000, "b " * 3000)
    assert (removed.kind, added.kind) == ("removed", "added")


texts = st.text(alphabet="ab .\n12", max_size=60)


@given(texts, texts)
def test_nothing_is_lost_and_the_same_is_the_same(old: str, new: str) -> None:
    rows = compare(old, new)
    for text, side in ((old, "old"), (new, "new")):
        shown = ["".join(run.text for run in getattr(row, side)) for row in rows]
        kept = [line.rstrip() for line in text.splitlines() if line.strip()]
        assert [line for line in shown if line] == kept
    assert all(row.kind == "same" for row in compare(old, old))
