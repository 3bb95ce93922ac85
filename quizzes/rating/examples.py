"""Labels as a model learns from them: features, and whether the question was accepted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizzes.rating.documents import Part, part_of_tag
from quizzes.rating.items import asked
from quizzes.rating.reading import Key, Rating

# Who rates like the strictest examiner, by the name of their sheets.
STRICT = frozenset({"rated2", "strict"})
STRICT_WEIGHT = 3.0


@dataclass(frozen=True)
class Example:
    """A judged question, or a judgement of the studio, and how much it weighs in learning."""

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
    """An example for each question that was rated and whose features are known, by id.

    It is accepted where everybody accepted it. Where a strict rater was among them, or several
    judged it, it weighs more: one rater alone lets a fifth of what two refuse pass.
    """
    by_id: dict[str, list[Rating]] = defaultdict(list)
    for one in ratings:
        by_id[one.id].append(one)
    found = []
    for name in sorted(by_id):
        if not keys[name].features:
            continue
        own = by_id[name]
        strict = len(own) > 1 or any(one.rater in STRICT for one in own)
        found.append(
            Example(
                id=name,
                document=keys[name].document,
                form=keys[name].form,
                features=keys[name].features,
                accepted=all(one.acceptable for one in own),
                weight=STRICT_WEIGHT if strict else 1.0,
                # A first rater's verdict may be carried over from an earlier round.
                origin=max(own, key=lambda one: (one.rater in STRICT, one.origin)).origin,
            )
        )
    return found


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
