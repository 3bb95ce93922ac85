"""Stems and explanations are Markdown of people, made safe once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.models import Lesson
from quizzes.bank.authoring import OptionDraft, VersionDraft, write_question
from quizzes.bank.texts import block_html, line_html

OPTIONS = (OptionDraft("1811", True), OptionDraft("1801", False))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("When was *it* built?", "When was <em>it</em> built?"),
        ("What does `ls` do?", "What does <code>ls</code> do?"),
        ("It opened in _____ at last.", "It opened in _____ at last."),
        ("See [this](https://example.org)?", "See this?"),
        ("# Not a heading", "# Not a heading"),
        ("<b onclick=x>Now</b>?", "Now?"),
        ("1 < 2 & 3 > 2?", "1 &lt; 2 &amp; 3 &gt; 2?"),
    ],
)
def test_a_stem_is_one_safe_line(source: str, html: str) -> None:
    assert line_html(source) == html


@given(st.text(max_size=200))
def test_no_stem_carries_script_or_blocks(source: str) -> None:
    html = line_html(source).lower()
    assert "<script" not in html
    assert "<p" not in html
    assert "<a" not in html
    block_html(source)


@pytest.mark.django_db
def test_what_people_write_is_rendered_once_and_what_the_generator_says_is_literal(
    lesson: Lesson,
) -> None:
    draft = VersionDraft(stem="When was *it* built?", options=OPTIONS, explanation="- a\n- b")
    version = write_question(lesson=lesson, draft=draft, fact=None, by=None).current
    assert version is not None
    assert version.shown_stem == "When was <em>it</em> built?"
    assert "<li>a" in version.shown_explanation
    literal = VersionDraft(
        stem="What is *a* < b?", options=OPTIONS, explanation="“*a* < b”", markdown=False
    )
    version = write_question(lesson=lesson, draft=literal, fact=None, by=None).current
    assert version is not None
    assert version.shown_stem == "What is *a* &lt; b?"
    assert version.shown_explanation == "<p>“*a* &lt; b”</p>"
