"""The bits of a paragraph, arranged for reading and playing.

Citations move behind the full stop, and each stretch of words that a citation speaks for is wrapped
in ``said_open`` … ``said_close``.  What comes out is well nested if what came in was.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from courses.documents.bits import Bit
from courses.documents.sentences import split

SPOKEN = ("text", "code_inline", "wiki", "maths")
"""Bits whose content is part of what is said."""

_BREAKS = ("softbreak", "hardbreak")
_STOPS = re.compile(
    r"[.,;:!?…。、，！？][.!?…。]{0,9}[\"'”’»)\]」』]{0,4}|[)\]”」』]{1,3}[.,;:!?…。、]{0,3}"
)


def _settle(bits: Sequence[Bit]) -> list[Bit]:
    """Citations behind the markup and the stop that follow them, without the space before."""
    out: list[Bit] = []
    waiting: list[Bit] = []
    links = 0
    for bit in bits:
        kind = bit.type
        if kind == "cite":
            if not waiting:
                spoken = next((t for t in reversed(out[-3:]) if t.nesting != 1), None)
                if spoken and spoken.type == "text":
                    spoken.content = spoken.content.rstrip()
            waiting.append(bit)
            continue
        if kind == "link_open":
            links += 1
        elif kind == "link_close":
            links -= 1
        if waiting:
            if bit.nesting == -1 or links:
                if kind != "text" or bit.content.strip():
                    out.append(bit)
                continue
            if kind == "text":
                content = bit.content
                if not content.strip():
                    # Perhaps only the space between two citations: decided by what comes next.
                    waiting.append(bit)
                    continue
                before = out[-1].content[-1:] if out and out[-1].type == "text" else ""
                if before == "." and content[:1] == "." and content[:2] != "..":
                    content = content[1:]
                stop = _STOPS.match(content)
                if stop and (out and out[-1].type != "cite"):
                    out.append(Bit("text", stop[0]))
                    content = content[stop.end() :]
                bit.content = content
            elif kind in _BREAKS:
                waiting.append(bit)
                continue
            out += _placed(waiting)
            waiting = []
        out.append(bit)
    out += _placed(waiting)
    return [bit for bit in out if bit.content or bit.type != "text"]


def _placed(waiting: list[Bit]) -> list[Bit]:
    """Citations side by side; the space that stood after the last one stays after it."""
    if len(waiting) == 1 and waiting[0].meta is not None:
        return waiting
    cites = [bit for bit in waiting if bit.type == "cite" and bit.meta is not None]
    last = max((i for i, bit in enumerate(waiting) if bit.type == "cite"), default=-1)
    return cites + waiting[last + 1 :]


def _plain(bits: Sequence[Bit]) -> tuple[str, list[int], list[tuple[int, int]]]:
    """The plain text, where each bit begins in it, and (place, seconds) of the citations."""
    parts: list[str] = []
    starts: list[int] = []
    cited: list[tuple[int, int]] = []
    at = 0
    for bit in bits:
        starts.append(at)
        if bit.type in SPOKEN:
            parts.append(bit.content)
            at += len(bit.content)
        elif bit.type == "cite":
            cited.append((at, bit.meta))
        elif bit.type in _BREAKS:
            parts.append(" ")
            at += 1
    return "".join(parts), starts, cited


def _spoken(text: str, cited: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(start, end, seconds) of the plain text that each citation speaks for."""
    starts = [start for start, _ in split(text, [mark for mark, _ in cited])]
    spans: list[tuple[int, int, int]] = []
    reached = 0
    for mark, second in cited:
        index = bisect_right(starts, max(mark - 1, 0)) - 1
        start = max(starts[index] if index >= 0 else 0, reached)
        said = text[start:mark]
        if said.strip(" .,;:!?…。、)]\"'”’"):
            spans.append((mark - len(said.lstrip(" ,;")), mark, second))
        reached = mark
    return spans


def _cut(
    bits: Sequence[Bit], starts: Sequence[int], spans: Sequence[tuple[int, int, int]]
) -> list[tuple[int, Bit]]:
    """The bits with their offsets, texts cut where a stretch begins or ends."""
    places = sorted({place for start, end, _ in spans for place in (start, end)})
    out: list[tuple[int, Bit]] = []
    following = 0
    for at, bit in zip(starts, bits, strict=True):
        if bit.type != "text":
            out.append((at, bit))
            continue
        while following < len(places) and places[following] <= at:
            following += 1
        content = bit.content
        end, done = at + len(content), 0
        while following < len(places) and places[following] < end:
            place = places[following] - at
            out.append((at + done, Bit("text", content[done:place])))
            done = place
            following += 1
        out.append((at + done, Bit("text", content[done:]) if done else bit))
    return out


def _partners(pieces: Sequence[tuple[int, Bit]]) -> dict[int, int]:
    """Where the markup that opens or closes at an index closes or opens."""
    stack: list[int] = []
    partners: dict[int, int] = {}
    for index, (_, bit) in enumerate(pieces):
        if bit.nesting == 1:
            stack.append(index)
        elif bit.nesting == -1 and stack:
            opened = stack.pop()
            partners[opened] = index
            partners[index] = opened
    return partners


def arrange(bits: Sequence[Bit]) -> list[Bit]:
    """The bits of a paragraph, ready to be rendered. Those given are used up."""
    settled = _settle(bits)
    text, starts, cited = _plain(settled)
    spans = _spoken(text, cited) if cited else []
    if not spans:
        return settled
    pieces = _cut(settled, starts, spans)
    partners = _partners(pieces)
    out: list[Bit] = []
    which = 0
    start, end, second = spans[0]
    opened_at = -1
    for index, (at, bit) in enumerate(pieces):
        nesting = bit.nesting
        while which < len(spans) and at >= end:
            # Closing tags of this very place still belong to what was said.
            if nesting == -1 and opened_at >= 0 and partners.get(index, -1) >= opened_at:
                break
            if opened_at >= 0:
                out.append(Bit("said_close", "", "span", -1))
                opened_at = -1
            which += 1
            if which < len(spans):
                start, end, second = spans[which]
        inside = which < len(spans) and start <= at < end
        if nesting == 1:
            partner = partners.get(index)
            over = partner is None or pieces[partner][0] > (end if inside else 0)
            # Markup that ends within the stretch stays inside it; else the stretch is cut here.
            if over and (opened_at >= 0 or inside):
                if opened_at >= 0:
                    out.append(Bit("said_close", "", "span", -1))
                    opened_at = -1
                out.append(bit)
                continue
        elif nesting == -1 and opened_at >= 0 and partners.get(index, -1) < opened_at:
            out.append(Bit("said_close", "", "span", -1))
            opened_at = -1
        if (
            inside
            and opened_at < 0
            and nesting >= 0
            and (nesting or (bit.content and bit.type in SPOKEN) or bit.type in _BREAKS)
        ):
            out.append(Bit("said_open", "", "span", 1, second))
            opened_at = index
        out.append(bit)
    if opened_at >= 0:
        out.append(Bit("said_close", "", "span", -1))
    return out
