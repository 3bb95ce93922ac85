"""A lesson's text by itself, after a person edited it: its wikilinks and its length."""

import re
from dataclasses import dataclass

from courses.documents.blocks import scan
from courses.documents.model import LinkRef
from courses.documents.plain import to_plain
from courses.documents.text import clean, fold_name

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Excerpt:
    """``words`` counts the text without its headings, as the reader of documents does."""

    words: int
    links: tuple[LinkRef, ...]


def read_excerpt(source: str) -> Excerpt:
    """Reads Markdown that is part of a document. Never raises, whatever the text."""
    words = 0
    links: list[LinkRef] = []
    for block in scan(clean(source)):
        if not block.pieces:
            continue
        plain = to_plain(block.content)
        links += (
            LinkRef(link.target, link.label, fold_name(link.target.split("#", 1)[0]))
            for _, _, link in plain.links
        )
        if block.kind != "heading":
            words += sum(1 for _ in _WORD.finditer(plain.text))
    return Excerpt(words, tuple(links))
