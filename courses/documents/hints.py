"""What else is known of a document's video, found before the document is read.

Pure: a reader in another process is given the hints beside the text.
"""

import re
from dataclasses import dataclass

from courses.documents.frontmatter import read_front_matter, read_video_id
from courses.documents.scale import ENOUGH
from courses.documents.text import clean

HEAD = 20_000
"""Characters in which a front matter is looked for."""
_EARLY = re.compile(r"\[(?:00?:)?(\d\d?):([0-5]\d)\]")
# It begins with a colon, for which a text is searched seven times as fast as for a digit.
_LATE = re.compile(r":(?:(?<=[1-9]:)|(?<=[1-9]0:))\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class ReadingHints:
    """``siblings`` are seconds that other notes of the video reach; ``video_seconds`` its length.

    See ``courses.documents.scale`` for what they settle.
    """

    siblings: tuple[int, ...] = ()
    video_seconds: int | None = None


NO_HINTS = ReadingHints()


def video_of(text: str) -> str:
    """The YouTube id that a document's front matter names, or ""."""
    return read_video_id(read_front_matter(clean(text[:HEAD])))[0]


def reach(text: str) -> int:
    """The last second that a document cites whose times have no hours; 0 if that says nothing.

    Such times can only be meant as they are written, so that they are evidence before the document
    is read.
    """
    if has_late_times(text):
        return 0
    times = [60 * int(one[1]) + int(one[2]) for one in _EARLY.finditer(text)]
    return max(times) if len(times) >= ENOUGH else 0


def has_late_times(text: str) -> bool:
    """Whether any time has hours: only such a one may be mis-scaled."""
    return _LATE.search(text) is not None
