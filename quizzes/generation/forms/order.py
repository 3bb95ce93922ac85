"""Which of four dated events of a document happened first, or last."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.forms.base import UNJUDGED
from quizzes.generation.gates.options import convergence
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.definites import pointing
from quizzes.generation.reading.events import Event, events
from quizzes.generation.reading.render import UNSURE
from quizzes.generation.sentences import names_in, problem_with
from quizzes.generation.words import content

LEAST_GAP = 2  # years between the key and every other option
LONGEST_SPAN = 25  # years over all options: who lives in an age knows what is of another one
MOST_OF_MODULE = 2
MOST_WORDS = 18
_CONSIDERED = 10
_TRIED = 20
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Dated:
    event: Event
    fact: SourceFact
    said: frozenset[str]


class OrderForm:
    """ "Which of these happened first?": four things that the document dates, years apart."""

    name = "order"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """The question whose right answer is an event of the fact, if it was chosen for one."""
        yield from _chosen(index).get(fact.id, ())


@once_per_module
def _chosen(index: ModuleIndex) -> dict[str, tuple[Draft, ...]]:
    """Up to two questions of a module, no event in both, by the fact of the right answer."""
    if sum(bool(_YEAR.search(fact.text)) for fact in index.facts) < 4:
        return {}
    dated = _dated(index)
    found: dict[str, tuple[Draft, ...]] = {}
    for last in (False, True)[:MOST_OF_MODULE]:
        for four in itertools.islice(_fours(dated, last=last), _TRIED):
            draft = _draft(four, index, last=last)
            if convergence(draft).passed:
                found[four[0].fact.id] = (draft,)
                dated = [one for one in dated if one not in four]
                break
    return found


def _dated(index: ModuleIndex) -> list[_Dated]:
    """The events that can be options: understood by themselves, of nothing that is not named."""
    found: list[_Dated] = []
    topic = content(f"{index.facts[0].title} {' '.join(sorted(index.topics))}")
    for fact in index.facts:
        reading = index.reading(fact)
        if reading.parse is None or not _YEAR.search(fact.text):
            continue
        for event in events(reading.parse, reading.manner):
            if _understood(event, fact, index):
                found.append(_Dated(event, fact, content(event.told) - topic))
                break
    return sorted(found, key=lambda one: (one.event.year, one.fact.position))


def _understood(event: Event, fact: SourceFact, index: ModuleIndex) -> bool:
    told = event.told
    if UNSURE in told or not 4 <= len(told.split()) <= MOST_WORDS or problem_with_option(told):
        return False
    if not names_in(f"x {told}", index.known):
        return False
    parse = index.parse(fact)
    if parse is None or pointing(parse, told):
        return False
    return not problem_with(
        event.sentence,
        index.known,
        dated=fact.seconds is None,
        parsed=True,
        titled=True,
        bound=True,
    )


def _fours(dated: list[_Dated], *, last: bool) -> Iterator[tuple[_Dated, ...]]:
    """The key and three others, the nearest in time first, that tell of other things."""
    ordered = dated[::-1] if last else dated
    for place, key in enumerate(ordered):
        others = [
            one
            for one in ordered[place + 1 :]
            if LEAST_GAP <= abs(one.event.year - key.event.year) <= LONGEST_SPAN
        ]
        for three in itertools.combinations(others[:_CONSIDERED], 3):
            if _apart((key, *three)):
                yield (key, *three)


def _apart(four: tuple[_Dated, ...]) -> bool:
    """Whether the options are four stories: one thing's buying and selling have an order."""
    for one, other in itertools.combinations(four, 2):
        if one.fact.id == other.fact.id or len(one.said & other.said) > 1:
            return False
    key, *others = (len(one.event.told) for one in four)
    return 0.6 <= key / (sum(others) / 3) <= 1.65


def _stem(fact: SourceFact, *, last: bool) -> str:
    return f"In ‘{fact.title}’: which of these four events happened {'last' if last else 'first'}?"


def _draft(four: tuple[_Dated, ...], index: ModuleIndex, *, last: bool) -> Draft:
    key = four[0]
    return Draft(
        fact=key.fact,
        sentence=key.event.sentence,
        stem=_stem(key.fact, last=last),
        natural=True,
        key=_shown(key),
        value=None,
        hedge="",
        wrong=tuple(Wrong(_shown(one), 0.0, one.fact) for one in four[1:]),
        index=index,
        note=", ".join(index.reading(key.fact).references.names),
        form="order",
        span=key.event.span,
        checks=(
            CheckResult(
                "dated apart", True,
                f"The source dates all four; the right one is {LEAST_GAP} years or more away "
                f"from the next ({', '.join(str(one.event.year) for one in four)}).",
            ),
            CheckResult("no order told", True, "No option says that it begins or ends anything."),
        ),
        worth=UNJUDGED,
        parsed=True,
    )  # fmt: skip


def _shown(one: _Dated) -> str:
    return one.event.told[:1].upper() + one.event.told[1:]
