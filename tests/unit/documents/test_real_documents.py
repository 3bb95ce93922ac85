"""The real notes, where they lie beside the repository.  None of their text comes in here."""

import itertools
import re
from pathlib import Path

import pytest

from courses.documents.model import Document
from courses.documents.reader import decode, read_document
from courses.documents.rendering import render
from courses.documents.segments import MIN_LENGTH
from tests.unit.documents.conftest import ROOT
from tests.unit.documents.html import check

SHARED = ROOT.parent / "shared"
SAMPLES = sorted((SHARED / "samples").glob("**/*.md"))
# All that is odd, and every eighth of the others.
SOME = [p for i, p in enumerate(SAMPLES) if "rough" in p.parts or i % 8 == 0]
RESIDUE = re.compile(r"yt-?_?timestamp|\d\d:\d\d:\d\d|\[\[|\]\]|\\\$")

pytestmark = pytest.mark.skipif(not SAMPLES, reason="the shared documents are not here")


def _read(path: Path) -> Document:
    return read_document(decode(path.read_bytes()), name=path.name)


@pytest.mark.parametrize("path", SOME, ids=lambda p: p.stem[:40])
def test_a_real_note_is_read_whole(path: Path) -> None:
    document = _read(path)
    assert document.kind == "note"
    assert document.citations_used >= 0.99 * document.citations_found
    for lesson in document.lessons:
        html = render(lesson.source, resolve=lambda _: None, video_id=document.video_id)
        shown = re.sub(r"<(code|pre)\b.*?</\1>|<a class=.cite.*?</a>", "", html, flags=re.S)
        text = "".join(check(shown).text)
        assert not RESIDUE.search(text), RESIDUE.search(text)
        for fact in lesson.facts:
            assert fact.citations
            assert not re.search(r"yt-?_?timestamp|\[\[|\]\]", fact.text)
        for part in lesson.slices:
            assert part.end is None or part.start < part.end


def test_every_tag_of_the_samples_is_found_as_a_citation() -> None:
    tags = found = used = 0
    for path in SAMPLES:
        text = decode(path.read_bytes())
        body = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)
        tags += len(re.findall(r"<a class=.yt[-_]timestamp", body))
        document = _read(path)
        found += document.citations_found
        used += document.citations_used
    assert found >= tags
    assert used >= 0.998 * found


def test_every_citation_of_a_real_lesson_lies_inside_one_of_its_segments() -> None:
    for path in SAMPLES:
        document = _read(path)
        for lesson in document.lessons:
            for citation in (c for fact in lesson.facts for c in fact.citations):
                assert any(
                    part.start <= citation.seconds
                    and (part.end or citation.seconds + 1) > citation.seconds
                    for part in lesson.slices
                ), (path.name, lesson.heading, citation)
            for one, other in itertools.pairwise(lesson.slices):
                assert one.end is not None
                assert one.end < other.start
            for part in lesson.slices:
                assert part.end is None or part.end - part.start >= MIN_LENGTH


def test_the_original_note() -> None:
    (path,) = (SHARED / "originals").glob("000_*")
    document = _read(path)
    assert (document.citations_found, document.citations_used) == (86, 86)
    assert len(document.lessons) == 9
    assert [len(x.slices) for x in document.lessons] == [1] * 9
    assert document.lessons[-1].slices[0].end is None
    assert sum(len(x.facts) for x in document.lessons) > 65
    assert document.warnings == ()


def test_the_original_article() -> None:
    (path,) = (SHARED / "originals").glob("003_*")
    document = _read(path)
    assert document.kind == "article"
    assert [x.is_intro for x in document.lessons] == [True, False, False]
    assert document.credit.date == "2024-04-12"
    assert len(document.credit.authors) == 2
    assert document.credit.publisher == "AFP"
    assert document.credit.address.startswith("https://techxplore.com/")
    facts = [f.text for x in document.lessons for f in x.facts]
    assert sum("$" in text for text in facts) == 5
    sources = "".join(x.source for x in document.lessons)
    assert sources.count("\n*") + sources.startswith("*") == 3
