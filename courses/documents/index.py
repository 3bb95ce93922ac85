"""The index note of a channel: its videos in order, each with the notes that belong to it."""

import re
from collections.abc import Sequence

from courses.documents.blocks import Block
from courses.documents.frontmatter import VIDEO_ADDRESS
from courses.documents.model import IndexEntry
from courses.documents.plain import to_plain

MOSTLY = 0.8
"""Share of the headings that must lead to a video; an ordinary note has none or a few."""
_LINKED = re.compile(r"\s*\[(?P<title>[^\n]{0,300})\]\((?P<address>https?://[^\s()]{1,300})\)\s*")


def _video_of(block: Block) -> tuple[str, str] | None:
    """Id and title of the video that a heading ``[Video title](address)`` leads to."""
    match = _LINKED.fullmatch(block.content)
    found = VIDEO_ADDRESS.search(match["address"]) if match else None
    if match is None or found is None:
        return None
    return found[1], " ".join(to_plain(match["title"]).text.split())


def read_index(blocks: Sequence[Block]) -> tuple[IndexEntry, ...]:
    """The videos that the headings of an index name, or () for any other document.

    An index teaches nothing itself: below its headings stand lists of wikilinks and no prose.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    videos = {block.start: video for block in headings if (video := _video_of(block))}
    if not videos or len(videos) < MOSTLY * len(headings):
        return ()
    entries: list[IndexEntry] = []
    targets: list[str] = []
    for block in blocks:
        if block.kind == "heading":
            if video := videos.get(block.start):
                targets = []
                entries.append(IndexEntry(*video, ()))
            continue
        if not block.pieces:
            continue
        plain = to_plain(block.content)
        if plain.marks or (block.kind != "item" and not plain.links):
            return ()
        targets += (link.target for _, _, link in plain.links)
        if entries:
            last = entries[-1]
            entries[-1] = IndexEntry(last.video_id, last.title, tuple(dict.fromkeys(targets)))
    return tuple(entries) if any(entry.targets for entry in entries) else ()
