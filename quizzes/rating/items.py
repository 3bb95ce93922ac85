"""Questions as raters see them, and which of them are drawn."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from quizzes.generation.model import GENERATOR_VERSION, Candidate, SourceFact
from quizzes.rating.documents import part_of_tag, tag_of

LETTERS = "ABCD"
FEWEST_PER_FORM = 3


@dataclass(frozen=True)
class Item:
    """One question to be judged. ``options`` stand in the order of the sheet."""

    id: str
    document: str
    form: str
    published: bool
    stem: str
    options: tuple[str, ...]
    key: str
    evidence: str
    before: str
    after: str
    probability: float | None
    features: Mapping[str, float]

    @property
    def letter(self) -> str:
        return LETTERS[self.options.index(self.key)]

    @property
    def part(self) -> str:
        return part_of_tag(self.document)


def question_id(version: str, stem: str, options: Iterable[str], key: str) -> str:
    """As ``2-89abcdef01-2345``: the generator's version, question with answer, and its options.

    Wrong answers are drawn anew when anything else in the bank changes; the question is the same.
    """
    asked = sha256(f"{stem}\n{key}".encode()).hexdigest()[:10]
    offered = sha256("\n".join(sorted(options)).encode()).hexdigest()[:4]
    return f"{version}-{asked}-{offered}"


def items_of(
    candidates: Iterable[Candidate],
    facts: Sequence[SourceFact],
    names: Mapping[str, str],
    *,
    published: bool,
    seed: int,
) -> list[Item]:
    """Candidates with their sentence and its neighbours, the options shuffled by the seed."""
    place = {fact.id: number for number, fact in enumerate(facts)}
    found = []
    for one in candidates:
        at = place[one.fact_id]
        fact = facts[at]
        texts = [option.text for option in one.options]
        key = next(option.text for option in one.options if option.correct)
        name = question_id(GENERATOR_VERSION, one.stem, texts, key)
        random.Random(f"{seed}:{name}").shuffle(texts)
        found.append(
            Item(
                id=name,
                document=tag_of(names[fact.module]),
                form=one.form,
                published=published,
                stem=one.stem,
                options=tuple(texts),
                key=key,
                evidence=fact.text,
                before=_neighbour(facts, at - 1, fact),
                after=_neighbour(facts, at + 1, fact),
                probability=getattr(one, "probability", None),
                features=dict(getattr(one, "features", ())),
            )
        )
    return found


def _neighbour(facts: Sequence[SourceFact], at: int, fact: SourceFact) -> str:
    if 0 <= at < len(facts) and facts[at].module == fact.module:
        return facts[at].text
    return ""


def draw(
    items: Sequence[Item],
    count: int,
    *,
    seed: int,
    even: bool = False,
    without: Collection[str] = (),
) -> list[Item]:
    """``count`` items at most, by form, in an order that tells nothing.

    Forms have the share that they have among the items, and three each where they have as many;
    with ``even`` each form has as many as the others. ``without`` are ids that were judged already,
    whatever version of the generator wrote them and which wrong answers it gave.
    """
    seen = {asked(one) for one in without}
    by_form: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.id):
        if asked(item.id) not in seen:
            seen.add(asked(item.id))
            by_form[item.form].append(item)
    rng = random.Random(f"draw:{seed}")
    for form in sorted(by_form):
        rng.shuffle(by_form[form])
    sizes = {form: len(found) for form, found in by_form.items()}
    shares = _even(sizes, count) if even else _proportional(sizes, count)
    drawn = [item for form in sorted(by_form) for item in by_form[form][: shares[form]]]
    rng.shuffle(drawn)
    return drawn


def asked(name: str) -> str:
    """The part of an id that tells question and answer."""
    return name.split("-")[1] if name.count("-") == 2 else name


def _even(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    shares = dict.fromkeys(sizes, 0)
    while count > 0 and any(shares[form] < sizes[form] for form in sizes):
        for form in sorted(sizes):
            if shares[form] < sizes[form] and count > 0:
                shares[form] += 1
                count -= 1
    return shares


def _proportional(sizes: Mapping[str, int], count: int) -> dict[str, int]:
    """Largest remainders above a floor, so that a rare form is seen at all."""
    total = sum(sizes.values())
    if total <= count:
        return dict(sizes)
    least = {form: min(size, FEWEST_PER_FORM) for form, size in sizes.items()}
    if sum(least.values()) >= count:
        return _even(sizes, count)
    exact = {form: count * size / total for form, size in sizes.items()}
    shares = {form: max(least[form], int(exact[form])) for form in sizes}
    by_need = sorted(sizes, key=lambda form: (shares[form] - exact[form], form))
    while sum(shares.values()) < count:
        for form in by_need:
            if shares[form] < sizes[form] and sum(shares.values()) < count:
                shares[form] += 1
    while sum(shares.values()) > count:
        above = (form for form in sizes if shares[form] > least[form])
        largest = max(above, key=lambda form: (shares[form] - exact[form], form))
        shares[largest] -= 1
    return shares
