"""The last gate: only the elements and attributes that the renderer itself writes pass."""

import nh3

_CELL = {"class"}
_TAGS = {
    "p", "br", "hr", "strong", "em", "s", "sub", "sup", "kbd", "mark", "code", "pre",
    "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "a", "span", "aside", "div",
    "table", "thead", "tbody", "tr", "th", "td",
}
_ATTRIBUTES = {
    "a": {"class", "href", "data-seconds", "rel"},
    "span": {"class", "data-from", "data-seconds", "lang"},
    "p": {"class", "id", "data-at", "data-p"},
    "li": {"class", "data-at"},
    "ol": {"start"},
    "aside": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "code": {"class"},
    "th": _CELL,
    "td": _CELL,
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
)


def sanitise(html: str) -> str:
    """The same HTML without anything that is not on the list."""
    return _cleaner.clean(html)
