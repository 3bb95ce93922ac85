"""What one run did, form by form: how the generator is improved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizzes.generation import supply
from quizzes.generation.model import Generation, Refusal, SourceFact
from quizzes.generation.supply import Supply, supply_of

EXAMPLES = 2
BELOW = "below the line"


@dataclass
class FormReport:
    """One form. ``facts`` gave it something to ask; ``candidates`` are what it asked of them."""

    facts: int = 0
    candidates: int = 0
    below: int = 0
    published: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    examples: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class RunReport:
    """``without`` are the lessons with facts and no question, in order."""

    facts: int
    forms: dict[str, FormReport]
    lessons: int
    without: list[str]
    supply: dict[str, Supply]


def report_of(facts: Sequence[SourceFact], generation: Generation) -> RunReport:
    texts = {fact.id: fact.text for fact in facts}
    forms: dict[str, FormReport] = defaultdict(FormReport)
    asked: dict[str, set[str]] = defaultdict(set)
    for refusal in generation.refused:
        form = forms[refusal.form]
        asked[refusal.form].add(refusal.fact_id)
        if refusal.gate == BELOW:
            continue  # counted with the suggestions, which are what is left of them
        form.candidates += 1
        form.refused[refusal.gate] = form.refused.get(refusal.gate, 0) + 1
        told = form.examples.setdefault(refusal.gate, [])
        if len(told) < EXAMPLES:
            told.append(_example(refusal, texts))
    for candidate in generation.published:
        forms[candidate.form].published += 1
        forms[candidate.form].candidates += 1
        asked[candidate.form].add(candidate.fact_id)
    for candidate in generation.suggested:
        forms[candidate.form].below += 1
        forms[candidate.form].candidates += 1
        asked[candidate.form].add(candidate.fact_id)
    for name, form in forms.items():
        form.facts = len(asked[name])
        form.refused = dict(sorted(form.refused.items(), key=lambda item: (-item[1], item[0])))
    lessons = list(dict.fromkeys(fact.lesson for fact in facts))
    served = {candidate.lesson for candidate in generation.published}
    return RunReport(
        facts=len(facts),
        forms=dict(sorted(forms.items())),
        lessons=len(lessons),
        without=[lesson for lesson in lessons if lesson not in served],
        supply=supply_of(facts, generation.published),
    )


def _example(refusal: Refusal, texts: dict[str, str]) -> str:
    return f"{texts.get(refusal.fact_id, refusal.fact_id)} → {refusal.reason}"


def told(report: RunReport) -> list[str]:
    """The report as lines to print."""
    lines = [f"{report.facts} key facts read."]
    for name, form in report.forms.items():
        lines.append(
            f"{name}: {form.candidates} candidates of {form.facts} facts, "
            f"{form.below} below the line, {form.published} published"
        )
        for gate, count in form.refused.items():
            lines.append(f"  refused {count:4d}  {gate}")
            lines += [f"                {example}" for example in form.examples[gate]]
    lines.append(f"{len(report.without)} of {report.lessons} lessons are left without a question.")
    lines += [f"  {lesson}" for lesson in report.without]
    return lines + supply.told(report.supply)
