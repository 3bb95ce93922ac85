"""HTML in the text: words and pages agree on what of it is markup."""

from __future__ import annotations

import re
from html import unescape

import pytest

from courses.documents.plain import to_plain
from courses.documents.rendering import render


def shown(source: str) -> str:
    return " ".join(
        unescape(re.sub(r"<[^<>]*>", "", render(source, resolve=lambda _: None))).split()
    )


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("It rose <script>alert(1)</script>in 1811.", "It rose in 1811."),
        ('It rose <iframe src="https://x.example">no frames</iframe>in 1811.', "It rose in 1811."),
        ("It rose <style>p { color: red }</style>in 1811.", "It rose in 1811."),
        ("It is a List<String> of lamps.", "It is a List<String> of lamps."),
        ("The <script> tag is old.", "The <script> tag is old."),
        ("<details><summary>More</summary>It rose.</details>Then", "More It rose. Then"),
        ("<div align='left'>It rose.</div>Then it fell.", "It rose. Then it fell."),
        ("It <b>rose</b> and <u>fell</u>, H<sub>2</sub>O.", "It rose and fell, H2O."),
        ("It rose.<br>Then it fell.", "It rose. Then it fell."),
        ("It rose <!-- why? --> in 1811.", "It rose in 1811."),
        ("5 < 6 and a<b or <3.", "5 < 6 and a<b or <3."),
        ("It rose <font color=red>in</font> 1811.", "It rose in 1811."),
    ],
)
def test_words_and_page_say_the_same(source: str, words: str) -> None:
    assert " ".join(to_plain(source).text.split()) == words
    assert shown(source) == words
