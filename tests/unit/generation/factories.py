"""Small documents for the tests of the generator, in our own words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quizzes.generation import Generation, SourceFact, generate
from quizzes.generation.index import ModuleIndex
from quizzes.generation.parse import Parse
from quizzes.generation.ranking import Ranker
from quizzes.parsing import parse_texts

UNTAUGHT = Ranker()


def make_fact(text: str, position: int = 1, **changes: object) -> SourceFact:
    values: dict[str, object] = {
        "id": f"f{position}",
        "text": text,
        "lesson": "l1",
        "module": "m1",
        "title": "Harbours of the North",
        "heading": "Beginnings",
        "lead_in": "",
        "terms": (),
        "seconds": position * 10,
        "paragraph": position,
        "position": position,
    }
    values.update(changes)
    return SourceFact(**values)  # type: ignore[arg-type]


SENTENCES = (
    "In 1921, Nordhavn opened its first deep-water dock for steamships.",
    "Nordhavn Electric bought the Lund shipyard in 1934.",
    "The port of Velby employed 1,250 dockers before the strike in Denmark.",
    "Velby Harbour spent 45 million kroner on new cranes from Sweden.",
    "The Oresund Line lost 12 million kroner in its first winter at Velby.",
    "About 35% of Danish grain passed through Nordhavn before 1914.",
    "The Baltic Council granted Lund a subsidy of $60 million for icebreakers.",
    "Velby received 24% of the coal that Denmark imported from Wales.",
    "In 1958, Oresund Line introduced container ships built by Karlskrona.",
    "The Skagen lighthouse was completed in 1907 under Captain Bruun.",
    "Hansen and Kjaer founded the Malmo Ferry Company in 1949.",
    "The bridge at Helsing carried 18 million passengers a year to Zealand.",
)


def document(module: str = "m1", shift: int = 0) -> list[SourceFact]:
    return [
        make_fact(text, position, id=f"{module}-{position + shift}", module=module)
        for position, text in enumerate(SENTENCES, start=1)
    ]


@cache
def parsed(text: str) -> Parse:
    """What the parser makes of one text."""
    return parse_texts([text])[0]


def parses_of(facts: Sequence[SourceFact]) -> dict[str, Parse]:
    return {fact.id: parsed(fact.text) for fact in facts}


def made_from(
    facts: Sequence[SourceFact], *, seed: int = 0, ranker: Ranker = UNTAUGHT
) -> Generation:
    """Judged by the generator's own score, so that new weights change no test."""
    return generate(facts, parses_of(facts), seed=seed, ranker=ranker)


def index_of(facts: Sequence[SourceFact]) -> ModuleIndex:
    return ModuleIndex(facts, parses_of(facts))
