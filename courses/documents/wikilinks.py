"""``[[target]]`` and ``[[target | label]]``, links inside labels included."""

from typing import NamedTuple

LONGEST = 600
"""Characters.  A longer bracket is text: this bound keeps the search linear."""
_DEEPEST = 4


class Wikilink(NamedTuple):
    """A link as it stands in text[start:end]."""

    start: int
    end: int
    target: str
    label: str


def _matching_end(text: str, start: int) -> int | None:
    """Where the ``]]`` that closes the ``[[`` at ``start`` ends."""
    limit = min(len(text), start + LONGEST)
    depth, at = 1, start + 2
    while depth:
        close = text.find("]]", at, limit)
        if close < 0:
            return None
        opener = text.find("[[", at, close)
        if opener >= 0:
            depth += 1
            at = opener + 2
            if depth > _DEEPEST:
                return None
        else:
            depth -= 1
            at = close + 2
    return at


def flatten(label: str) -> str:
    """A label as plain words: links inside it give their own labels."""
    if "[[" not in label:
        plain = label.replace("]]", "").replace("**", "").replace("`", "")
        return " ".join(plain.split())
    out, at = [], 0
    while (start := label.find("[[", at)) >= 0:
        link = match_wikilink(label, start)
        out.append(label[at:start])
        if link:
            out.append(link.label)
            at = link.end
        else:
            at = start + 2
    out.append(label[at:])
    plain = "".join(out).replace("]]", "").replace("**", "").replace("`", "")
    return " ".join(plain.split())


def match_wikilink(text: str, pos: int) -> Wikilink | None:
    """The wikilink that begins exactly at ``pos``, if one does."""
    if not text.startswith("[[", pos):
        return None
    end = _matching_end(text, pos)
    if end is None:
        return None
    inner = text[pos + 2 : end - 2]
    if "\n\n" in inner:
        return None
    bar = inner.find("|")
    if bar >= 0:
        # A bar inside a table is written \| so that it does not end the cell.
        target, label = inner[:bar].rstrip("\\"), inner[bar + 1 :]
    else:
        target, label = inner, ""
    target = flatten(target)
    label = flatten(label) or target.split("#", 1)[0].strip() or target
    if not label:
        return None
    return Wikilink(pos, end, target or label, label)
