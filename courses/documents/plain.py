"""Inline Markdown as plain words, with the way back to where they stood."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from courses.documents.citations import START, Run, match_run
from courses.documents.lexing import BREAK, WORDS, Piece, lex
from courses.documents.links import match_link
from courses.documents.maths import match_maths, to_words
from courses.documents.tags import match_tag
from courses.documents.wikilinks import Wikilink, match_wikilink

_SPECIAL = re.compile(r"[\\`*_~=<\[\](&!【$\n]|[ \t]{2,}")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_ENTITY = re.compile(r"&#?\w{1,32};")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CLOSING = frozenset(".,;:!?)]}’”…。、」』")


@dataclass(slots=True)
class Plain:
    """Plain text of a block's content.

    ``marks`` are (position in ``text``, run); ``links`` are (start, end, link); ``bold`` spans.
    """

    text: str = ""
    marks: list[tuple[int, Run]] = field(default_factory=list)
    links: list[tuple[int, int, Wikilink]] = field(default_factory=list)
    bold: list[tuple[int, int]] = field(default_factory=list)
    _plain_at: list[int] = field(default_factory=list, compare=False)
    _source_at: list[tuple[int, bool, int]] = field(default_factory=list, compare=False)

    def source(self, position: int, *, end: bool = False) -> int:
        """The offset in the content of a position in ``text``."""
        if not self._plain_at:
            return 0
        index = bisect_right(self._plain_at, position - 1 if end and position else position) - 1
        start, verbatim, stop = self._source_at[max(index, 0)]
        if verbatim:
            return min(start + position - self._plain_at[max(index, 0)], stop)
        return stop if end else start


class _Writer:
    def __init__(self) -> None:
        self.plain = Plain()
        self.parts: list[str] = []
        self.length = 0
        self.last = " "

    def put(self, text: str, start: int, stop: int, *, verbatim: bool) -> None:
        if not text:
            return
        self.plain._plain_at.append(self.length)
        self.plain._source_at.append((start, verbatim, stop))
        self.parts.append(text)
        self.length += len(text)
        self.last = text[-1]

    def space(self, start: int, stop: int) -> None:
        if not self.last.isspace():
            self.put(" ", start, stop, verbatim=False)

    def drop_space(self) -> None:
        """Takes back the space that stood before a citation."""
        while self.parts and self.parts[-1][-1:].isspace():
            kept = self.parts[-1].rstrip()
            self.length -= len(self.parts[-1]) - len(kept)
            if kept:
                self.parts[-1] = kept
            else:
                self.parts.pop()
                self.plain._plain_at.pop()
                self.plain._source_at.pop()
        self.last = self.parts[-1][-1] if self.parts else " "


def _delimiter(content: str, at: int, size: int) -> bool:
    """Whether a run of * or _ or ~ at ``at`` marks emphasis rather than stands for itself."""
    before = content[at - 1] if at else " "
    after = content[at + size] if at + size < len(content) else " "
    if before.isspace() and after.isspace():
        return False
    mark = content[at]
    if mark == "_":
        return not (before.isalnum() and after.isalnum())
    if mark in "~=":
        return size == 2
    # 3*4 and 2 * 3 are sums.
    return not (before.isdigit() and after.isdigit() and size == 1)


def to_plain(content: str) -> Plain:
    """Strips every mark of Markdown, HTML, wikilinks and citations from a block's content."""
    pieces = lex(content)
    return read_any(content) if pieces is None else _read(content, pieces)


def _read(content: str, pieces: Iterable[Piece]) -> Plain:
    """What ``read_any`` gives, from pieces that are known already."""
    plain = Plain()
    parts: list[str] = []
    plain_at, source_at = plain._plain_at, plain._source_at
    length = 0
    last = " "  # what the plain text ends with, as a space would follow it
    bold_from: int | None = None
    skip = 0
    for kind, start, end, run, link, size in pieces:
        if kind is WORDS:
            words = content[start + skip : end]
            skip = 0
            if words:
                plain_at.append(length)
                source_at.append((end - len(words), True, end))
                parts.append(words)
                length += len(words)
                last = words[-1]
        elif run:
            after = content[end : end + 1]
            if not after or after in _CLOSING or after.isspace() or after == "*" or after == "_":
                while parts and parts[-1][-1].isspace():
                    kept = parts[-1].rstrip()
                    length -= len(parts[-1]) - len(kept)
                    if kept:
                        parts[-1] = kept
                    else:
                        del parts[-1], plain_at[-1], source_at[-1]
                last = parts[-1][-1] if parts else " "
            plain.marks.append((length, run))
            if last == "." and after == "." and not content.startswith("..", end):
                skip = 1  # "Inc. [0:10]." has one stop too many
        elif kind is BREAK:
            if not last.isspace():
                plain_at.append(length)
                source_at.append((start, False, end))
                parts.append(" ")
                length += 1
                last = " "
        elif link:
            label = link.label
            plain_at.append(length)
            source_at.append((start, False, end))
            parts.append(label)
            plain.links.append((length, length + len(label), link))
            length += len(label)
            last = label[-1]
        elif size == 2:
            if bold_from is None:
                bold_from = length
            else:
                plain.bold.append((bold_from, length))
                bold_from = None
    plain.text = "".join(parts)
    return plain


