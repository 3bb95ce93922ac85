"""What one module says: its facts, its named words and its values, looked up by the other parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from .ages import Span, read_spans
from .entities import LIST, Entity, items, read_entities
from .model import SourceFact
from .parse import Parse
from .reading import Reading
from .reading.asking import Manner
from .reading.kinds import Kinds
from .reading.references import NOTHING, References, put_in, resolve_all
from .references import Statement, resolve, without_lead_in
from .sentences import capitalised, names_in, strip_connector
from .titles import read_title
from .values import Value, find_values, in_range

_LOWER = re.compile(r"(?<![\w-])[a-z]+")
_AHEAD = re.compile(
    r"\b(?:will|would|plan(?:s|ned)?|aim(?:s|ed)?|expect(?:s|ed)?|project(?:s|ed)|forecasts?|"
    r"predict(?:s|ed)?|target(?:s|ed)?|goal|by\s20\d\d|estimated|hopes?|intends?|until|"
    r"anticipate[sd]?|scheduled|slated|from\s20\d\d|could|may|might)\b"
)


@dataclass(frozen=True)
class Found:
    """A value and the fact that states it."""

    value: Value
    fact: SourceFact


class ModuleIndex:
    """The facts of one module in order, with what is looked up again and again."""

    def __init__(
        self, facts: Sequence[SourceFact], parses: Mapping[str, Parse] | None = None
    ) -> None:
        self._parses = parses or {}
        self._readings: dict[str, Reading] = {}
        ordered = tuple(sorted(facts, key=lambda fact: (fact.position, fact.id)))
        self.known = capitalised(fact.text for fact in ordered)
        self.common = frozenset(word for fact in ordered for word in _LOWER.findall(fact.text))
        texts = [fact.text for fact in ordered]
        titles = {
            title: read_title(title, texts, self.known, self.common)
            for title in dict.fromkeys(fact.title for fact in ordered)
        }
        self.unsure_titles = {one.text: one.unsure for one in titles.values() if one.unsure}
        self.facts = tuple(
            fact
            if titles[fact.title].text == fact.title
            else replace(fact, title=titles[fact.title].text)
            for fact in ordered
        )
        self._place = {fact.id: place for place, fact in enumerate(self.facts)}
        self._holders: dict[str, tuple[SourceFact, ...]] = {}
        self._names = {fact.id: names_in(fact.text, self.known) for fact in self.facts}

    def before(self, fact: SourceFact) -> SourceFact | None:
        """The fact that stands before this one."""
        place = self._place[fact.id]
        return self.facts[place - 1] if place else None

    def parse(self, fact: SourceFact) -> Parse | None:
        """How the parser sees the fact, None if it was not parsed."""
        return self._parses.get(fact.id)

    def reading(self, fact: SourceFact) -> Reading:
        """What the fact says, with its subject named where that is sure."""
        found = self._readings.get(fact.id)
        if found is None:
            found = self._readings[fact.id] = self._read(fact)
        return found

    def _read(self, fact: SourceFact) -> Reading:
        parse = self.parse(fact)
        references = self._references.get(fact.id, NOTHING)
        if parse is None:
            statement = resolve(fact, self.before(fact), self.facts, self.known)
        else:
            text = strip_connector(
                without_lead_in(put_in(parse, references.replaced), fact.lead_in)
            )
            statement = Statement(text, ", ".join(references.names))
        manner = Manner(self.known, self.common, references.replaced)
        return Reading(fact, parse, statement, references, manner)

    @cached_property
    def kinds(self) -> Kinds:
        """Whether a name is a person's, a company's, a place's or a thing's."""
        return Kinds(self.facts, self._parses, self.entities)

    @cached_property
    def topics(self) -> frozenset[str]:
        """Named words that the module speaks of again and again."""
        spoken = Counter(name for names in self._names.values() for name in names)
        least = max(4, len(self.facts) // 10)
        return frozenset(name for name, count in spoken.items() if count >= least)

    @cached_property
    def _references(self) -> dict[str, References]:
        return resolve_all(self.facts, self._parses, self.kinds)

    def says(self, text: str, names: frozenset[str], *, besides: SourceFact) -> bool:
        """Whether another fact holds a text and two or more of these names."""
        holders = [
            fact
            for fact in self.facts
            if text in fact.text and fact.id != besides.id and len(names & self.names(fact)) >= 2
        ]
        if not holders:
            return False
        pattern = re.compile(rf"(?<![\w.,]){re.escape(text)}(?![\w%]|[.,]\d)")
        return any(pattern.search(fact.text) for fact in holders)

    def names(self, fact: SourceFact) -> frozenset[str]:
        """The named words of a fact."""
        return self._names[fact.id]

    @cached_property
    def values(self) -> tuple[Found, ...]:
        """Every value of the module that is no end of a range."""
        return tuple(
            Found(value, fact)
            for fact in self.facts
            for value in find_values(fact.text)
            if not in_range(fact.text, value)
        )

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """When its named things began and ended, as far as it says so."""
        return read_spans(self.facts)

    @cached_property
    def latest_past_year(self) -> int:
        """The latest year that the module speaks of as past, 0 if there is none."""
        return max(
            (
                int(found.value.number)
                for found in self.values
                if found.value.kind == "year" and not _AHEAD.search(found.fact.text)
            ),
            default=0,
        )

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Its named things by name."""
        return read_entities(self.facts)

    def holders(self, entity: Entity) -> tuple[SourceFact, ...]:
        """The facts that write a named thing's name, in order."""
        found = self._holders.get(entity.name)
        if found is None:
            pattern = re.compile(rf"(?<!\w){re.escape(entity.name)}(?!\w)")
            found = tuple(fact for fact in self.facts if pattern.search(fact.text))
            self._holders[entity.name] = found
        return found

    def listed_with(self, entity: Entity) -> frozenset[str]:
        """Names that stand in a list of three or more with this one: the closest of its kind."""
        found: set[str] = set()
        for fact in self.holders(entity):
            for listed in re.finditer(LIST, fact.text):
                names = items(listed[0])
                if len(names) >= 3 and entity.name in names:
                    found.update(names)
        return frozenset(found - {entity.name})

    def spoken(self, entity: Entity) -> int:
        """In how many facts a thing is named: a person by the last name alone as well."""
        if entity.kind != "person":
            return len(self.holders(entity))
        last = entity.name.split()[-1]
        return sum(last in self.names(fact) for fact in self.facts)


_Found = TypeVar("_Found")


def once_per_module(
    work: Callable[[ModuleIndex], _Found],
) -> Callable[[ModuleIndex], _Found]:
    """Does the work once for each module, and forgets what was found together with its index."""
    kept: WeakKeyDictionary[ModuleIndex, _Found] = WeakKeyDictionary()

    @wraps(work)
    def found(index: ModuleIndex) -> _Found:
        if index not in kept:
            kept[index] = work(index)
        return kept[index]

    return found
