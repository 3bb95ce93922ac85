"""Wrong answers for a name: others of its type in the document that surely did not do it."""

from __future__ import annotations

import re

from .distractors import WRONG_ANSWERS
from .drafts import Wrong
from .entities import Entity
from .gazetteer import REGIONS, SAME_COUNTRY
from .index import ModuleIndex
from .model import SourceFact
from .naming import Named, betrayed, is_topic
from .sentences import names_in
from .words import content

ALIKE = 3  # so many content words in common with the stem: perhaps the same event, told again


def wrong_names(asked: Named, fact: SourceFact, index: ModuleIndex) -> tuple[Wrong, ...]:
    """Three names of the key's type; () when the document has not three that are safe."""
    about = names_in(asked.stem, index.known)
    said = content(asked.stem)
    chosen: list[Wrong] = []
    order = [e for e in index.entities.values() if e.kind == asked.key.kind]
    beside = index.listed_with(asked.key)
    order.sort(
        key=lambda e: (
            e.name not in beside,
            _unlike(e, asked.key),
            _distance(e, fact, index),
            e.name,
        )
    )
    for entity in order:
        if entity.name in REGIONS or entity.name in fact.text or is_topic(entity, fact, index):
            continue
        if any(_same(entity.name, other) for other in (asked.key.name, *(w.text for w in chosen))):
            continue
        if betrayed(entity, asked.text):
            continue
        if set(entity.name.split()) & (about | set(asked.text.rstrip(".").split())):
            continue
        holders = index.holders(entity)
        if not holders or any(_perhaps(other, fact, about, said, index) for other in holders):
            continue
        chosen.append(Wrong(entity.name, 0.0, holders[0]))
        if len(chosen) == WRONG_ANSWERS:
            return tuple(chosen)
    return ()


def _perhaps(
    other: SourceFact,
    fact: SourceFact,
    about: frozenset[str],
    said: frozenset[str],
    index: ModuleIndex,
) -> bool:
    """Whether a sentence with the wrong name might tell of the same event."""
    shared = about & index.names(other)
    if len(shared) >= 2:
        return True
    alike = said & content(other.text)
    if len(alike) >= ALIKE or (shared and len(alike - {n.lower() for n in shared}) >= 2):
        return True
    return other.paragraph == fact.paragraph and bool(shared)


def _unlike(entity: Entity, key: Entity) -> int:
    """Names of about the same length look alike among options."""
    return abs(len(entity.name.split()) - len(key.name.split())) + (
        abs(len(entity.name) - len(key.name)) > 8
    )


def _distance(entity: Entity, fact: SourceFact, index: ModuleIndex) -> int:
    return min((abs(o.position - fact.position) for o in index.holders(entity)), default=10**6)


def _same(one: str, other: str) -> bool:
    """A shared word, an acronym, or a part of the other: perhaps the same thing."""
    if any(one in names and other in names for names in SAME_COUNTRY):
        return True
    if {w.casefold() for w in one.split()} & {w.casefold() for w in other.split()}:
        return True
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", long))
    return short.casefold() in long.casefold() or short.replace(".", "") == initials
