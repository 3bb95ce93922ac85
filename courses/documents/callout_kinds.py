"""How a callout opens: ``[!kind] Title``, and the kinds that have a look of their own.

Some write ``[!kind|Title]``, and some put a ``<div>`` around it all, which means the same.
"""

import re
from typing import NamedTuple

from courses.documents.citations import START, match_run

LONGEST_TITLE = 120
"""Characters.  What is longer is the callout's text, written on its first line."""
WRAPPER = re.compile(r"<div\b[^<>\n]{0,200}>")
OPENING = re.compile(
    rf"(?:{WRAPPER.pattern}\s{{0,3}})?\[!(?P<kind>[A-Za-z][\w-]{{0,30}})"
    rf"(?:\|(?P<title>[^\[\]|\n]{{1,{LONGEST_TITLE}}}))?\][+-]?[ \t]*"
)
KINDS = frozenset(
    "info note quote tip warning caution example important definition abstract success question"
    " failure danger bug todo".split()
)
_ALIASES = {
    "summary": "abstract",
    "tldr": "abstract",
    "hint": "tip",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "attention": "warning",
    "fail": "failure",
    "missing": "failure",
    "error": "danger",
    "cite": "quote",
    "fact": "info",
    "key": "important",
}


class Opened(NamedTuple):
    """How a callout begins. ``rest`` is the text below its title, ``lines`` how far down."""

    kind: str
    title: str
    rest: str
    lines: int


def read_opening(match: re.Match[str]) -> Opened:
    """What OPENING found at the beginning of a paragraph."""
    rest = match.string[match.end() :]
    lines = match[0].count("\n")
    title = match["title"] or ""
    first, _, below = rest.partition("\n")
    if not first.strip() or (not title and is_title(first)):
        title, rest = title or first, below
        lines += 1
    name = title.strip() or name_of(match["kind"])
    return Opened(kind_of(match["kind"]), name, rest if rest.strip() else "", lines)


def kind_of(written: str) -> str:
    """The kind whose look a callout has; one that nobody knows looks like a note."""
    kind = written.lower()
    kind = _ALIASES.get(kind, kind)
    return kind if kind in KINDS else "note"


def name_of(written: str) -> str:
    """The title of a callout that gives none."""
    kind = written.lower()
    return _ALIASES.get(kind, kind).replace("-", " ").capitalize()


def is_known(written: str) -> bool:
    """Whether a paragraph may open a callout with this kind although no ``>`` stands before it."""
    kind = written.lower()
    return kind in KINDS or kind in _ALIASES


def is_title(line: str) -> bool:
    """Whether the rest of the opening line is a title: a long or a cited one is the text."""
    if len(line) > LONGEST_TITLE:
        return False
    return not any(match_run(line, start.start()) for start in START.finditer(line))
