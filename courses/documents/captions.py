"""Picture captions that an article left behind as paragraphs of their own."""

import re
from collections.abc import Sequence

from courses.documents.blocks import Block
from courses.documents.plain import to_plain
from courses.documents.sentences import split

BLANK_LINES = 3
"""Empty lines that a lost picture leaves before its caption."""
LIKENESS = 0.75
"""Share of a caption's longer words that another sentence repeats."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 250


def _sentence(block: Block) -> str | None:
    """The words of a paragraph that is a single short sentence."""
    text = to_plain(block.content).text.strip()
    if block.kind != "paragraph" or not text or len(text) > _LONGEST:
        return None
    if len(split(text)) != 1 or text[-1] in ':?"”':
        return None
    return text


def find(blocks: Sequence[Block]) -> dict[int, Block]:
    """The captions among an article's blocks, by their offset.

    A caption is one sentence after the gap of a lost picture.  The first paragraph has such a gap
    anyway (the record stood above it): it is a caption only if the text tells the same again.
    """
    found: dict[int, Block] = {}
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or block.blank_before < BLANK_LINES:
            continue
        text = _sentence(block)
        if text is None:
            continue
        if index == 0:
            words = _stems(text)
            if not words or not any(_repeats(words, other) for other in blocks[1:400]):
                continue
        found[block.start] = block
    return found


def _repeats(words: set[str], block: Block) -> bool:
    text = to_plain(block.content).text
    if not block.is_text or len(text) > 2000:
        return False
    return len(words & _stems(text)) >= LIKENESS * len(words)


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words: "offered" and "offer" tell the same."""
    return {word.lower()[:5] for word in _WORD.findall(text)}
