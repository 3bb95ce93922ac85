"""The blocks of a Markdown text, line by line: headings, paragraphs, list items, cells, code.

It agrees with the renderer's own block rules (no headings by underlining, no code by indenting,
no HTML blocks), so that a paragraph is the same thing when it is numbered and when it is shown.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal

from courses.documents.callout_kinds import OPENING as CALLOUT
from courses.documents.callout_kinds import WRAPPER, is_known

BlockKind = Literal["heading", "paragraph", "item", "quote", "callout", "cell", "code", "rule"]

LONGEST_HEADING = 300
"""Characters.  A longer line with a # before it is prose."""

_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?){1,20}")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])(?=[ \t]|$)[ \t]*")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:")
_DELIMITER_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*")
_CELL = re.compile(r"(?:\[\[[^\[\]\n]{0,300}\]\]|\\.|[^|\\])+")


@dataclass(slots=True)
class Block:
    """A block; ``pieces`` are its lines as (offset in the document, text) without list marks."""

    kind: BlockKind
    line: int
    start: int
    end: int
    pieces: list[tuple[int, str]]
    level: int = 0
    blank_before: int = 0
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    @property
    def content(self) -> str:
        if len(self.pieces) == 1:
            return self.pieces[0][1]
        return "\n".join([text for _, text in self.pieces])

    def offset(self, position: int) -> int:
        """The document's offset of a position of ``content``."""
        if len(self.pieces) == 1:
            origin, text = self.pieces[0]
            return origin + min(position, len(text))
        if len(self._starts) != len(self.pieces):
            sizes = (len(text) + 1 for _, text in self.pieces[:-1])
            self._starts = list(accumulate(sizes, initial=0))
        index = bisect_right(self._starts, position) - 1
        origin, text = self.pieces[index]
        return origin + min(position - self._starts[index], len(text))

    @property
    def is_text(self) -> bool:
        return self.kind in ("paragraph", "item", "quote")


def is_rule(line: str) -> bool:
    """Whether a line is ``---``, ``***`` or ``___``."""
    marks = line.strip()
    if not marks or marks[0] not in "-*_":
        return False
    marks = marks.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and not marks.strip(marks[0])


def _heading(line: str) -> tuple[int, int, str] | None:
    """Level, offset of the text and the text of a ``#`` heading."""
    match = _HEADING.match(line)
    if not match or len(line) > LONGEST_HEADING:
        return None
    rest = line[match.end() :]
    text = rest.strip()
    bare = text.rstrip("#")
    if bare != text and (not bare or bare[-1] in " \t"):
        text = bare.rstrip()
    return len(match[1]), match.end() + len(rest) - len(rest.lstrip()), text


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    at = start
    for line in text[start:].split("\n") if start else text.split("\n"):
        yield at, line
        at += len(line) + 1


