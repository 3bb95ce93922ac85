"""Which facts a language model would be asked about, and the most that this can cost.

Only those that our own forms could ask nothing about, in lessons with few questions first. Nothing
is sent to find that out, and the same facts and bounds make the same plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from config.language_model import LanguageModel
from quizzes.generation.authored import Request, request_for
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import Generation, SourceFact
from quizzes.generation.parse import Parse

from .budget import cost
from .cache import Cache
from .protocol import MOST_REPLY, Completion, body_of, most_tokens_in, name_of

MOST_OF_A_LESSON = 8
"""Facts of one lesson that are asked about: five suggestions of it are kept."""


@dataclass(frozen=True)
class Planned:
    """One request with its bytes, and the reply if it was given before."""

    request: Request
    body: bytes
    name: str
    known: Completion | None

    @property
    def most_tokens(self) -> int:
        return most_tokens_in(self.body) + MOST_REPLY


@dataclass(frozen=True)
class Plan:
    """``over_budget`` are facts that the bounds leave out."""

    model: LanguageModel
    asked: tuple[Planned, ...]
    over_budget: tuple[str, ...]

    @property
    def to_send(self) -> tuple[Planned, ...]:
        return tuple(one for one in self.asked if one.known is None)

    @property
    def calls(self) -> int:
        return len(self.to_send)

    @property
    def cached(self) -> int:
        return len(self.asked) - self.calls

    @property
    def most_tokens_in(self) -> int:
        return sum(most_tokens_in(one.body) for one in self.to_send)

    @property
    def most_tokens_out(self) -> int:
        return MOST_REPLY * self.calls

    @property
    def most_cost(self) -> Decimal | None:
        return cost(self.model, self.most_tokens_in, self.most_tokens_out)


def plan_calls(
    facts: Sequence[SourceFact],
    parses: Mapping[str, Parse],
    generation: Generation,
    model: LanguageModel,
    *,
    leave: Collection[str] = (),
) -> Plan:
    """``generation`` is what our own forms made of the facts; those with ids in ``leave`` have a
    question by now."""
    served = {one.fact_id for one in (*generation.published, *generation.suggested)} | set(leave)
    cache = Cache(model.cache)
    asked: list[Planned] = []
    over: list[str] = []
    calls = tokens = 0
    for request in _requests(facts, parses, generation, served):
        body = body_of(request, model)
        name = name_of(body, model)
        one = Planned(request, body, name, cache.get(name))
        if one.known is None:
            if calls >= model.max_calls or tokens + one.most_tokens > model.max_tokens:
                over.append(request.fact_id)
                continue
            calls += 1
            tokens += one.most_tokens
        asked.append(one)
    return Plan(model, tuple(asked), tuple(over))


def _requests(
    facts: Sequence[SourceFact],
    parses: Mapping[str, Parse],
    generation: Generation,
    served: Collection[str],
) -> Iterator[Request]:
    """In the order in which they are worth a call: each lesson's next one in turn."""
    modules: dict[str, list[SourceFact]] = {}
    for fact in facts:
        modules.setdefault(fact.module, []).append(fact)
    have = Counter(one.lesson for one in generation.published)
    turns: Counter[str] = Counter()
    found: list[tuple[int, int, Request]] = []
    for members in modules.values():
        index = ModuleIndex(members, parses)
        for fact in index.facts:
            if fact.id in served or turns[fact.lesson] >= MOST_OF_A_LESSON:
                continue
            request = request_for(fact, index)
            if request is not None:
                turns[fact.lesson] += 1
                found.append((have[fact.lesson] + turns[fact.lesson], len(found), request))
    for _, _, request in sorted(found, key=lambda item: item[:2]):
        yield request
