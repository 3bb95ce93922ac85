"""The short ways of reading and rendering lead where the long ones do."""

from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.documents import bits, plain, rendering, sanitise
from courses.documents.lexing import lex
from courses.documents.own_html import is_own
from courses.documents.plain_blocks import divide

CITED = '<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>'
INLINE = [
    "The crane ", "rose", " ", "  ", "\n", ".", ". ", ", ", "Dr. ", "B", "9", "日本", "é", "“", "”",
    "\u00a0", "*", "**", "***", "_", "~~", "==", "`", "\\", "$5", "$x^2$", "&", "&amp;", "<",
    "<br>", "<b>", "</b>", "[", "]", "(", ")", "!", "[[a b | c]]", "[[a]]", "|",
    "[x](https://e.org)", "[^1]", CITED, f"{CITED}, {CITED}", " [0:10]", "(00:01:10)",
    "[2:10 - 3:00]", "http://e.org", "…", "? ",
]  # fmt: skip
BLOCKS = [
    *INLINE, "\n\n", "\n\n", "\n* ", "\n*   ", "\n- ", "\n1. ", "\n2. ", "\n1986. ", "\n3) ",
    "\n## ", "\n### ", "\n#", " #", "\n---\n", "\n***\n", "\n> ", "\n> [!info] ", "\n[!tip] ",
    "\n[^1]: ", "\n```\n", "\n~~~\n", "\n| a | b |\n", "|---|---|\n", "\n    ", "\n  ", "\n\t",
    "\n+ ", "\n: ", "\n- [ ] ", "\n٣. ", "\n|", "\n-|-\n", "\n==\n", "\n_",
    "\n*   **Cost:** It rose. ", "\n\u00a0",
    "\n> The crane", "\n>", "\n> > ", "\n> * ", "\n> [!info] A title\n> It rose. ", "\n> [!tip|A] ",
    "\n\n> [!quote] ", "\n>a", "\n<div>\n[!note] ", "\n> <div>\n> [!note] A", "\n> 2. ", "\n> #",
]  # fmt: skip
HTML = [
    "<p>", "</p>", "<ul>\n", "</ul>", "<ol start=\"3\">", "</ol>", "<li>", '<li data-at="7">',
    "</li>", "<h2>", '<h2 id="s-a">', "</h2>", "<strong>", "</strong>", "<em>", "</em>", "<hr>",
    "<br>", "&amp;", "&", "&lt;", "&nbsp;", "<", ">", "a", "\u00a0", "\n", '<span class="term">',
    "<span>", "</span>", '<span class="said" data-from="7">', '<a class="wiki" href="/x">',
    '<a class="wiki" href="//x.y">', '<a class="wiki" href="javascript:x">',
    '<a class="wiki" href="#to:a%20b">', "</a>", "<a>", '<p data-at="1" onclick="x">', "<script>",
    "</script>", "<blockquote>\n", "</blockquote>", '<aside class="callout callout-info">',
    "</aside>", '<p class="callout-title">', "<table>", "<td>", '<h2 id="a"><p>', "<svg>",
    "<!-- a -->", "<p", "<p\n>", "<P>", "<code>", "</code>", "<div>",
]  # fmt: skip


def some(pieces: list[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


@given(some(INLINE, 14))
@settings(max_examples=600, deadline=None)
def test_lexed_words_are_the_words_of_any_text(text: str) -> None:
    pieces = lex(text)
    if pieces is None:
        return
    short, long = plain._read(text, pieces), plain.read_any(text)
    assert short == long
    for place in range(len(long.text) + 1):
        assert short.source(place) == long.source(place)
        assert short.source(place, end=True) == long.source(place, end=True)


def render(source: str, *, numbered: bool) -> str:
    return rendering.render(
        source, resolve=lambda name: f"/{len(name)}", video_id="AbC-123_xyZ", numbered=numbered
    )


@given(some(BLOCKS, 16), st.booleans())
@example("One.\n\n*   **A:** b [0:10].\n\n*   c\n\nTwo", True)
@example("*   a\n*   b\n\nText\n- c", False)
@settings(max_examples=600, deadline=None)
def test_a_lesson_is_the_same_by_the_short_and_by_the_long_way(text: str, numbered: bool) -> None:
    short = render(text, numbered=numbered)
    with (
        patch.object(rendering, "divide", return_value=None),
        patch.object(rendering, "lex", return_value=None),
        patch.object(sanitise, "is_own", return_value=False),
    ):
        assert render(text, numbered=numbered) == short


@given(some(HTML, 9))
@settings(max_examples=1000, deadline=None)
def test_html_that_is_not_cleaned_would_come_out_of_the_cleaner_as_it_is(html: str) -> None:
    if is_own(html):
        assert sanitise._cleaner.clean(html) == html.replace("\u00a0", "&nbsp;")


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x">a</p>',
        '<p data-at="1" onclick="x">a</p>',
        "<script>x</script>",
        '<a class="wiki" href="javascript:x">a</a>',
        '<a class="wiki" href="//e.org">a</a>',
        '<a class="wiki" href="/\\e.org">a</a>',
        '<a class="cite" href="https://e.org/" data-seconds="1" rel="noopener noreferrer">1</a>',
        "<p><p>a</p></p>",
        "<strong><p>a</p></strong>",
        "<ul>a<strong>b</strong></ul>",
        "<p>a",
        "a</p>",
        "<p>a < b</p>",
        "<p>&#106;</p>",
        '<img src="x">',
    ],
)
def test_what_is_not_the_renderers_own_is_cleaned(html: str) -> None:
    assert not is_own(html)


def test_the_renderers_usual_html_is_its_own() -> None:
    text = f"## A\n\nIt **rose** {CITED}, [[a|b]] too {CITED}.\n\n*   **C:** 日本 {CITED}.\n- d"
    with patch.object(sanitise, "_cleaner", None):
        assert 'class="cite"' in render(text, numbered=False)


def test_most_text_is_lexed_and_most_lessons_are_divided() -> None:
    assert lex(f"The **crane** of [[a|b]] rose {CITED}, and fell {CITED}.\nIt cost $5 (a lot).")
    assert divide("## A\n\nText\nmore\n\n*   **a:** b\n\n*   c\n\n1. d\n2. e")
    assert [bit.type for bit in bits.from_pieces("a *b*", lex("a *b*") or ())] == [
        "text", "markup_open", "text", "markup_close",
    ]  # fmt: skip
