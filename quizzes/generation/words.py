"""Content words cut to a common stem, to see whether two texts speak of the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP = frozenset(
    """a about after all also an and any are around as at be been before between both but by can
    company could did do does during each for from had has have he her him his how if in into is it
    its many more most much new not of on one only or other out over people she so some such than
    that the their them then there these they this those through to under up was were what when
    where which while who whom whose will with would year years first time three two world
    share""".split()
)

_ENDING = re.compile(r"(?:['’]s|ies|ing|ed|es|s|y|e)$")
_WORD = re.compile(r"[^\W\d_][\w'’-]+")


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """A rough stem: "companies" -> "compan", "founded" -> "found"."""
    low = word.casefold()
    cut = _ENDING.sub("", low)
    return cut if len(cut) >= 3 else low


@lru_cache(maxsize=10_000)
def content(text: str) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(
        lemma(word)
        for word in _WORD.findall(text)
        if word.casefold() not in _STOP and len(word) > 2
    )
