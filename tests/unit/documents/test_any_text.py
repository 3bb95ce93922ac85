"""Whatever the text, the reader and the renderer stand it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.documents.model import DocumentError
from courses.documents.plain import to_plain
from courses.documents.reader import decode, read_document
from courses.documents.rendering import render
from tests.unit.documents.html import check

PIECES = st.sampled_from(
    [
        "---\n",
        "title: T\n",
        "videoId: AbC-123_xyZ\n",
        "From: [[c]] <br/>\n",
        "## A\n",
        "# B\n",
        "### ",
        "[",
        "]",
        "[[",
        "]]",
        "|",
        "(",
        ")",
        "](",
        "<",
        ">",
        "<a ",
        "</a>",
        "<b>",
        "</i>",
        '<a class="yt-timestamp" data-t="00:01:10">[00:01:10]</a>',
        "[00:01:10]",
        "[1:10 - 2:10]",
        "(00:01:10)",
        "99:99:99",
        "17:04:00",
        "[17:04:00]",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "javascript:alert(1)",
        "](javascript:x)",
        "<img onerror=x>",
        "![",
        "`",
        "```\n",
        "**",
        "*",
        "_",
        "~~",
        "==",
        "\\",
        "&amp;",
        "&#0;",
        "> ",
        "> [!info] t\n",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        "| a | b |\n|---|---|\n",
        "    ",
        "\t",
        ".",
        "。",
        "! ",
        "?",
        '"',
        "Dr. ",
        "日本",
        "word ",
        "The crane ",
        "$5 ",
        "\\$6 ",
        "\x00",
        "\r\n",
        "\u2028",
        "\ud800",
        "\ufeff",
        "🚢",
        "[^1]",
        "[^1]: ",
        "$x^2$",
        "$$",
        "$",
        "\\frac{a}",
        "© 2023 X\n",
        "Citation: x <https://e.org>\n",
        "March 3 2023, by A B\n",
        "[[a|[[b]]]]",
    ]
)
TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(TEXT, st.sampled_from(["a.md", "", "../x/y.txt", "日本.md"]))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str, name: str) -> None:
    try:
        document = read_document(text, name=name)
    except DocumentError:
        return
    lines = text.count("\n") + text.count("\r") + 1
    keys = [lesson.key for lesson in document.lessons]
    keys += [fact.key for lesson in document.lessons for fact in lesson.facts]
    assert len(set(keys)) == len(keys)
    slugs = [lesson.slug for lesson in document.lessons]
    assert len(set(slugs)) == len(slugs)
    assert all(1 <= warning.line <= lines for warning in document.warnings)
    assert document.title
    assert document.slug
    for lesson in document.lessons:
        assert lesson.heading
        for fact in lesson.facts:
            assert fact.text.strip()
            assert 0 <= fact.start < fact.end <= len(text)
            for citation in fact.citations:
                assert any(
                    s.start <= citation.seconds and (s.end is None or citation.seconds < s.end)
                    for s in lesson.slices
                )


@given(TEXT, st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_is_rendered_safely(text: str, numbered: bool) -> None:
    check(render(text, resolve=lambda t: f"/x/{t}", video_id="AbC-123_xyZ", numbered=numbered))


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_plain_text_knows_where_it_came_from(text: str) -> None:
    plain = to_plain(text)
    for position, char in enumerate(plain.text):
        source = plain.source(position)
        assert 0 <= source <= len(text)
        if char.isalpha() and "&" not in text and "|" not in text and "[[" not in text:
            assert text[source] == char or not text[source].isalpha()


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_decoded_or_refused_with_a_reason(data: bytes) -> None:
    try:
        text = decode(data)
    except DocumentError:
        return
    assert "\r" not in text
