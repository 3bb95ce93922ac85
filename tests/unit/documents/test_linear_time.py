"""Twice the text takes about twice the time, whatever it is made of."""

from collections.abc import Callable

import pytest

from courses.documents.reader import read_document
from courses.documents.rendering import render
from tests.growth import least_growth

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
SIZE = 6_000
BOUND = 10
"""Four times the text: linear work is 4 times as much, quadratic work 16 times."""


def _read(text: str) -> object:
    return read_document("x\n\n" + text, name="a.md")


def _render(text: str) -> object:
    return render(text, resolve=lambda _: None, video_id="AbC-123_xyZ", numbered=True)


@pytest.mark.parametrize("work", [_read, _render])
@pytest.mark.parametrize("unit", UNITS)
def test_runs_of_special_characters_cost_no_more_than_their_length(
    unit: str, work: Callable[[str], object]
) -> None:
    text = unit * (SIZE // len(unit))
    growth = least_growth(lambda: work(text), lambda: work(text * 4), bound=BOUND)
    assert growth < BOUND
