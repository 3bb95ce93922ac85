"""Which headings open lessons, and the text that belongs to each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.documents.blocks import Block
from courses.documents.plain import Plain, to_plain


@dataclass
class Section:
    """One lesson's part of the document: ``blocks`` in order, without the opening heading."""

    heading: str
    start: int
    end: int
    line: int
    is_intro: bool
    opening: Plain | None = None
    opening_block: Block | None = None
    blocks: list[Block] = field(default_factory=list)


def heading_text(block: Block) -> str:
    """A heading's words: links give their labels, citations nothing."""
    return " ".join(to_plain(block.content).text.split())


def outermost(blocks: Sequence[Block]) -> list[int]:
    """The indices of the headings that open lessons.

    A heading does when no shallower one stands open above it: after ``##`` a ``###`` stays
    inside, but a ``###`` that comes before any ``##`` opens a lesson itself.  ``#`` counts as
    ``##``, for inside notes the two are mixed.
    """
    found: list[int] = []
    shallowest = 7
    for index, block in enumerate(blocks):
        if block.kind != "heading":
            continue
        level = max(block.level, 2)
        if level <= shallowest:
            found.append(index)
            shallowest = level
    return found


def split_sections(blocks: Sequence[Block], start: int, end: int, line: int) -> list[Section]:
    """The document's blocks as sections; text before the first heading is the introduction."""
    opening = outermost(blocks)
    sections: list[Section] = []
    first = opening[0] if opening else len(blocks)
    if any(block.kind != "rule" for block in blocks[:first]):
        stop = blocks[first].start if opening else end
        sections.append(Section("", start, stop, line, True, blocks=list(blocks[:first])))
    for place, index in enumerate(opening):
        following = opening[place + 1] if place + 1 < len(opening) else len(blocks)
        block = blocks[index]
        stop = blocks[following].start if following < len(blocks) else end
        plain = to_plain(block.content)
        sections.append(
            Section(
                " ".join(plain.text.split()),
                min(block.end + 1, stop),
                stop,
                block.line,
                False,
                plain,
                block,
                list(blocks[index + 1 : following]),
            )
        )
    return sections
