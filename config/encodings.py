"""Which encoding of a page a browser takes, by its ``Accept-Encoding`` (RFC 9110, 12.5.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

PLAIN = ""
"""A page that is not packed, called ``identity`` there."""
_WEIGHT = re.compile(r"q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
LONGEST = 500
"""Characters of a header that are read: who writes more gets plain pages."""


def best_encoding(header: str, ours: Iterable[str]) -> str:
    """The one of ``ours``, best first, that is preferred; ``PLAIN`` where none is.

    ``*`` stands for those that are not named. Nothing but what the browser takes is chosen, except
    that a page is plain where it would take nothing at all: better than no page.
    """
    return _best(header[:LONGEST], tuple(ours)) if len(header) <= LONGEST else PLAIN


@lru_cache(maxsize=200)
def _best(header: str, ours: tuple[str, ...]) -> str:
    weights = _weights(header)
    rest = weights.get("*", 0)
    # Plain is taken where nobody says otherwise, and preferred only where somebody says so.
    found, most = PLAIN, weights.get("identity", 0)
    for one in ours:
        weight = weights.get(one, rest)
        if weight and (weight > most or (weight == most and found == PLAIN)):
            found, most = one, weight
    return found


def _weights(header: str) -> dict[str, int]:
    """Thousandths by name. A weight that cannot be read is none."""
    weights = {}
    for one in header.lower().split(","):
        name, *parameters = (part.strip() for part in one.split(";"))
        if name:
            weight = next((_weight(part) for part in parameters if part.startswith("q")), 1000)
            weights["gzip" if name == "x-gzip" else name] = weight
    return weights


def _weight(text: str) -> int:
    found = _WEIGHT.fullmatch(text)
    return round(float(found[1]) * 1000) if found else 0
