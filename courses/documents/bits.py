"""What a paragraph consists of on its way to HTML: words, markup, citations, in order."""

from collections.abc import Iterable, Sequence
from typing import Any

from markdown_it.token import Token

from courses.documents.lexing import BREAK, CLOSE, OPEN, WORDS, Piece

DEEPEST = 12
"""Levels of markup inside a paragraph.  Deeper ones are dropped: nobody sees them."""
_TAGS = {1: "em", 2: "strong"}


class Bit:
    """One of them. A plain class, for there are hundreds in a note.

    ``nesting`` is 1 where markup opens, -1 where it closes, 0 otherwise; ``meta`` holds what only
    its kind has: the seconds of a citation, the target of a wikilink, the address of a link.
    """

    __slots__ = ("content", "meta", "nesting", "tag", "type")

    def __init__(
        self, kind: str, content: str = "", tag: str = "", nesting: int = 0, meta: Any = None
    ) -> None:
        self.type = kind
        self.content = content
        self.tag = tag
        self.nesting = nesting
        self.meta = meta


def from_pieces(text: str, pieces: Iterable[Piece]) -> list[Bit]:
    """The bits of a text that could be lexed."""
    out: list[Bit] = []
    for kind, start, end, run, link, size in pieces:
        if kind is WORDS:
            out.append(Bit("text", text[start:end]))
        elif run:
            out += [Bit("cite", meta=cited.seconds) for cited in run.citations]
        elif link:
            out.append(Bit("wiki", link.label, meta=link.target))
        elif kind is BREAK:
            out.append(Bit("softbreak"))
        elif kind is OPEN:
            out.append(Bit("markup_open", "", _TAGS[size], 1))
        elif kind is CLOSE:
            out.append(Bit("markup_close", "", _TAGS[size], -1))
    return out


def from_tokens(tokens: Sequence[Token]) -> list[Bit]:
    """The bits of what markdown-it and our rules for it made of a text."""
    return _pair(_join(tokens))


def _join(tokens: Sequence[Token]) -> list[Bit]:
    """Neighbouring texts as one, escapes and entities among them."""
    out: list[Bit] = []
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "text_special"):
            parts.append(token.content)
            continue
        if joined := "".join(parts):
            out.append(Bit("text", joined))
        parts = []
        out.append(Bit(token.type, token.content, token.tag, token.nesting, _meta(token)))
    if joined := "".join(parts):
        out.append(Bit("text", joined))
    return out


def _meta(token: Token) -> Any:
    match token.type:
        case "cite":
            return token.meta["seconds"]
        case "wiki":
            return token.meta["target"]
        case "footnote_ref":
            return token.meta["label"]
        case "link_open":
            return token.attrs["href"]
        case "image":
            return token.attrs["src"]
        case _:
            return token.meta


def _pair(bits: Sequence[Bit]) -> list[Bit]:
    """Only markup that opens and closes in order, and not deeper than DEEPEST."""
    keep = [True] * len(bits)
    stack: list[tuple[str, int]] = []
    for index, bit in enumerate(bits):
        if bit.type == "tag_open" or bit.nesting == 1:
            if len(stack) >= DEEPEST:
                keep[index] = False
                # Its partner is dropped too, because it finds no opening of its depth.
                continue
            stack.append((bit.tag, index))
        elif bit.type == "tag_close" or bit.nesting == -1:
            if stack and stack[-1][0] == bit.tag:
                stack.pop()
            else:
                keep[index] = False
    for _, index in stack:
        keep[index] = False
    out = []
    for bit, kept in zip(bits, keep, strict=True):
        if kept:
            if bit.type in ("tag_open", "tag_close"):
                bit.nesting = 1 if bit.type == "tag_open" else -1
            out.append(bit)
    return out
