"""HTML that stands in the text: what is markup, what is words, and what parts words.

Words and HTML of a lesson are made apart (``plain``, ``inline_rules``); both go by this.
"""

import re
from typing import NamedTuple

_TAG = re.compile(
    r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]{0,30})(?P<rest>(?:[\s/][^<>]{0,1000})?)>"
)

# Written without an attribute these only style text; they come through as themselves.
PLAIN_TAGS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
    "mark": "mark",
    "s": "s",
    "del": "s",
}
_SWALLOWED = frozenset({"script", "style", "iframe", "object", "embed", "template", "noscript"})
_KNOWN = frozenset(
    "a abbr address article aside b big blockquote body center cite code col dd details dfn div dl"
    " dt figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html i img input ins label"
    " li main nav ol p pre q section small span strike strong sub summary sup table tbody td tfoot"
    " th thead time tr tt u ul var video audio source iframe script style svg object embed"
    " yt-timestamp br wbr".split()
)
_PARTING = frozenset(
    "address article aside blockquote body br center dd details div dl dt figcaption figure footer"
    " form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)


class Tag(NamedTuple):
    """Markup that ends at ``end``, its content with it where nobody is to see that.

    ``styled`` is the element that it becomes, "" where it is dropped; ``parts`` says that the words
    before and behind it do not belong together.
    """

    end: int
    name: str
    closes: bool
    styled: str
    parts: bool


def match_tag(text: str, start: int, limit: int) -> Tag | None:
    """The tag at ``start`` that ends before ``limit``; None where it is no markup but words."""
    match = _TAG.match(text, start)
    if not match or match.end() > limit:
        return None
    name, bare = match["name"].lower(), not match["rest"].strip(" /\n\t")
    closes, end = bool(match["slash"]), match.end()
    if name in _SWALLOWED:
        if closes:
            pass
        elif (close := _closing(text, name, end, limit)) >= 0:
            end = close
        elif bare:
            return None  # "the <script> tag": shown as it is written
    elif bare and name not in _KNOWN and name not in PLAIN_TAGS:
        return None  # List<String>, <template>: words, not markup
    styled = PLAIN_TAGS.get(name, "") if bare else ""
    return Tag(end, name, closes, styled, name in _PARTING)


def _closing(text: str, name: str, start: int, limit: int) -> int:
    """Where ``</name>`` ends within a bounded way, or -1."""
    window = text[start : min(limit, start + 5000)].lower()
    found = window.find(f"</{name}")
    if found < 0:
        return -1
    end = window.find(">", found)
    return start + end + 1 if end >= 0 else -1