def scan(text: str, start: int = 0, first_line: int = 1) -> list[Block]:
    """The blocks of text[start:], in order; ``first_line`` is the number of its first line."""
    blocks: list[Block] = []
    current: Block | None = None
    fence = ""
    blank = 0
    table = False
    quoted = listing = False
    for number, (offset, line) in enumerate(_lines(text, start), first_line):
        end = offset + len(line)
        if fence:
            body = line.strip(" \t>")
            blocks[-1].end = end
            if body.startswith(fence) and not body.strip(fence[0]):
                fence = ""
            continue
        if line[:1].isalpha() and not ("|" in line and (table or _starts_table(text, end))):
            # What begins with a letter is no mark of anything.
            piece = (offset, line.rstrip())
            if current is None:
                listing = False
                current = Block("paragraph", number, offset, end, [piece], 0, blank)
                blocks.append(current)
            else:
                current.pieces.append(piece)
                current.end = end
            quoted, table, blank = False, False, 0
            continue
        if not line:
            current, table, quoted = None, False, False
            blank += 1
            continue
        quote = _QUOTE.match(line)
        at = quote.end() if quote else 0
        rest = line[at:]
        if quote and not quoted:
            current = None  # a quote interrupts the text above it
        quoted = bool(quote)
        if not rest.strip():
            current, table = None, False
            blank += 0 if quote else 1
            continue
        opened = _FENCE.match(rest)
        if opened and not (opened[1][0] == "`" and "`" in rest[opened.end() :]):
            fence = opened[1]
            blocks.append(Block("code", number, offset, end, [], blank_before=blank))
            current, blank = None, 0
            continue
        if not quote and (heading := _heading(line)):
            level, shift, title = heading
            pieces = [(offset + shift, title)]
            blocks.append(Block("heading", number, offset, end, pieces, level, blank))
            current, blank = None, 0
            continue
        if is_rule(rest):
            blocks.append(Block("rule", number, offset, end, [], blank_before=blank))
            current, blank = None, 0
            continue
        stripped = rest.lstrip()
        if "|" in rest and (stripped.startswith("|") or table or _starts_table(text, end)):
            if not _DELIMITER_ROW.fullmatch(rest):
                for cell in _CELL.finditer(rest):
                    word = cell[0].strip()
                    if word:
                        left = offset + at + cell.start() + len(cell[0]) - len(cell[0].lstrip())
                        blocks.append(Block("cell", number, left, left + len(word), [(left, word)]))
            table, current, blank = True, None, 0
            continue
        table = False
        if callout := CALLOUT.match(rest):
            wrapped = current is not None and WRAPPER.fullmatch(current.pieces[-1][1]) is not None
            wrapped = wrapped and len(blocks[-1].pieces) == 1
            if quote or ((current is None or wrapped) and is_known(callout["kind"])):
                if wrapped:
                    blocks.pop()
                name, begun = _opened(callout, offset + at)
                blocks.append(Block("callout", number, offset, end, [name]))
                current, blank = None, 0
                if begun:
                    current = Block("quote" if quote else "paragraph", number, *begun)
                    blocks.append(current)
                continue
        if _NOTE.match(rest):
            current = None  # a footnote interrupts the text above it
        item = _ITEM.match(rest)
        if item and not _interrupts(item[0], current, listing):
            item = None
        if item:
            listing = True
            inner = _ITEM.match(rest, item.end())  # "- 1. text" opens two lists at once
            cut = (inner or item).end()
            if not rest[cut:].strip():
                current, blank = None, 0
                continue
            inside = _QUOTE.match(rest, cut)  # "- > text", and "- > [!note] Title"
            if inside:
                cut, quoted = inside.end(), True
                if callout := CALLOUT.match(rest, cut):
                    name, begun = _opened(callout, offset + at)
                    blocks.append(Block("callout", number, offset, end, [name]))
                    current, blank = None, 0
                    if begun:
                        current = Block("quote", number, *begun)
                        blocks.append(current)
                    continue
            piece = (offset + at + cut, rest[cut:].rstrip())
            current = Block("item", number, offset, end, [piece], len(item[0]), blank)
            blocks.append(current)
        elif current is not None:
            lead = len(rest) - len(stripped)
            current.pieces.append((offset + at + lead, stripped.rstrip()))
            current.end = end
        else:
            lead = len(rest) - len(stripped)
            listing = listing and lead > 0
            piece = (offset + at + lead, stripped.rstrip())
            kind: BlockKind = "quote" if quote else "paragraph"
            current = Block(kind, number, offset, end, [piece], 0, blank)
            blocks.append(current)
        blank = 0
    return blocks


def _opened(
    callout: re.Match[str], start: int
) -> tuple[tuple[int, str], tuple[int, int, list[tuple[int, str]]] | None]:
    """A callout's title, and its text on the same line if the bracket holds the title."""
    place = start + callout.end()
    rest = callout.string[callout.end() :]
    if not callout["title"]:
        return (place, rest), None
    title = (start + callout.start("title"), callout["title"])
    return title, (place, place + len(rest), [(place, rest.rstrip())]) if rest.strip() else None


def _interrupts(marker: str, current: Block | None, listing: bool) -> bool:
    """Whether a list mark opens an item here: in the middle of prose, "1986." does not."""
    if current is None or current.kind == "item" or listing:
        return True
    bare = marker.strip()
    return bare in ("-", "*", "+", "1.", "1)")


def _starts_table(text: str, end: int) -> bool:
    """Whether the next line is a table's row of dashes."""
    following = text.find("\n", end + 1)
    below = text[end + 1 : following if following >= 0 else len(text)]
    return (
        "|" in below
        and "-" in below
        and len(below) < 2000
        and bool(_DELIMITER_ROW.fullmatch(below))
    )
