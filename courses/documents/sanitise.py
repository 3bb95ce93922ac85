"""The last gate: only the elements and attributes that the renderer itself writes pass."""

import re

import nh3

from courses.documents.own_html import is_own

_OWN_PICTURE = re.compile(r"/media/pictures/picture-[0-9a-f]{32}\.(?:png|jpg|webp)")
_CELL = {"class"}
# What a formula is made of.  Nothing here can load, link or run anything.
_MATHS = {
    "math": {"display", "alttext"},
    "mrow": set(),
    "mi": {"mathvariant"},
    "mn": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "largeop", "movablelimits", "accent"}
    | {"minsize", "maxsize", "lspace", "rspace", "symmetric"},
    "mtext": {"mathvariant"},
    "ms": set(),
    "mspace": {"width", "height", "depth", "linebreak"},
    "mfrac": {"linethickness"},
    "msqrt": set(),
    "mroot": set(),
    "msub": set(),
    "msup": set(),
    "msubsup": set(),
    "mmultiscripts": set(),
    "mprescripts": set(),
    "munder": {"accentunder"},
    "mover": {"accent"},
    "munderover": {"accent", "accentunder"},
    "mtable": {"columnalign", "rowspacing", "columnspacing", "rowlines", "columnlines"},
    "mtr": set(),
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel", "mathvariant"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mphantom": set(),
    "menclose": {"notation"},
}
_TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "s",
    "sub",
    "sup",
    "kbd",
    "mark",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "a",
    "span",
    "aside",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "img",
}
_ATTRIBUTES = {
    "a": {"aria-label", "class", "href", "data-seconds", "rel"},
    "span": {"class", "data-from", "data-seconds", "lang"},
    "img": {"src", "alt", "loading"},
    "p": {"class", "id", "data-at", "data-p"},
    "li": {"class", "data-at"},
    "sup": {"class", "id"},
    "ol": {"start"},
    "aside": {"class"},
    "div": {"class", "id", "tabindex", "role", "aria-label"},
    "code": {"class"},
    "th": _CELL,
    "td": _CELL,
    **_MATHS,
    **{f"h{level}": {"id"} for level in range(2, 7)},
}


def is_allowed_picture(address: str) -> bool:
    """Whether a picture may be shown: ours alone, for others would tell their host who reads."""
    return _OWN_PICTURE.fullmatch(address) is not None


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and not is_allowed_picture(value):
        return None
    return value


_cleaner = nh3.Cleaner(
    tags=_TAGS | _MATHS.keys(),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
    strip_comments=True,
    attribute_filter=_filter,
)


def sanitise(html: str) -> str:
    """The same HTML without anything that is not on the list."""
    if is_own(html):
        return html.replace("\u00a0", "&nbsp;")  # as the cleaner writes it
    return _cleaner.clean(html)
