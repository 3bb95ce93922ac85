"""The inline tokens of a paragraph, arranged for reading and playing.

Citations move behind the full stop, tags are paired, and each stretch of words that a citation
speaks for is wrapped in ``said_open`` … ``said_close``.  What comes out is well nested whatever
came in.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from markdown_it.token import Token

from courses.documents.sentences import split

DEEPEST = 12
"""Levels of markup inside a paragraph.  Deeper ones are dropped: nobody sees them."""

SPOKEN = ("text", "code_inline", "wiki", "maths")
"""Tokens whose content is part of what is said."""

_STOPS = re.compile(
    r"[.,;:!?…。、，！？][.!?…。]{0,9}[\"'”’»)\]」』]{0,4}|[)\]”」』]{1,3}[.,;:!?…。、]{0,3}"
)


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _join(tokens: Sequence[Token]) -> list[Token]:
    """Neighbouring texts as one, escapes and entities among them."""
    out: list[Token] = []
    parts: list[str] = []
    for token in [*tokens, Token("end", "", 0)]:
        if token.type in ("text", "text_special"):
            parts.append(token.content)
            continue
        if parts:
            joined = "".join(parts)
            parts = []
            if joined:
                out.append(_text(joined))
        if token.type != "end":
            out.append(token)
    return out


def _pair(tokens: Sequence[Token]) -> list[Token]:
    """Only markup that opens and closes in order, and not deeper than DEEPEST."""
    keep = [True] * len(tokens)
    stack: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.type == "tag_open" or token.nesting == 1:
            if len(stack) >= DEEPEST:
                keep[index] = False
                # Its partner is dropped too, because it finds no opening of its depth.
                continue
            stack.append((token.tag, index))
        elif token.type == "tag_close" or token.nesting == -1:
            if stack and stack[-1][0] == token.tag:
                stack.pop()
            else:
                keep[index] = False
    for _, index in stack:
        keep[index] = False
    out = []
    for index, token in enumerate(tokens):
        if not keep[index]:
            continue
        if token.type in ("tag_open", "tag_close"):
            token.nesting = 1 if token.type == "tag_open" else -1
        out.append(token)
    return out


def _settle(tokens: Sequence[Token]) -> list[Token]:
    """Citations behind the markup and the stop that follow them, without the space before."""
    out: list[Token] = []
    waiting: list[Token] = []
    links = 0
    for token in tokens:
        if token.type == "link_open":
            links += 1
        elif token.type == "link_close":
            links -= 1
        if token.type == "cite":
            spoken = next((t for t in reversed(out[-3:]) if t.nesting != 1), None)
            if not waiting and spoken and spoken.type == "text":
                spoken.content = spoken.content.rstrip()
            waiting.append(token)
            continue
        if waiting:
            if token.nesting == -1 or links:
                if token.type == "text" and not token.content.strip():
                    continue
                out.append(token)
                continue
            if token.type == "text":
                if not token.content.strip() and len(waiting):
                    # Perhaps only the space between two citations: decided by what comes next.
                    waiting.append(token)
                    continue
                before = out[-1].content[-1:] if out and out[-1].type == "text" else ""
                if before == "." and token.content[:1] == "." and token.content[:2] != "..":
                    token.content = token.content[1:]
                stop = _STOPS.match(token.content)
                if stop and (out and out[-1].type != "cite"):
                    out.append(_text(stop[0]))
                    token.content = token.content[stop.end() :]
            elif token.type in ("softbreak", "hardbreak"):
                waiting.append(token)
                continue
            out += _placed(waiting)
            waiting = []
        out.append(token)
    out += _placed(waiting)
    return [t for t in out if t.type != "text" or t.content]


def _placed(waiting: list[Token]) -> list[Token]:
    """Citations side by side; the space that stood after the last one stays after it."""
    cites = [t for t in waiting if t.type == "cite" and t.meta["seconds"] is not None]
    last = max((i for i, t in enumerate(waiting) if t.type == "cite"), default=-1)
    return cites + waiting[last + 1 :]


def _length(token: Token) -> int:
    """Characters that a token gives to the plain text."""
    if token.type in SPOKEN:
        return len(token.content)
    return 1 if token.type in ("softbreak", "hardbreak") else 0


def _plain(tokens: Sequence[Token]) -> tuple[str, list[int]]:
    parts, marks, at = [], [], 0
    for token in tokens:
        if token.type == "cite":
            marks.append(at)
        elif token.type in SPOKEN:
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        at += _length(token)
    return "".join(parts), marks


def _spoken(tokens: Sequence[Token]) -> list[tuple[int, int, int]]:
    """(start, end, seconds) of the plain text that each citation speaks for."""
    text, marks = _plain(tokens)
    if not marks:
        return []
    seconds = [t.meta["seconds"] for t in tokens if t.type == "cite"]
    sentences = split(text, marks)
    starts = [start for start, _ in sentences]
    spans: list[tuple[int, int, int]] = []
    reached = 0
    for mark, second in zip(marks, seconds, strict=True):
        index = bisect_right(starts, max(mark - 1, 0)) - 1
        start = max(starts[index] if index >= 0 else 0, reached)
        if text[start:mark].strip(" .,;:!?…。、)]\"'”’"):
            start += len(text[start:mark]) - len(text[start:mark].lstrip(" ,;"))
            spans.append((start, mark, second))
        reached = mark
    return spans


def _cut(tokens: Sequence[Token], places: Sequence[int]) -> list[tuple[int, Token]]:
    """The tokens with their offsets, texts cut at the given places."""
    out: list[tuple[int, Token]] = []
    at = 0
    for token in tokens:
        size = _length(token)
        if token.type == "text":
            first = bisect_right(places, at)
            done = 0
            for place in places[first:]:
                if place >= at + size:
                    break
                out.append((at + done, _text(token.content[done : place - at])))
                done = place - at
            out.append((at + done, _text(token.content[done:])))
        else:
            out.append((at, token))
        at += size
    return out


def _partners(tokens: Sequence[tuple[int, Token]]) -> dict[int, int]:
    stack: list[int] = []
    partners: dict[int, int] = {}
    for index, (_, token) in enumerate(tokens):
        if token.nesting == 1:
            stack.append(index)
        elif token.nesting == -1 and stack:
            opened = stack.pop()
            partners[opened] = index
            partners[index] = opened
    return partners


def arrange(children: Sequence[Token]) -> list[Token]:
    """The children of an inline token, ready to be rendered."""
    tokens = _settle(_pair(_join(children)))
    spans = _spoken(tokens)
    if not spans:
        return tokens
    places = sorted({place for start, end, _ in spans for place in (start, end)})
    pieces = _cut(tokens, places)
    partners = _partners(pieces)
    out: list[Token] = []
    which = 0
    opened_at: int | None = None

    def close() -> None:
        nonlocal opened_at
        if opened_at is not None:
            out.append(Token("said_close", "span", -1))
            opened_at = None

    for index, (at, token) in enumerate(pieces):
        while which < len(spans) and at >= spans[which][1]:
            # Closing tags of this very place still belong to what was said.
            if (
                token.nesting == -1
                and opened_at is not None
                and partners.get(index, -1) >= opened_at
            ):
                break
            close()
            which += 1
        inside = which < len(spans) and spans[which][0] <= at < spans[which][1]
        if token.nesting == 1:
            partner = partners.get(index)
            end = spans[which][1] if inside else 0
            # Markup that ends within the stretch stays inside it; else the stretch is cut here.
            if opened_at is not None and (partner is None or pieces[partner][0] > end):
                close()
                out.append(token)
                continue
            if inside and (partner is None or pieces[partner][0] > end):
                out.append(token)
                continue
        elif token.nesting == -1 and opened_at is not None and partners.get(index, -1) < opened_at:
            close()
        wanted = token.nesting >= 0 and token.type != "cite" and (_length(token) or token.nesting)
        if inside and opened_at is None and wanted:
            said = Token("said_open", "span", 1)
            said.attrs = {"class": "said", "data-from": str(spans[which][2])}
            out.append(said)
            opened_at = index
        out.append(token)
    close()
    return out
