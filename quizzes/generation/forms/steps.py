"""Which step of a procedure comes right after another, or first of four."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.forms._digest import digest
from quizzes.generation.forms.base import UNJUDGED
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.procedures import Procedure, Step, procedures
from quizzes.generation.words import content


class StepsForm:
    """ "Which of these steps comes right after …?": all options are steps of one procedure."""

    name = "steps"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """The questions whose right answer is the step that begins with the fact."""
        yield from _chosen(index).get(fact.id, ())


@once_per_module
def _chosen(index: ModuleIndex) -> dict[str, tuple[Draft, ...]]:
    found: dict[str, tuple[Draft, ...]] = {}
    for procedure in procedures(index.facts):
        for ask in (_after, _first):
            for draft in ask(procedure, index):
                if draft.fact.id not in found:
                    found[draft.fact.id] = (draft,)
                    break
    return found


def _after(procedure: Procedure, index: ModuleIndex) -> Iterator[Draft]:
    """ "… comes right after ‘Pouring’?" of five steps or more."""
    steps = procedure.steps
    # Which step follows the first, or is the last, is seen from the words more often than others.
    places = sorted(range(1, len(steps) - 1), key=lambda at: digest(steps[at].name))
    for at in places:
        before, key = steps[at - 1], steps[at]
        others = [one for one in steps if one is not key and one is not before]
        if content(before.name) & content(key.name):
            continue
        asked = f"which of these steps comes right after ‘{before.name}’?"
        wrong = _three(key, others)
        if wrong:
            yield _draft(procedure, asked, key, wrong, index)


def _first(procedure: Procedure, index: ModuleIndex) -> Iterator[Draft]:
    """ "… comes first?" among four steps that do not begin with the procedure's own first."""
    steps = procedure.steps
    for at in range(1 if len(steps) > FEW else 0, len(steps) - 3):
        wrong = _three(steps[at], list(steps[at + 1 :]))
        if wrong:
            asked = f"which of these four steps{_of(procedure)} comes first?"
            yield _draft(procedure, asked, steps[at], wrong, index)


FEW = 4


def _of(procedure: Procedure) -> str:
    return f" under ‘{procedure.name}’" if procedure.name else ""


def _three(key: Step, others: list[Step]) -> tuple[Step, ...]:
    """Three other steps that look as the right one does."""
    for three in itertools.combinations(others, 3):
        mean = sum(len(one.name) for one in three) / 3
        if 0.6 <= len(key.name) / mean <= 1.65:
            return three
    return ()


def _draft(
    procedure: Procedure, asked: str, key: Step, wrong: tuple[Step, ...], index: ModuleIndex
) -> Draft:
    fact = key.fact
    return Draft(
        fact=fact,
        sentence=f"{key.name} is one of the steps that ‘{fact.title}’ sets out in their order.",
        stem=f"In ‘{fact.title}’: {asked}",
        natural=True,
        key=key.name,
        value=None,
        hedge="",
        wrong=tuple(Wrong(one.name, 0.0, one.fact) for one in wrong),
        index=index,
        form="steps",
        span=fact.text.rstrip(" ."),
        checks=(
            CheckResult(
                "order of steps", True,
                "The source sets out these steps in this order: "
                + "; ".join(one.name for one in procedure.steps) + ".",
            ),
        ),
        worth=UNJUDGED,
        parsed=True,
    )  # fmt: skip
