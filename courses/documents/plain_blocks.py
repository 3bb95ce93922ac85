"""Lessons of paragraphs, flat lists, headings and quotes, divided without a Markdown parser.

Most lessons are such.  A line that might begin anything else makes ``divide`` give up, and the full
rules decide: like ``lexing`` for what stands inside a paragraph, this is a short way to the same
place, and a test holds the one against the other.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.common.utils import mdTrim

from courses.documents.callout_kinds import OPENING, read_opening

DEEPEST = 3
"""Quotes inside quotes; deeper ones are left to the full rules."""
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_BULLET = re.compile(r"([*-])(?: +|$)")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?: +|$)")
# Signs with which something else than words begins, or may begin.
_MARKS = frozenset("#>*-+_`~|:=[0123456789")


class Text(NamedTuple):
    """Words as they stand in the source, and their first line, counted from 0."""

    line: int
    content: str


class Part(NamedTuple):
    """``kind`` is p, ul, ol, blockquote, aside (a callout) or a heading's h1 to h6.

    Only lists may have several texts, and only quotes and callouts hold ``parts``.  ``loose`` lists
    have paragraphs in their items; ``start`` is a numbered list's first number; the text of a
    callout is its title, ``info`` its kind.
    """

    kind: str
    texts: list[Text]
    loose: bool = False
    start: int = 1
    parts: Sequence["Part"] = ()
    info: str = ""


def divide(source: str) -> list[Part] | None:
    """The parts of a source, or None where it may hold something else."""
    if "\t" in source:
        return None
    parts = _divide(source.split("\n"), 0)
    if parts is None or ("[!" in source and not all(map(_is_plain, parts))):
        return None
    return parts


def _is_plain(part: Part) -> bool:
    """Whether it has no opening of a callout but its own."""
    return all("[!" not in text.content for text in part.texts) and all(map(_is_plain, part.parts))


def _divide(lines: Sequence[str], first: int, depth: int = 0) -> list[Part] | None:
    """``first`` is the number of the first line, ``depth`` that of the quotes around them."""
    if depth > DEEPEST:
        return None
    parts: list[Part] = []
    going_on: list[str] = []  # lines of the paragraph that may go on
    quoted: list[str] = []  # lines of the quote that may go on, without their marks
    mark = ""  # of the list that may go on
    blank = False  # whether an empty line stands before this one
    for number, line in enumerate([*lines, ""], first):
        if line[:1] == ">":
            if mark and not blank:
                return None
            if not quoted:
                _close(parts, going_on)
                mark = ""
            quoted.append(line[2:] if line[1:2] == " " else line[1:])
            continue
        if quoted:
            part = _quote(quoted, number - len(quoted), depth + 1)
            if part is None or line.strip(" "):
                return None  # a line without a mark may belong to the quote
            parts.append(part)
            quoted = []
        if not line.strip(" "):
            blank = True
            _close(parts, going_on)
            continue
        sign = line[0]
        if _is_words(line, sign):
            if mark and not blank:
                return None  # it goes on with the item above it
            mark = ""
            if not going_on:
                parts.append(Part("p", [Text(number, "")]))
            going_on.append(line)
        elif sign == "#":
            found = _HEADING.fullmatch(line)
            if not found or line.rstrip().endswith("#") or not found[2].strip():
                return None
            _close(parts, going_on)
            parts.append(Part(f"h{len(found[1])}", [Text(number, mdTrim(found[2]))]))
            mark = ""
        else:
            item = _BULLET.match(line) or _NUMBER.match(line)
            content = line[item.end() :] if item else ""
            if not item or not content or not _is_words(content, content[0]) or _is_rule(line):
                return None
            own = item[1] if item.re is _BULLET else item[2]
            text = Text(number, mdTrim(content))
            if mark == own:
                if blank:
                    parts[-1] = parts[-1]._replace(loose=True)
                parts[-1].texts.append(text)
            elif mark and not blank:
                return None
            elif item.re is _BULLET:
                _close(parts, going_on)
                parts.append(Part("ul", [text]))
            elif going_on:
                return None  # "1986." in the middle of prose
            else:
                parts.append(Part("ol", [text], start=int(item[1])))
            mark = own
        blank = False
    return parts


def _close(parts: list[Part], lines: list[str]) -> None:
    if lines:
        line = parts[-1].texts[0].line
        parts[-1].texts[0] = Text(line, mdTrim("\n".join(lines)))
        lines.clear()


def _quote(lines: Sequence[str], first: int, depth: int) -> Part | None:
    """A quote of these lines, or a callout if it begins like one."""
    parts = _divide(lines, first, depth)
    if not parts or any(part.kind[0] == "h" for part in parts):
        return None
    opening = OPENING.match(parts[0].texts[0].content) if parts[0].kind == "p" else None
    if opening is None:
        return Part("blockquote", [], parts=parts)
    line = parts[0].texts[0].line
    kind, title, rest, below = read_opening(opening)
    own = [Part("p", [Text(line + below, rest)])] if rest else []
    return Part("aside", [Text(line, title)], parts=[*own, *parts[1:]], info=kind)


def _is_words(line: str, sign: str) -> bool:
    """Whether a line that begins with ``sign`` begins, or goes on with, a paragraph."""
    if sign.isalpha():
        return True
    if sign not in _MARKS:
        return not sign.isspace()
    if sign == "[":
        return not line.startswith("[^")
    if sign in "*_":
        return line.lstrip(sign)[:1] not in ("", " ")
    return sign.isdigit() and not _NUMBER.match(line)


def _is_rule(line: str) -> bool:
    return not line.strip("*- ")
