"""Twice the text takes about twice the time, whatever it is made of."""

import time
from collections.abc import Callable

import pytest

from courses.documents.reader import read_document
from courses.documents.rendering import render

UNITS = [
    "[",
    "[[",
    "[[a",
    "![",
    "](",
    "(",
    "<",
    "<a ",
    "<!--",
    "&",
    "*",
    "**a* ",
    "_a ",
    "`",
    "``a",
    "~",
    "\\",
    "| a |\n",
    "> ",
    "- ",
    "- a\n",
    "1. ",
    "#",
    "## a\n",
    "```\n",
    "\n",
    "a. ",
    ". ",
    "[1:10]",
    "(00:01:10",
    "[a](",
    "[[a|b]] ",
    "[[a|[[b]]]] ",
    "<b>",
    "<script>",
    "--- ",
    "a: b\n",
    "日本",
    "  ",
    "a [00:01:10]. B ",
    '<a class="yt-timestamp" data-t="',
    "<http://a",
    "$",
    "$a",
    "$$a",
    "$x^",
    "\\frac{",
    "[^1]",
    "[^1]: a\n",
    "[!info] a\n\n",
    "> [!info]\n",
    "[00:01:10](",
    "[00:01:10, ",
    "[17:04:00]",
    "[2:10",
    "ratio [2:10]",
    "HH:01:10",
    '<a class="yt-timestamp" data-t="17:04:00">[17:04:00]</a>, ',
    "It fell [0:10], and the mast was [0:20]; ",
    "### [a](https://youtu.be/AbC-123_xyZ)\n",
    "【",
    "}{",
    "'\"",
    "\u00a0",
    "\u200b",
    "a|",
    "://",
    "@",
    "%",
    "^",
    "+",
    "=",
    ":",
    ";",
    ", ",
    "-",
    "!",
    "?",
    "/",
]
SIZE = 20_000
SLOWEST = 1.5
"""Seconds for SIZE characters.  A quadratic rule takes minutes; a slow machine takes one."""


def _read(text: str) -> object:
    return read_document("x\n\n" + text, name="a.md")


def _render(text: str) -> object:
    return render(text, resolve=lambda _: None, video_id="AbC-123_xyZ", numbered=True)


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


@pytest.mark.parametrize("work", [_read, _render])
@pytest.mark.parametrize("unit", UNITS)
def test_runs_of_special_characters_cost_no_more_than_their_length(
    unit: str, work: Callable[[str], object]
) -> None:
    times = SIZE // len(unit)
    once = _seconds(work, unit * times)
    if once < 0.02:
        return  # a quadratic rule takes longer; what is left is the clock's own noise
    assert once < SLOWEST
    # A generous ratio: linear is 4, quadratic is 16.
    assert _seconds(work, unit * times * 4) < 10 * once
