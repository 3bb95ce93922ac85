"""What one module says: its facts, its named words and its values, looked up by the other parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .model import SourceFact
from .sentences import capitalised, names_in
from .values import Value, find_values, in_range


@dataclass(frozen=True)
class Found:
    """A value and the fact that states it."""

    value: Value
    fact: SourceFact


class ModuleIndex:
    """The facts of one module in order, with what is looked up again and again."""

    def __init__(self, facts: Sequence[SourceFact]) -> None:
        self.facts = tuple(sorted(facts, key=lambda fact: (fact.position, fact.id)))
        self._place = {fact.id: place for place, fact in enumerate(self.facts)}
        self.known = capitalised(fact.text for fact in self.facts)
        self._names = {fact.id: names_in(fact.text, self.known) for fact in self.facts}

    def before(self, fact: SourceFact) -> SourceFact | None:
        """The fact that stands before this one."""
        place = self._place[fact.id]
        return self.facts[place - 1] if place else None

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
    def latest_year(self) -> int:
        """The latest year spoken of, 0 if none is."""
        return max((int(f.value.number) for f in self.values if f.value.kind == "year"), default=0)
