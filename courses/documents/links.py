"""The shape of ``[label](address)``, looked at a bounded way ahead."""

import re

LONGEST_LABEL = 600
"""Characters.  A longer bracket is text: this bound keeps reading linear."""
_DEEPEST = 3

DESTINATION = re.compile(
    r"\(\s{0,3}(?:<(?P<angled>[^<>\n]{0,1000})>"
    r"|(?P<bare>[^()\s<]{0,1500}(?:\([^()\s]{0,300}\)[^()\s]{0,300}){0,3}))"
    r"(?:\s{1,3}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,3}\)"
)
_BRACKET = re.compile(r"[\[\]\\]")


def label_end(text: str, start: int, limit: int | None = None) -> int:
    """Where the ``]`` that closes the ``[`` at ``start`` stands, or -1."""
    depth, at = 0, start
    stop = min(len(text) if limit is None else limit, start + LONGEST_LABEL)
    while match := _BRACKET.search(text, at, stop):
        at = match.end()
        if match[0] == "\\":
            at += 1
        elif match[0] == "[":
            depth += 1
            if depth > _DEEPEST:
                return -1
        else:
            depth -= 1
            if not depth:
                return match.start()
    return -1


def match_link(text: str, start: int, limit: int | None = None) -> tuple[int, int, str] | None:
    """For the link at ``start``: the end of its label, its own end, and its address."""
    close = label_end(text, start, limit)
    if close < 0 or not text.startswith("(", close + 1):
        return None
    match = DESTINATION.match(text, close + 1)
    if not match or (limit is not None and match.end() > limit):
        return None
    address = match["angled"] if match["angled"] is not None else (match["bare"] or "")
    return close, match.end(), address
