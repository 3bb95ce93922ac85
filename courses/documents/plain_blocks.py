"""Lessons of nothing but paragraphs, flat lists and headings, divided without a Markdown parser.

Most lessons are such.  A line that might begin anything else makes ``divide`` give up, and the full
rules decide: like ``lexing`` for what stands inside a paragraph, this is a short way to the same
place, and a test holds the one against the other.
"""

import re
from typing import NamedTuple

from markdown_it.common.utils import mdTrim

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
    """``kind`` is p, ul, ol or a heading's h1 to h6; only lists may have several texts.

    ``loose`` lists have paragraphs in their items; ``start`` is a numbered list's first number.
    """

    kind: str
    texts: list[Text]
    loose: bool = False
    start: int = 1


def divide(source: str) -> list[Part] | None:
    """The parts of a source, or None where it may hold something else."""
    if "\t" in source or "[!" in source:
        return None
    parts: list[Part] = []
    open_lines: list[str] = []  # of the paragraph that may go on
    mark = ""  # of the list that may go on
    blank = False  # whether an empty line stands before this one
    for number, line in enumerate(source.split("\n")):
        if not line.strip(" "):
            blank = True
            _close(parts, open_lines)
            continue
        sign = line[0]
        if _is_words(line, sign):
            if mark and not blank:
                return None  # it goes on with the item above it
            mark = ""
            if not open_lines:
                parts.append(Part("p", [Text(number, "")]))
            open_lines.append(line)
        elif sign == "#":
            found = _HEADING.fullmatch(line)
            if not found or line.rstrip().endswith("#") or not found[2].strip():
                return None
            _close(parts, open_lines)
            parts.append(Part(f"h{len(found[1])}", [Text(number, mdTrim(found[2]))]))
            mark = ""
        else:
            item = _BULLET.match(line) or _NUMBER.match(line)
            if not item:
                return None
            content = line[item.end() :]
            if not content or not _is_words(content, content[0]) or _is_rule(line):
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
                _close(parts, open_lines)
                parts.append(Part("ul", [text]))
            elif open_lines:
                return None  # "1986." in the middle of prose
            else:
                parts.append(Part("ol", [text], start=int(item[1])))
            mark = own
        blank = False
    _close(parts, open_lines)
    return parts


def _close(parts: list[Part], lines: list[str]) -> None:
    if lines:
        line = parts[-1].texts[0].line
        parts[-1].texts[0] = Text(line, mdTrim("\n".join(lines)))
        lines.clear()


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
