"""Questions that give what is said of a term and ask for the term among its equals."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quizzes.generation.drafts import Draft, Wrong
from quizzes.generation.forms._digest import digest
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.reading.terms import Term, clean_label, plural_name, terms_of
from quizzes.generation.sentences import tidy
from quizzes.generation.words import content

FEWEST_TELLING = 5  # words of meaning that a description must have beside the document's topic
FEWEST_WORDS, MOST_WORDS = 5, 24


# Nouns with one of these endings name the same sort of thing, roughly: acts, states, fields.
_SORTS = ("ing", "tion", "sion", "ment", "ity", "ness", "ism", "ics", "logy", "tor", "er", "ist")


class Terms:
    """The terms of a module: what is said of each, and which stand beside each other."""

    def __init__(self, index: ModuleIndex) -> None:
        self.by_fact = {fact.id: terms_of(fact, index) for fact in index.facts}
        self.first: dict[tuple[str, str], SourceFact] = {}
        self.groups: dict[str, list[str]] = {}
        self.openings: dict[tuple[str, str], set[str]] = {}
        for fact in index.facts:
            label = clean_label(fact.lead_in)
            if label:
                self._note(f"label|{fact.lesson}|{fact.heading}", label, fact)
            for term in self.by_fact[fact.id]:
                if term.where != "label":
                    self._note(group_of(term), term.name, fact)
                self.first.setdefault((group_of(term), term.name), fact)
                self.openings.setdefault((group_of(term), term.name), set()).add(term.opening)
        for fact in index.facts:
            for linked in fact.terms:
                name = clean_label(linked)
                if name and len(name.split()) <= 3 and name.lower() in fact.text.lower():
                    self.first.setdefault(("linked", _shown(name)), fact)
        self.said = {
            key: self._said(key[0].split("|")[0], key[1], fact, index)
            for key, fact in self.first.items()
        }

    def _note(self, group: str, name: str, fact: SourceFact) -> None:
        names = self.groups.setdefault(group, [])
        if name not in names:
            names.append(name)
        self.first.setdefault((group, name), fact)

    def sort_of(self, name: str, index: ModuleIndex) -> str:
        """What sort of thing a term is, as far as its own words tell; "" if they do not."""
        kind = index.kinds.of(name)
        if kind:
            return kind
        if any(word in index.known for word in name.split()):
            return ""
        last = name.split()[-1].lower()
        return next((f"-{end}" for end in _SORTS if last.endswith(end)), "")

    @staticmethod
    def _said(where: str, name: str, first: SourceFact, index: ModuleIndex) -> frozenset[str]:
        """The words of every fact that stands under a term or names it."""
        found: set[str] = set()
        for fact in index.facts:
            under = fact.heading == first.heading and fact.lesson == first.lesson
            if where == "label":
                under = under and fact.lead_in == first.lead_in
            elif where in ("definition", "linked"):
                under = fact.id == first.id
            if under or name.lower() in fact.text.lower():
                found |= content(fact.text)
        return frozenset(found)


def group_of(term: Term) -> str:
    """Where the equals of a term are found."""
    return f"{term.where}|{term.group}"


@once_per_module
def _terms(index: ModuleIndex) -> Terms:
    return Terms(index)


class TermForm:
    """Which of four terms does this describe?"""

    name = "term"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every term of which the fact says something telling."""
        for term in _terms(index).by_fact[fact.id]:
            draft = _draft(term, index)
            if draft is not None:
                yield draft


def _draft(term: Term, index: ModuleIndex) -> Draft | None:
    pool = pool_of(index)
    said = content(term.predicate)
    telling = pool.telling(term.predicate) - content(term.name)
    count = len(term.predicate.split())
    if not telling or len(said - pool.common) < FEWEST_TELLING:
        return None
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        return None
    if content(term.name) & said or _POINTING.search(term.predicate):
        return None
    wrong = _others(term, index, said, telling)
    if len(wrong) < 3:
        return None
    verb = term.predicate
    stem = f"In ‘{term.fact.title}’: which of these {verb}?"
    return Draft(
        fact=term.fact,
        sentence=f"{term.name} {verb}.",
        stem=tidy(stem),
        natural=True,
        key=_shown(term.name),
        value=None,
        hedge="",
        wrong=wrong,
        index=index,
        form="term",
        span=term.span,
        checks=(
            CheckResult("telling description", True, "The description says something particular."),
            CheckResult(
                "also true", True, "Nothing that the document says of the other terms fits it."
            ),
        ),
        worth=0.9 if term.where == "label" else 0.85,
    )


_POINTING = re.compile(
    r"\b(?:this|these|those|it|its|they|their|them|he|she|his|her|you|your|we|our|also|another|"
    r"other|such|same|above|below|following|previous|not|never|no|as well|too|both|one)\b|n[’']t\b",
    re.I,
)


def _shown(name: str) -> str:
    return name[:1].upper() + name[1:]


def _others(
    term: Term, index: ModuleIndex, said: frozenset[str], telling: frozenset[str]
) -> tuple[Wrong, ...]:
    """Three terms of the same list of which nothing like the description is said."""
    terms = _terms(index)
    own = content(term.name)

    def fits(group: str, name: str) -> bool:
        if name == term.name or plural_name(name) is not plural_name(term.name):
            return False
        if bool(re.search(r"\d", name)) is not bool(re.search(r"\d", term.name)):
            return False  # "Unit 2" beside a robot's name
        if content(name) & said or (own and (content(name) <= own or own <= content(name))):
            return False
        shared = len(terms.said[group, name] & telling)
        return shared < 2 and shared * 2 < max(2, len(telling))

    group = group_of(term)
    equals = [(group, name) for name in terms.groups.get(group, ()) if fits(group, name)]
    if term.where != "label" or len(equals) < 3:
        # Without a list of its own, only terms that are the same sort of thing.
        kept = equals if term.where == "label" else []
        names = {name.lower() for _, name in kept}
        sort = terms.sort_of(term.name, index)
        for other, name in terms.first:
            if name.lower() in names or not fits(other, name):
                continue
            alike = terms.openings.get((other, name), set()) & terms.openings.get(
                (group, term.name), set()
            )
            if alike or (sort and terms.sort_of(name, index) == sort):
                kept.append((other, name))
                names.add(name.lower())
        equals = kept
    equals.sort(key=lambda one: (not _alike(one[1], term.name), digest(term.fact.id + one[1])))
    for three in itertools.combinations(equals[:12], 3):
        if not _one_kind([term.name, *(name for _, name in three)], index):
            continue
        if 0.6 <= len(term.name) / (sum(len(name) for _, name in three) / 3) <= 1.65:
            return tuple(Wrong(_shown(one[1]), 0.0, terms.first[one]) for one in three)
    return ()


def _one_kind(names: list[str], index: ModuleIndex) -> bool:
    """Whether all are names, or all share the noun or the first word that says what they are."""
    if len({name.split()[-1].lower().rstrip("s") for name in names}) == 1:
        return True
    if len({name.split()[0].lower() for name in names}) == 1:
        return True
    kinds = {index.kinds.of(name) for name in names}
    if len(kinds) == 1 and "" not in kinds:
        return True
    return all(
        name.split()[0] in index.known or bool(re.search(r"[a-z][A-Z]|-|\d", name))
        for name in names
    )


def _alike(name: str, other: str) -> bool:
    return name.split()[-1].lower() == other.split()[-1].lower()
