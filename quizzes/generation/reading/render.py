"""Words of a parse put together again: some left out, some replaced, moved from a beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import zip_longest

from quizzes.generation.parse import Parse

_CLOSED = re.compile(r"\s+([,.;:!?%)\]”])")
_OPENED = re.compile(r"([(\[“])\s+")
_LOOSE_END = re.compile(r"[\s,;:–—-]+$")
_COMMAS = re.compile(r",(?:\s*,)+")
_QUOTED_BEFORE_COMMA = re.compile(r'"\s*([^"]*?)[\s,;]*,\s*"(?=\s\w)')
_QUOTED = re.compile(r'"\s*([^"]*?)[\s,.;]*"')


def render(parse: Parse, indices: Iterable[int], replaced: Mapping[int, str] | None = None) -> str:
    """The tokens at these places in their order, spaced as in the text; "" replaces by nothing."""
    put = replaced or {}
    places = sorted(set(indices))
    tokens = parse.tokens
    parts: list[str] = []
    for place, following in zip_longest(places, places[1:]):
        token = tokens[place]
        text = put.get(place, token.text)
        parts.append(text)
        if text and (token.space or (following is not None and following != place + 1)):
            parts.append(" ")
    return mended("".join(parts))


@lru_cache(maxsize=20_000)
def mended(text: str) -> str:
    """Spaces and commas put right where words were taken out."""
    text = " ".join(text.split())
    text = _OPENED.sub(r"\1", _CLOSED.sub(r"\1", text))
    text = _COMMAS.sub(",", text)
    if '"' in text:
        text = _QUOTED_BEFORE_COMMA.sub(r'"\1",', text)
        text = _QUOTED.sub(r'"\1"', text)
    return _LOOSE_END.sub("", text).strip().lstrip(",; ").strip()


UNSURE = "\0"  # before a word that may be a name or may only begin the sentence

_POSSESSIVE = re.compile(r"['’]s?$")
_CERTAIN = re.compile(r"[A-Z].*[A-Z]|\d")


def lower_first(
    parse: Parse, place: int, text: str, known: frozenset[str], common: frozenset[str]
) -> str:
    """The text without the capital that only the beginning of a sentence gave its first word.

    `known` are words written with a capital inside a sentence of the document, `common` those that
    it writes in lower case.
    """
    token = parse.tokens[place]
    word = _POSSESSIVE.sub("", token.text)
    starts = place == 0 or parse.tokens[place - 1].text in (".", "!", "?", '"', "“")
    if not starts or not text.startswith(word[:1]) or word == "I":
        return text
    if word in known or _CERTAIN.search(word) or (len(word) == 1 and word != "A"):
        return text
    after = parse.tokens[place + 1] if place + 1 < len(parse.tokens) else token
    double = after.pos == "PROPN" and after is not token and after.text[:1].isupper()
    if token.pos == "PROPN" and not double and word.lower() not in common and not token.entity:
        return f"{UNSURE}{text}"
    named = token.pos == "PROPN" and (double or word.lower() not in common)
    return text if named else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
