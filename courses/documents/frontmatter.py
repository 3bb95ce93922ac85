"""The lines between ``---`` at the top of a note, and the line that names its channel.

Read line by line and not as YAML: titles hold colons that YAML refuses, and ids look like numbers
and times that YAML would change.
"""

import re
from dataclasses import dataclass, field

from courses.documents.model import Problem
from courses.documents.wikilinks import match_wikilink

_KEY = re.compile(r"([A-Za-z_][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
VIDEO_ADDRESS = re.compile(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#\s]{0,200}&)?v=|embed/|shorts/|live/))"
    r"([A-Za-z0-9_-]{11})(?![A-Za-z0-9_-])"
)
_FROM = re.compile(r"\s*From:\s*(.{1,300}?)\s*(?:<br\s*/?>)?\s*$", re.IGNORECASE)
_LONGEST = 200
"""Lines.  A longer head is none: somebody opened the text with a rule."""


@dataclass
class FrontMatter:
    """``values`` by lower-case key; ``end`` is the offset of the first character after the head."""

    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    end: int = 0
    next_line: int = 1
    found: bool = False
    warnings: list[Problem] = field(default_factory=list)

    def all(self, key: str) -> list[str]:
        """The values of a key that may hold one or a list."""
        if key in self.lists:
            return self.lists[key]
        value = self.values.get(key, "")
        if value.startswith("[") and value.endswith("]"):
            return [unquote(part.strip()) for part in value[1:-1].split(",") if part.strip()]
        return [value] if value else []


def unquote(value: str) -> str:
    """A YAML scalar as its text."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def read_front_matter(text: str) -> FrontMatter:
    """The head of a document; one without a head gives an empty answer that ends where it began."""
    head = FrontMatter()
    offset, number = 0, 1
    opened = False
    last_key = ""
    for line in text.split("\n", _LONGEST)[:_LONGEST]:
        start, offset = offset, min(offset + len(line) + 1, len(text))
        bare = line.strip()
        number += 1
        if not opened:
            if not bare:
                continue
            if bare != "---":
                return FrontMatter()
            opened = True
            head.lines[""] = number - 1
            continue
        if bare in ("---", "..."):
            if not head.values and not head.lists and bare == "...":
                return FrontMatter()
            head.found, head.end, head.next_line = True, offset, number
            return head
        key = _KEY.match(line)
        item = _ITEM.match(line)
        if key:
            last_key = key[1].strip().lower()
            value = unquote((key[2] or "").strip())
            head.lines[last_key] = number - 1
            if value not in ("", ">", ">-", "|", "|-"):
                head.values[last_key] = value
        elif item and last_key and last_key not in head.values:
            head.lists.setdefault(last_key, []).append(unquote(item[1].strip()))
        elif bare and line[:1] in " \t" and last_key:
            before = head.values.get(last_key, "")
            head.values[last_key] = f"{before} {bare}".strip()
        elif bare.startswith("#") and not bare.startswith("##") and not head.values:
            continue  # a comment
        elif head.values and (not bare or bare.startswith(("#", "From:"))):
            head.warnings.append(Problem(number - 1, "The front matter is not closed by ---."))
            head.found, head.end, head.next_line = True, start, number - 1
            return head
        elif bare:
            if not head.values:
                return FrontMatter()  # the text opened with a rule
            head.warnings.append(Problem(number - 1, f"Not a front matter entry: {bare[:60]}"))
    return FrontMatter()


def read_video_id(head: FrontMatter) -> tuple[str, list[Problem]]:
    """The YouTube id of a note, or "" with the reason."""
    for key in ("videoid", "video_id", "video", "youtube", "youtubeid"):
        value = head.values.get(key, "").strip()
        if not value:
            continue
        if _VIDEO.fullmatch(value):
            return value, []
        if address := VIDEO_ADDRESS.search(value):
            return address[1], []
        message = f"{value[:40]!r} is not a YouTube video id (11 letters, digits, - or _)."
        return "", [Problem(head.lines.get(key, 1), message)]
    return "", []


def read_channel(line: str) -> str | None:
    """The channel of a ``From: [[channel]] <br/>`` line, or None for another line."""
    match = _FROM.match(line)
    if not match:
        return None
    start = match[1].find("[[")
    link = match_wikilink(match[1], start) if start >= 0 else None
    if link:
        return link.label
    # "From: here on …" in prose is no source line: a bare name is short.
    return match[1] if len(match[1]) <= 60 and not match[1].endswith(".") else None
