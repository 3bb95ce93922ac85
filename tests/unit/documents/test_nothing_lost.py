"""Every word of a body stands in exactly one lesson, in order, or in its recorded credit."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.documents.reader import decode, read_document
from courses.documents.rendering import render
from courses.documents.text import clean
from tests.unit.documents.conftest import DATA, ROOT
from tests.unit.documents.words import lost, words

SHARED = ROOT.parent / "shared"
REAL = [
    *sorted((SHARED / "samples").glob("**/*.md")),
    *sorted((SHARED / "originals").glob("*.txt")),
]
OWN = sorted(DATA.glob("*.md"))

# Each %s becomes a word that occurs nowhere else: w0w, w1w …
SHAPES = [
    "%s %s.\n",
    "%s %s [00:01:10]. %s\n%s\n\n",
    "## %s %s\n",
    "### %s\n",
    "# %s\n",
    "#### **%s** [[x | %s]]\n",
    "- %s\n  - %s: %s\n",
    "1. **%s**: %s\n2. %s\n\n   %s\n",
    "10) %s\n",
    "> %s\n> %s\n",
    "> [!info] %s\n> %s\n",
    "> [!warning]-\n> - %s\n",
    "[!NOTE] %s\n%s\n",
    "\n| %s | %s |\n|---|---|\n| [[a|%s]] | %s |\n\n",
    "```text\n%s\n## %s\n```\n",
    "---\n",
    "***\n\n",
    "\n",
    "<b>%s</b> <i>%s\n",
    "<div>%s</div>\n",
    "%s ![[%s]]\n",
    "*%s* **%s** ~~%s~~ `%s`\n",
    "%s costs $5 to $10 for %s\n",
    "[%s](#) [%s](https://example.org/a)\n",
    "\t%s\n    %s\n",
    "%s\n===\n%s\n---\n",
    '%s <a class="yt-timestamp" data-t="00:01:20">[00:01:20]</a>, %s\n',
    "[00:01:10]: %s\n",
    "- > %s\n",
    "- > [!tip] %s\n  > %s\n",
    "%s[^1] %s[^2]\n",
    "[^1]: %s\n    %s\n",
    "Copyright %s\n",
    "From: here on %s, it was said that this is so.\n",
]
HEADS = [
    "",
    "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n\nFrom: [[c]] <br/>\n",
    "---\ntitle: T\nvideoId: AbC-123_xyZ\n---\n",
]
DOCUMENT = st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from(SHAPES), min_size=1))
MARK = re.compile(r"w\d+w")


def _write(head: str, shapes: list[str]) -> tuple[str, list[str]]:
    """A document of these shapes, and its numbered words in order."""
    parts = "".join([*shapes, "%s\n"]).split("%s")
    marks = [f"w{number}w" for number in range(len(parts) - 1)]
    filled = [part + mark for part, mark in zip(parts, [*marks, ""], strict=True)]
    return head + "".join(filled), marks


@given(DOCUMENT)
@settings(max_examples=250, deadline=None)
def test_every_word_of_any_document_stands_in_one_lesson(made: tuple[str, list[str]]) -> None:
    text, marks = _write(*made)
    document = read_document(text, name="t.md")
    found: list[str] = []
    for lesson in document.lessons:
        own = "" if lesson.is_intro or lesson.heading == document.title else lesson.heading
        found += MARK.findall(own + " " + lesson.source)
    credit = document.credit
    record = MARK.findall(f"{document.title} {credit.rights} {credit.citation} {credit.publisher}")
    kept = [mark for mark in marks if mark not in record or mark in found]
    assert found == kept


@given(DOCUMENT)
@settings(max_examples=250, deadline=None)
def test_every_word_of_any_lesson_is_shown(made: tuple[str, list[str]]) -> None:
    text, _ = _write(*made)
    for lesson in read_document(text, name="t.md").lessons:
        html = render(lesson.source, resolve=lambda _: None, video_id="AbC-123_xyZ")
        assert MARK.findall(re.sub(r"<[^<>]*>", " ", html)) == MARK.findall(lesson.source)


@pytest.mark.parametrize("path", OWN, ids=lambda p: p.stem)
def test_no_word_of_our_own_documents_is_lost(path: object) -> None:
    text = DATA.joinpath(str(path)).read_text("utf-8")
    assert lost(clean(text), read_document(text, name="t.md")) == []


@pytest.mark.skipif(not REAL, reason="the shared documents are not here")
def test_no_word_of_a_real_document_is_lost() -> None:
    failed = {}
    for path in REAL:
        text = decode(path.read_bytes())
        document = read_document(text, name=path.name)
        missing = lost(clean(text), document)
        if document.index:
            # Of an index, the address of each video becomes its id.
            ids = {word for entry in document.index for word in words(entry.video_id)}
            missing = [
                w for w in missing if w not in ids | {*words("https www youtube com watch v")}
            ]
        if missing:
            failed[path.name] = missing[:8]
    assert failed == {}


_CITE = re.compile(r'<(a|span) class="cite"[^>]*>.*?</\1>')
_CODE = re.compile(r"<code.*?</code>|<math.*?</math>", re.DOTALL)
_FENCED = re.compile(r"```.*?(?:```|\Z)|~~~.*?~~~|`[^`\n]*`", re.DOTALL)
_NUMBER = re.compile(r"^[ \t>]*(?:[-*+]\s+)?\d+[.)]\s(?:[ \t]*\d+[.)]\s)?", re.MULTILINE)
_TO = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_KIND = re.compile(r"\[!([A-Za-z-]+)\]")


def _shown(html: str) -> str:
    """The letters that a page shows, without its citations, code and formulas."""
    bare = re.sub(r"<[^<>]*>", " ", _CITE.sub(" ", _CODE.sub(" ", html)))
    return "".join(words(unescape(bare)))


def _told(source: str) -> str:
    """The letters that the Markdown says."""
    source = _KIND.sub(" ", _FENCED.sub(" ", source))
    return "".join(words(_TO.sub("]", _NUMBER.sub(" ", source))))


@pytest.mark.skipif(not REAL, reason="the shared documents are not here")
def test_the_words_of_a_real_lesson_are_shown() -> None:
    """All but a handful of a thousand lessons agree to the letter with a crude reading of them.

    The crude reading itself errs where times of the day, ratios and code stand in links.
    """
    lessons = differing = 0
    for path in REAL[::3]:
        document = read_document(decode(path.read_bytes()), name=path.name)
        for lesson in document.lessons:
            html = render(lesson.source, resolve=lambda _: None, video_id="AbC-123_xyZ")
            html = re.sub(r"<p class=.callout-title.>(?:Info|Note|Quote|Tip)</p>", " ", html)
            lessons += 1
            differing += _shown(html) != _told(lesson.source)
    assert differing <= 0.02 * lessons
