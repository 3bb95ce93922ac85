"""How many documents get questions: histories and notes on ideas are told apart by their years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.generation.model import Candidate, SourceFact

ENOUGH_FACTS = 15
THREE = 3
# Documents in which one key fact of eight or more tells a year are histories.
HISTORY = 0.125
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True)
class Supply:
    """Of ``modules`` with enough key facts, how many have one question, and how many have three."""

    modules: int
    one: int
    three: int
    questions: int


def is_history(facts: Sequence[SourceFact]) -> bool:
    """Whether the facts of one module tell of years often enough to be a history."""
    return sum(bool(_YEAR.search(fact.text)) for fact in facts) >= HISTORY * len(facts)


def supply_of(facts: Sequence[SourceFact], published: Sequence[Candidate]) -> dict[str, Supply]:
    """By kind of document: "history" and "concept". Small documents are left out."""
    modules: dict[str, list[SourceFact]] = {}
    for fact in facts:
        modules.setdefault(fact.module, []).append(fact)
    module_of = {fact.id: fact.module for fact in facts}
    asked = Counter(module_of[one.fact_id] for one in published)
    found = {}
    for kind in ("history", "concept"):
        names = [
            name
            for name, own in modules.items()
            if len(own) >= ENOUGH_FACTS and is_history(own) is (kind == "history")
        ]
        counts = [asked[name] for name in names]
        found[kind] = Supply(
            modules=len(names),
            one=sum(count >= 1 for count in counts),
            three=sum(count >= THREE for count in counts),
            questions=sum(counts),
        )
    return found


def told(supply: dict[str, Supply]) -> list[str]:
    """As lines to print."""
    return [
        f"{kind}-like documents with {ENOUGH_FACTS} key facts or more: {one.modules}; "
        f"{_percent(one.three, one.modules)} have three questions or more, "
        f"{_percent(one.one, one.modules)} have one or more; {one.questions} questions"
        for kind, one in supply.items()
    ]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"
