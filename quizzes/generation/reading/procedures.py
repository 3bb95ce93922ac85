"""The steps of a procedure as a document sets them out: numbered headings, or labels in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizzes.generation.model import SourceFact

from .goals import GOALS

FEWEST_STEPS = 4
_ENOUGH = 0.7  # of the labels tell of something that is done


@dataclass(frozen=True, slots=True)
class Step:
    """One step and the first fact below it."""

    name: str
    fact: SourceFact


@dataclass(frozen=True, slots=True)
class Procedure:
    """Steps in the order in which they are done; `name` is the heading above them, "" if none."""

    name: str
    steps: tuple[Step, ...]


_STEP = re.compile(r"^(?:Step|Stage|Phase)\s(\d+)\s?[:.–-]\s*(?=\S)", re.I)
_NUMBER = re.compile(r"^(\d+)[.)]\s+(?=\S)")
_SEQUENCE = re.compile(
    r"\b(?:steps|process|procedure|stages|phases|how\sto|workflow|pipeline|fabricating|making|"
    r"building|preparing|recipe)\b",
    re.I,
)
_CALLED = re.compile(r"\b(?:steps|stages|phases)\b", re.I)
# What a process leads to, or has to do with, is not done in an order.
_ABOUT = re.compile(
    r"\b(?:impact|benefits?|advantages?|challenges?|failures?|problems?|why|tips|principles|"
    r"practical|mistakes|overview|improv\w+|role|types?|key)\b",
    re.I,
)
_DONE = re.compile(r"(?:ing|tion|sion|ment|etch|test|cut|cure)$", re.I)
_DOES = frozenset(
    """activate add prepare portion store rest transfer notice tolerate allow wait let heat cool cut
    dry pour roll fold shape press place remove define choose set write run install configure import
    initialize call return load save pay invest plan list ask review decide""".split()
)
# In which order food is made or a board is laid is known without reading about it.
_EVERYDAY = re.compile(
    r"\b(?:knead|bake|cook|slice|toss|serve|mix|stir|boil|fry|chop|season|flour|dough|oven|pan|wash|"
    r"rinse|eat|drink|sleep)\b",
    re.I,
)
_OPENINGS = re.compile(r"^(?:What|Why|When|Who|Where|Is|Are|Do|Does|Can)\b")


def procedures(facts: Sequence[SourceFact]) -> tuple[Procedure, ...]:
    """Every procedure of a module whose order is surely meant."""
    found = [*_of_headings(facts), *_of_labels(facts)]
    return tuple(one for one in found if len(one.steps) >= FEWEST_STEPS and not _everyday(one))


def _everyday(procedure: Procedure) -> bool:
    return any(_EVERYDAY.search(step.name) for step in procedure.steps)


def _of_headings(facts: Sequence[SourceFact]) -> Iterable[Procedure]:
    """ "Step 1: …", "Step 2: …"; or "1. Mixing", "2. Drying" where each is something done."""
    for pattern, sure in ((_STEP, True), (_NUMBER, False)):
        steps: list[Step] = []
        numbers: list[int] = []
        for fact in facts:
            number = pattern.match(fact.heading)
            if number is None or (numbers and int(number[1]) == numbers[-1]):
                continue
            numbers.append(int(number[1]))
            steps.append(Step(_cleaned(fact.heading[number.end() :]), fact))
        if numbers != list(range(1, len(numbers) + 1)) or not all(one.name for one in steps):
            continue
        # Rules are numbered as well: only nouns of deeds tell of a procedure.
        if sure or (steps and all(_DONE.search(one.name.split()[-1]) for one in steps)):
            yield Procedure("", tuple(steps))


def _of_labels(facts: Sequence[SourceFact]) -> Iterable[Procedure]:
    """Bold labels under "Preparation Steps", each of them something to do."""
    groups: dict[tuple[str, str], list[Step]] = {}
    for fact in facts:
        if not fact.lead_in or not _SEQUENCE.search(fact.heading) or _ABOUT.search(fact.heading):
            continue
        steps = groups.setdefault((fact.lesson, fact.heading), [])
        name = _cleaned(fact.lead_in)
        if not any(one.name == name for one in steps):
            steps.append(Step(name, fact))
    for (_, heading), steps in groups.items():
        done = [one for one in steps if is_deed(one.name)]
        called = _CALLED.search(heading)  # what is called steps need not be told as deeds
        if all(one.name for one in steps) and (called or len(done) >= _ENOUGH * len(steps)):
            yield Procedure(_cleaned(heading), tuple(steps))


def is_deed(name: str) -> bool:
    """Whether a label tells of something done: "Knead the Dough", "Gate Formation"."""
    if not name or _OPENINGS.match(name):
        return False
    first, last = name.split()[0].lower(), name.split()[-1]
    return first in GOALS or first in _DOES or bool(_DONE.search(first) or _DONE.search(last))


def _cleaned(label: str) -> str:
    """A label without its number, brackets and colon; "" if it is no plain phrase."""
    text = re.sub(r"^(?:Step\s)?\d+[.):]\s*", "", label.strip()).rstrip(":").strip()
    text = re.sub(r"\s*\([^)]*\)$", "", text)
    return "" if re.search(r"[\[\]{}<>|`:;?!/]", text) or len(text.split()) > 8 else text
