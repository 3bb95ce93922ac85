"""What the forms about lists share: three things that the document lists elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.drafts import Wrong
from quizzes.generation.forms._digest import digest
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.listings import Item, Listing, listings
from quizzes.generation.words import content

_CONSIDERED = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and the fact that gives it."""

    listing: Listing
    fact: SourceFact


_LISTS_AT_ALL = re.compile(r"\b(?:and|or)\s", re.I)


@once_per_module
def lists_of(index: ModuleIndex) -> tuple[Listed, ...]:
    """Every list of a module, read once."""
    return tuple(
        Listed(one, fact)
        for fact in index.facts
        if _LISTS_AT_ALL.search(fact.text) and (parse := index.parse(fact)) is not None
        for one in listings(parse)
    )


def lists_in(fact: SourceFact, index: ModuleIndex, relation: str) -> Iterator[Listed]:
    """The lists of a relation that the fact itself gives."""
    for listed in lists_of(index):
        if listed.fact.id == fact.id and listed.listing.relation == relation:
            yield listed


def among_others(asked: Listed, index: ModuleIndex) -> tuple[Item, tuple[Wrong, ...]] | None:
    """An item of the list and three of other lists, of the same make and of which no fact says that
    they belong here; None when there are not three."""
    listing = asked.listing
    own = content(listing.whole)
    here = content(asked.fact.text)
    said = _said_with(own, index)
    for item in sorted(listing.items, key=lambda one: digest(asked.fact.id + one.text)):
        if content(item.text) & own:
            continue
        others: list[tuple[Item, SourceFact]] = []
        for listed in lists_of(index):
            if listed.fact.id == asked.fact.id or _alike(listed.listing, listing):
                continue
            if content(listed.listing.whole) & own:
                continue
            for other in listed.listing.items:
                fits = (other.named, other.plural) == (item.named, item.plural)
                words = content(other.text)
                if not fits or words & here or words & own or not words or words <= said:
                    continue
                if item.named and index.kinds.of(other.text) != index.kinds.of(item.text):
                    continue
                others.append((other, listed.fact))
        others.sort(key=lambda one: (abs(len(one[0].text) - len(item.text)),
                                     digest(asked.fact.id + one[0].text)))  # fmt: skip
        for three in itertools.combinations(others[:_CONSIDERED], 3):
            if _apart(item, [one for one, _ in three], [fact for _, fact in three]):
                return item, tuple(Wrong(shown(one), 0.0, fact) for one, fact in three)
    return None


def _alike(one: Listing, other: Listing) -> bool:
    return one.head == other.head


def _said_with(own: frozenset[str], index: ModuleIndex) -> frozenset[str]:
    """The words of every fact that speaks of the kind or whole that is asked about."""
    found: set[str] = set()
    for fact in index.facts:
        words = content(fact.text)
        if own <= words:
            found |= words
    return frozenset(found)


def _apart(key: Item, others: list[Item], facts: list[SourceFact]) -> bool:
    texts = [content(one.text) for one in (key, *others)]
    if any(one & other for one, other in itertools.combinations(texts, 2)):
        return False
    if len({fact.id for fact in facts}) < 2:
        return False
    return 0.6 <= len(key.text) / (sum(len(one.text) for one in others) / 3) <= 1.65


def shown(item: Item) -> str:
    """With a capital, as every option begins."""
    return item.text[:1].upper() + item.text[1:]
