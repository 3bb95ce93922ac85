"""What a named thing is, as far as pronouns need to know: a person, a company, or a thing.

Several voices are heard: what the text says of the name (entities), its shape, and the tagger,
which counts only where all its guesses over the module agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from quizzes.generation.entities import Entity
from quizzes.generation.gazetteer import COMPANIES, COUNTRIES, GIVEN_NAMES
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse

PERSON, COMPANY, PLACE, THING, UNKNOWN = "person", "company", "place", "thing", ""
_TAGS = {"PERSON": PERSON, "ORG": COMPANY, "GPE": PLACE, "LOC": PLACE, "PRODUCT": THING,
    "FAC": THING, "EVENT": THING, "WORK_OF_ART": THING, "LAW": THING, "NORP": PLACE}  # fmt: skip
_CORPORATE = re.compile(
    r"\b(?:Corp|Corporation|Company|Inc|Ltd|Group|Electronics?|Systems?|Laboratories|Labs|"
    r"Microsystems|Semiconductors?|Industries|Motors?|Computers?|Technologies|Instruments|Bank|"
    r"Devices|Holdings?|Airlines|Packard|Software|Foundries|Shipbuilding|Chemical|Steel)\b\.?$"
)
_PUBLIC = re.compile(
    r"\b(?:Ministry|University|Institute|Agency|Department|Commission|Council|Committee|Party|"
    r"Parliament|Congress|Senate|Army|Navy|Union|Republic|Government|Bureau|Office|Court|Act|War|"
    r"Treaty|Project|Program|Plan|Project|Church|Museum|Academy|College|School)\b"
)


class Kinds:
    """The kinds of the named things of one module."""

    def __init__(
        self,
        facts: Sequence[SourceFact],
        parses: Mapping[str, Parse],
        entities: Mapping[str, Entity],
    ) -> None:
        self._entities = entities
        self._guesses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._spoken: Counter[str] = Counter()
        for fact in facts:
            parse = parses.get(fact.id)
            if parse is not None:
                for name, kind in named_spans(parse):
                    self._guesses[name][kind] += 1
                    self._spoken[name] += 1

    def often(self, least: int) -> list[tuple[str, str]]:
        """(name, kind) of what is named so many times or more, the most often named first."""
        found = [(name, self.of(name)) for name, count in self._spoken.items() if count >= least]
        return sorted(found, key=lambda item: (-self._spoken[item[0]], item[0]))

    def surname(self, name: str) -> bool:
        """Whether a single name is a person's: so guessed, or the end of a full name so guessed."""
        own = self._guesses.get(name, Counter())
        if own and own[PERSON] * 2 >= sum(own.values()):
            return True
        return any(
            kinds[PERSON] * 2 > sum(kinds.values())
            for full, kinds in self._guesses.items()
            if full.endswith(f" {name}")
        )

    def of(self, name: str) -> str:
        """The kind of a name, "" when the voices do not agree."""
        bare = re.sub(r"^[Tt]he\s", "", name)
        entity = self._entities.get(bare)
        if entity is not None:
            return PLACE if entity.kind == "country" else entity.kind
        if bare in COUNTRIES:
            return PLACE
        if bare in COMPANIES:
            return COMPANY
        guesses = self._guesses.get(bare, Counter())
        guessed = next(iter(guesses)) if len(guesses) == 1 else UNKNOWN
        if _CORPORATE.search(bare) and guessed != PERSON:
            return COMPANY
        if _PUBLIC.search(bare):
            return THING
        first, *rest = bare.split() or [""]
        if rest and len(rest) <= 2 and first in GIVEN_NAMES and guessed in (PERSON, UNKNOWN):
            return PERSON
        if guessed == PERSON:
            shaped = re.fullmatch(r"[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]*){1,3}", bare)
            acronym = re.search(r"[A-Z]{2,}|\d", bare)
            return PERSON if shaped and not acronym and guesses[PERSON] >= 2 else UNKNOWN
        if re.search(r"\d|[a-z][A-Z]", bare):
            return COMPANY if guessed == COMPANY else THING
        if guessed == COMPANY and guesses[COMPANY] >= 2:
            return COMPANY
        return guessed if guessed in (PLACE, THING) and guesses[guessed] >= 2 else UNKNOWN


def named_spans(parse: Parse) -> list[tuple[str, str]]:
    """(name, kind) of every run of words that the tagger gave one type."""
    found: list[tuple[str, str]] = []
    start = 0
    tokens = parse.tokens
    while start < len(tokens):
        end = start + 1
        tag = tokens[start].entity
        if tag in _TAGS:
            while end < len(tokens) and tokens[end].entity == tag:
                end += 1
            text = parse.span_text(start, end)
            text = re.sub(r"^[Tt]he\s|['’]s?$", "", text)
            if text[:1].isupper():
                found.append((text, _TAGS[tag]))
        start = end
    return found