def read_any(content: str) -> Plain:
    """The plain text of any content at all."""
    out = _Writer()
    plain = out.plain
    pending: dict[int, int] = {}
    bold_from: int | None = None
    at = 0
    while at < len(content):
        special = _SPECIAL.search(content, at)
        stop = special.start() if special else len(content)
        if stop > at:
            out.put(content[at:stop], at, stop, verbatim=True)
        if not special:
            break
        at = stop
        char = content[at]
        if at in pending:
            at = pending.pop(at)
            continue
        if char.isspace():
            out.space(at, special.end())
            at = special.end()
        elif char == "\\":
            following = content[at + 1 : at + 2]
            if following in _PUNCTUATION and following:
                out.put(following, at, at + 2, verbatim=False)
                at += 2
            elif following == "\n":
                at += 1
            else:
                out.put("\\", at, at + 1, verbatim=True)
                at += 1
        elif char in "[(<【" and START.match(content, at) and (run := match_run(content, at)):
            after = content[run.end : run.end + 1]
            if not after or after.isspace() or after in _CLOSING or after in "*_":
                out.drop_space()
            plain.marks.append((out.length, run))
            at = run.end
            if out.last == "." and after == "." and not content.startswith("..", at):
                at += 1  # "Inc. [0:10]." has one stop too many
        elif char == "$" and (formula := match_maths(content, at)):
            out.put(to_words(formula.tex), at, formula.end, verbatim=False)
            at = formula.end
        elif char == "[" and (link := match_wikilink(content, at)):
            start = out.length
            out.put(link.label, at, link.end, verbatim=False)
            plain.links.append((start, out.length, link))
            at = link.end
        elif char == "[" and (note := _FOOTNOTE.match(content, at)):
            # At the beginning it is the footnote itself: "[^1]: …".
            at = note.end() + (not out.length and content.startswith(":", note.end()))
        elif char == "[" and (found := match_link(content, at)):
            pending[found[0]] = found[1]
            at += 1
        elif (
            char == "!"
            and content.startswith("[", at + 1)
            and (match_link(content, at + 1) or match_wikilink(content, at + 1))
        ):
            at += 1
        elif char == "`":
            size = len(content[at : at + 400]) - len(content[at : at + 400].lstrip("`"))
            close = content.find("`" * size, at + size, at + size + 600)
            if close > 0:
                code = content[at + size : close]
                out.put(code.replace("\n", " "), at + size, close, verbatim=True)
                at = close + size
            else:
                at += size
        elif char in "*_~=":
            window = content[at : at + 400]
            size = len(window) - len(window.lstrip(char))
            if _delimiter(content, at, size):
                if char in "*_" and size >= 2:
                    if bold_from is None:
                        bold_from = out.length
                    else:
                        plain.bold.append((bold_from, out.length))
                        bold_from = None
            else:
                out.put(content[at : at + size], at, at + size, verbatim=True)
            at += size
        elif char == "<" and (address := _AUTOLINK.match(content, at)):
            out.put(address[1], at, address.end(), verbatim=False)
            at = address.end()
        elif content.startswith("<!--", at) and (close := content.find("-->", at, at + 2000)) > 0:
            at = close + 3
        elif char == "<" and (tag := match_tag(content, at, len(content))):
            if tag.parts:
                out.space(at, tag.end)
            at = tag.end
        elif char == "&" and (entity := _ENTITY.match(content, at)):
            out.put(html.unescape(entity[0]), at, entity.end(), verbatim=False)
            at = entity.end()
        else:
            out.put(char, at, at + 1, verbatim=True)
            at += 1
    plain.text = "".join(out.parts)
    return plain
