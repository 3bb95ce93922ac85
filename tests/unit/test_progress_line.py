"""A terminal sees how far it is; a pipe sees nothing."""

from __future__ import annotations

import io

from courses.importing.progress_line import ProgressLine


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_line_that_goes_when_all_is_done() -> None:
    out = Terminal()
    with ProgressLine(out, total=2) as line:
        line.step("one.md")
        line.step("two.md")
    drawn = out.getvalue()
    assert "1 of 2" in drawn
    assert "2 of 2" in drawn
    assert "\n" not in drawn
    assert drawn.endswith("\r\x1b[K")


def test_a_pipe_sees_nothing() -> None:
    out = io.StringIO()
    with ProgressLine(out, total=1) as line:
        line.step("one.md")
    assert out.getvalue() == ""


def test_a_name_cannot_steer_the_terminal_and_a_wrong_total_does_no_harm() -> None:
    line = ProgressLine(Terminal(), total=0)
    line.done = 3
    drawn = line.line("\x1b[2Jevil\n.md", 2.0)
    assert drawn == "#" * 24 + " 3 of 3, 2/s  ?[2Jevil?.md"
