"""A language model's reply, read strictly: one JSON object of the schema, nothing around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

MOST_STEM, MOST_OPTION, MOST_EVIDENCE = 400, 160, 600  # characters
MALFORMED = "malformed: not one JSON object and nothing else"
SHAPE = "not of the schema"
TOO_LONG = "a text is too long"
TWICE = "an answer is offered twice"
UNPRINTABLE = "holds characters that do not print"
MARKUP = "holds markup or an address"
ABSTAINED = "the model found nothing to ask"

_MARKUP = re.compile(
    r"[<>{}\[\]|`\\^~]|\*\*|__|https?:|\bjavascript:|\bdata:|\bwww\.|\S@\S|&#?\w+;|//", re.I
)
_HOST = re.compile(r"\b(?=[\w-]*[a-z])[\w-]{2,}(?:\.[\w-]{2,})*\.[a-z]{2,}\b", re.I)
_KEYS = {"answerable", "stem", "key", "wrong", "evidence"}


class Unusable(ValueError):
    """A reply that cannot be used; its message is one of the reasons above, never its content."""


@dataclass(frozen=True)
class Reply:
    """A question as the model worded it. ``wrong`` are three answers."""

    stem: str
    key: str
    wrong: tuple[str, ...]
    evidence: str


def read_reply(content: str) -> Reply:
    """Raises ``Unusable`` for everything that is not exactly a question in the schema."""
    found = _object(content)
    if set(found) != _KEYS or not isinstance(found["answerable"], bool):
        raise Unusable(SHAPE)
    wrong = found["wrong"]
    texts = [found["stem"], found["key"], found["evidence"]]
    if not isinstance(wrong, list) or not all(isinstance(one, str) for one in [*texts, *wrong]):
        raise Unusable(SHAPE)
    if not found["answerable"]:
        raise Unusable(ABSTAINED)
    stem, key, evidence, *others = (_plain(one) for one in [*texts, *wrong])
    if len(others) != 3 or not all([stem, key, evidence, *others]) or not stem.endswith("?"):
        raise Unusable(SHAPE)
    if len(stem) > MOST_STEM or len(evidence) > MOST_EVIDENCE:
        raise Unusable(TOO_LONG)
    if any(len(one) > MOST_OPTION for one in (key, *others)):
        raise Unusable(TOO_LONG)
    if not all(one.isprintable() for one in (stem, key, evidence, *others)):
        raise Unusable(UNPRINTABLE)
    if any(_MARKUP.search(one) or _HOST.search(one) for one in (stem, key, *others)):
        raise Unusable(MARKUP)
    if len({re.sub(r"\W+", "", one.casefold()) or one for one in (key, *others)}) != 4:
        raise Unusable(TWICE)
    return Reply(stem, key, tuple(others), evidence)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip(" \n")


def _object(content: str) -> dict[str, Any]:
    try:
        found = json.loads(content, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Unusable(MALFORMED) from None
    if not isinstance(found, dict):
        raise Unusable(MALFORMED)
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
