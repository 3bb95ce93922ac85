"""Wrong answers for questions about relations: what the same document says of something else.

Half of the bad questions in our experiments had a wrong answer that was true as well. So a phrase
is only offered when it comes from another section, not from near the asked sentence, and shares no
name and no telling word with it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from quizzes.generation.drafts import Wrong
from quizzes.generation.forms._digest import digest
from quizzes.generation.forms._option_words import OWN
from quizzes.generation.forms._relation_pool import Phrase, Pool, Shape, pool_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.happenings import particular
from quizzes.generation.sentences import names_in
from quizzes.generation.words import content

NEAR = 3  # facts so many places away may belong to the same chain of events
MOST_UNOWNED = 1  # wrong answers of a question that may be said of anybody
_CONSIDERED = 22
_POINTS = re.compile(r"(?:This|These|That|Those|It|Its|They|Their|He|His|She|Her|Such)\b")
NOUNS = ("noun", "outcome", "object")


def wrong_phrases(
    key: str,
    stem: str,
    fact: SourceFact,
    index: ModuleIndex,
    shape: Shape,
    *,
    past: bool = True,
    subject: str = "",
    event: bool = True,
) -> tuple[Wrong, ...]:
    """Three phrases of the shape that the document says of something else; () when unsure."""
    pool = pool_of(index)
    asked = f"{stem} {key}"
    telling = pool.telling(asked)
    whole = pool.words[fact.id] - pool.common
    # Whatever else is said of the same subject may well be true of it here too.
    own = content(subject) & pool.known
    names = names_in(stem, index.known)
    fitting: list[tuple[float, Phrase]] = []
    for phrase in pool.phrases[shape]:
        if shape in ("it", "clause") and phrase.past is not past:
            continue
        if OWN.search(phrase.text):
            continue
        if shape in NOUNS and phrase.event is not event:
            continue  # a thing among events
        other = phrase.fact
        if other.id == fact.id or (other.lesson, other.heading) == (fact.lesson, fact.heading):
            continue
        if abs(other.position - fact.position) <= NEAR:
            continue
        kin = pool.words[other.id] & own
        if (
            (kin and shape not in ("to", "by"))
            or pool.words[other.id] & telling
            or _shares_names(pool, names, other)
        ):
            continue
        if pool.telling(phrase.text) & whole:
            continue
        ratio = len(phrase.text) / max(1, len(key))
        if not 0.4 <= ratio <= 2.4:
            continue
        if not pool.telling(phrase.text) or not is_specific(phrase.text, shape):
            continue
        fit = _fit(phrase, key, index) - (1.5 if _unowned(phrase, index) else 0.0)
        fit -= 1.5 if kin else 0.0
        fitting.append((fit, phrase))
    fitting.sort(key=lambda item: (-item[0], digest(fact.id + item[1].text)))
    return _combine(key, fact, [phrase for _, phrase in fitting[:_CONSIDERED]], pool)


def _unowned(phrase: Phrase, index: ModuleIndex) -> bool:
    """Whether of whom a phrase is said is not known: it may be the asked subject itself."""
    if not _POINTS.match(phrase.fact.text):
        return False
    return not index.reading(phrase.fact).references.names


def _shares_names(pool: Pool, names: frozenset[str], other: SourceFact) -> bool:
    """Whether a fact speaks of a named thing of the question: then it may be part of the answer."""
    return bool(names & pool.index.names(other))


def is_specific(text: str, shape: Shape) -> bool:
    """Whether a wrong phrase says so much that it can hardly be true of something else as well."""
    said = text.split(maxsplit=1)[-1] if shape in ("to", "by", "it", "do") else text
    return len(particular(said)) >= 2


def _fit(phrase: Phrase, key: str, index: ModuleIndex) -> float:
    """How well a phrase stands beside the key: real relations first, then alike in make."""
    fit = 2.0 if phrase.real else 0.0
    ratio = len(phrase.text) / max(1, len(key))
    fit -= abs(ratio - 1) if ratio > 1 else abs(1 / ratio - 1)
    fit -= 0.5 * abs(
        len(names_in("x " + phrase.text, index.known)) - len(names_in("x " + key, index.known))
    )
    fit -= 0.3 * (bool(re.search(r"\d", phrase.text)) != bool(re.search(r"\d", key)))
    return fit


def _combine(key: str, fact: SourceFact, phrases: list[Phrase], pool: Pool) -> tuple[Wrong, ...]:
    """The best three that differ from each other; how many are longer than the key is drawn."""
    wanted = digest(fact.id + key) % 4
    best: tuple[float, tuple[Phrase, ...]] | None = None
    for three in itertools.combinations(enumerate(phrases), 3):
        chosen = tuple(phrase for _, phrase in three)
        if not _apart(key, chosen, pool):
            continue
        if sum(_unowned(phrase, pool.index) for phrase in chosen) > MOST_UNOWNED:
            continue
        mean = sum(len(phrase.text) for phrase in chosen) / 3
        if not 0.6 <= len(key) / mean <= 1.65:
            continue
        longer = sum(len(phrase.text) > len(key) for phrase in chosen)
        cost = sum(place for place, _ in three) * 0.15 + abs(longer - wanted)
        if best is None or cost < best[0]:
            best = (cost, chosen)
    if best is None:
        return ()
    return tuple(Wrong(phrase.text, 0.0, phrase.fact) for phrase in best[1])


def _apart(key: str, chosen: tuple[Phrase, ...], pool: Pool) -> bool:
    if len({phrase.fact.id for phrase in chosen}) < 3:
        return False
    # With the key they may not even share a word of the document's topic.
    if any(content(key) & content(phrase.text) for phrase in chosen):
        return False
    texts = (key, *(phrase.text for phrase in chosen))
    for one, other in itertools.combinations(texts, 2):
        if content(one) & content(other) - pool.common:
            return False
    firsts = Counter(text.split()[0].lower() for text in texts)
    # The same verb four times is fine; three of one kind and the key of another is a cue.
    return not (firsts[texts[0].split()[0].lower()] == 1 and len(firsts) == 2)
