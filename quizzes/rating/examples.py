"""Labels as a model learns from them: features, and whether the question was accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizzes.rating.documents import Part, part_of_tag
from quizzes.rating.items import asked
from quizzes.rating.reading import Key, Rating


@dataclass(frozen=True)
class Example:
    """One judgement. The weights of a question's judgements add up to 1."""

    id: str
    document: str
    form: str
    features: Mapping[str, float]
    accepted: bool
    weight: float = 1.0
    origin: str = ""
    """The round that it was judged in, or "studio"."""

    @property
    def part(self) -> Part:
        return part_of_tag(self.document)


def examples_of(ratings: Iterable[Rating], keys: Mapping[str, Key]) -> list[Example]:
    """An example for each rating of a question whose features are known, in order of ids."""
    by_id: dict[str, list[Rating]] = defaultdict(list)
    for one in ratings:
        by_id[one.id].append(one)
    return [
        Example(
            id=name,
            document=keys[name].document,
            form=keys[name].form,
            features=keys[name].features,
            accepted=one.acceptable,
            weight=1 / len(by_id[name]),
            origin=one.origin,
        )
        for name in sorted(by_id)
        for one in sorted(by_id[name], key=lambda one: one.rater)
        if keys[name].features
    ]


def unlike(examples: Sequence[Example], others: Iterable[Example]) -> list[Example]:
    """``examples``, and those of the others that are about other questions."""
    known = {asked(one.id) for one in examples}
    return [*examples, *(one for one in others if asked(one.id) not in known)]


def counts_by_form(examples: Iterable[Example]) -> dict[str, tuple[int, int]]:
    """How many questions of each form were judged, and how many of them all accepted."""
    refused = {one.id for one in examples if not one.accepted}
    forms = {one.id: one.form for one in examples}
    judged = Counter(forms.values())
    good = Counter(form for name, form in forms.items() if name not in refused)
    return {form: (judged[form], good[form]) for form in sorted(judged)}
