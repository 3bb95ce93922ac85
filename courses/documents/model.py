"""What a document becomes: modules, lessons, slices of video and key facts, before any database.

Units: every time is whole seconds from the start of the video; every ``start``/``end`` of a fact
counts characters of the document's text; every ``line`` counts from 1.

What a document has by the dozen is a NamedTuple: it is made, and goes from one process to another,
several times as fast as a frozen dataclass.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["note", "article"]
State = Literal["as_written", "repaired", "doubtful"]


@dataclass(frozen=True)
class Problem:
    """One thing that is odd or wrong, with the line where it stands."""

    line: int
    message: str


class DocumentError(Exception):
    """A document that cannot be read at all.  ``problems`` holds every reason with its line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"line {p.line}: {p.message}" for p in problems))
        self.problems: tuple[Problem, ...] = problems


class Slice(NamedTuple):
    """A stretch of video [start, end); ``end`` None means that it runs to the video's end."""

    start: int
    end: int | None


class CitationRef(NamedTuple):
    """A second of the video that a statement rests on, and how far it can be trusted."""

    seconds: int
    state: State


class FactDraft(NamedTuple):
    """One statement that a question may be asked about, with its place and its evidence."""

    key: str
    text: str
    position: int
    paragraph: int
    start: int
    end: int
    line: int
    citations: tuple[CitationRef, ...]
    heading: str
    lead_in: str
    terms: tuple[str, ...]
    rank: float = 0.0
    """How much it deserves to be asked about; see ``ranking``.  Higher is better."""


class LinkRef(NamedTuple):
    """A wikilink as written; ``folded`` is the name that it is looked up by."""

    target: str
    label: str
    folded: str


class LessonDraft(NamedTuple):
    """A section of the document.  ``source`` is its Markdown without the heading's own line."""

    key: str
    position: int
    heading: str
    slug: str
    source: str
    line: int
    words: int
    slices: tuple[Slice, ...]
    facts: tuple[FactDraft, ...]
    links: tuple[LinkRef, ...]
    citations_found: int
    citations_used: int
    first_paragraph: int
    last_paragraph: int
    is_intro: bool


@dataclass(frozen=True)
class Credit:
    """Who made the source and what they allow.  ``date`` is ISO, or empty when none was read."""

    channel: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    address: str = ""
    rights: str = ""
    citation: str = ""


@dataclass(frozen=True)
class IndexEntry:
    """One video in a channel's index: ``targets`` are the notes that belong to it, as written."""

    video_id: str
    title: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A whole document, read.

    ``index`` is empty but in the index note of a channel, where it gives the order of its videos.
    """

    name: str
    title: str
    kind: Kind
    video_id: str
    slug: str
    source_hash: str
    credit: Credit
    lessons: tuple[LessonDraft, ...]
    warnings: tuple[Problem, ...] = field(default=())
    citations_found: int = 0
    citations_used: int = 0
    citations_repaired: int = 0
    citations_refused: int = 0
    index: tuple[IndexEntry, ...] = ()
