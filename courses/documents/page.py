"""What one rendering of a lesson needs to know besides its text."""

from collections.abc import Callable
from dataclasses import dataclass, field

Resolve = Callable[[str], str | None]


@dataclass(slots=True)
class Page:
    """``numbers`` are the paragraphs' by their line; the rest keeps names and notes apart."""

    resolve: Resolve
    video_id: str
    numbered: bool
    numbers: dict[int, int] = field(default_factory=dict)
    slugs: dict[str, int] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    noted: set[str] = field(default_factory=set)
