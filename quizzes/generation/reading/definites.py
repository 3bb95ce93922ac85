"""Things that a sentence speaks of as known, though it does not name them: "the lawsuit".

"The" before a bare noun points at something said before. A name, a phrase with "of" or "in", a
clause, or the same noun earlier in the sentence make it understood.
"""

from __future__ import annotations

import re

from quizzes.generation.gazetteer import COUNTRIES
from quizzes.generation.parse import Parse

from .pieces import under

# Of these there is one, or they are meant in general.
_UNIQUE = {"world", "earth", "sun", "moon", "sky", "internet", "universe", "public", "past",
    "future", "present", "end", "beginning", "start", "middle", "rest", "majority", "minority",
    "north", "south", "east", "west", "northeast", "southeast", "northwest", "southwest", "sea",
    "ocean", "environment", "climate", "poor", "rich", "wealthy", "elderly", "young", "web",
    "same", "other", "others", "latter", "1960s", "1970s", "1980s", "1990s", "2000s", "2010s",
    "brain", "heart", "body", "liver", "skin", "blood", "eye", "ear", "lungs", "stomach", "gut",
    "planet", "atmosphere", "hour", "day", "night", "morning", "evening", "weekend", "year",
    "century", "time", "way", "fact", "ability", "idea", "need", "right", "use", "cold",
    "middle-class", "mainland", "arts", "sciences", "media", "stock-market", "cloud", "desert",
    "equator", "surface", "air", "ground", "spot", "table", "road", "lead", "west-coast",
    "peak", "outbreak", "height", "economy", "military", "streets", "ocean-floor", "mid",
    "radio", "lab", "spring", "summer", "autumn", "fall",
    "winter",
    "telephone",
    "telegraph", "transistor", "light-bulb", "wheel"}  # fmt: skip
# One adjective does not tell these apart: "the land-based attack", "the new plant".
_EVENTS = {"attack", "battle", "war", "program", "programme", "project", "plan", "deal", "merger",
    "acquisition", "company", "firm", "group", "team", "club", "plant", "factory", "facility",
    "lawsuit", "case", "trial", "law", "act", "bill", "ban", "treaty", "agreement", "contract",
    "crisis", "crash", "collapse", "accident", "incident", "disaster", "event", "match", "game",
    "innings", "series", "season", "tournament", "election", "campaign", "study", "survey",
    "report", "experiment", "test", "paper", "article", "book", "film", "show", "episode",
    "conference", "meeting", "summit", "product", "model", "machine", "device", "system", "chip",
    "computer", "ship", "mission", "satellite", "probe", "partner", "partnership", "venture",
    "startup", "brand", "store", "bank", "fund", "trust", "government", "regime", "party",
    "coup", "revolution", "movement", "protest", "strike", "investment", "loan", "subsidy",
    "purchase", "sale", "order", "decision", "ruling", "verdict", "announcement", "change",
    "reform", "policy", "strategy", "effort", "initiative", "operation", "design", "version",
    "node", "process", "technology", "technique", "method", "market", "region", "area", "site",
    "city", "country", "nation", "island", "building", "office", "team's", "quota", "stake",
    "offer", "bid", "round", "phase", "stage", "decline", "growth", "rise",
    "fall", "allegations", "partners", "founders", "brothers", "authorities", "officials",
    "researchers", "scientists", "engineers", "authors", "participants", "patients",
    "subjects", "victims", "workers", "employees", "students", "players", "audience",
    "speaker", "speakers", "customer", "customers", "client", "clients", "user",
    "users", "embargo", "threshold", "sanctions", "restrictions", "target", "goal", "agency",
    "committee", "council", "court", "panel", "unit", "division", "subsidiary", "shares",
    "founder", "owner", "owners", "president", "chairman", "leader", "leaders", "king",
    "minister", "director", "manager", "family", "son", "daughter", "wife", "father", "mother",
    "connection", "costs", "story", "tactics", "rule", "rules", "demands", "talks"}  # fmt: skip
_WEAK = {"new", "first", "second", "third", "fourth", "last", "final", "next", "previous",
    "old",
    "same", "other", "initial", "original", "current", "latest", "entire", "whole", "main", "key",
    "major", "minor", "large", "small", "big", "huge", "successful", "failed", "resulting",
    "ongoing", "remaining", "following", "subsequent", "early", "late", "famous", "infamous",
    "existing", "proposed", "planned", "actual", "total", "joint", "recent", "local", "two",
    "three", "four", "five", "various", "different", "several", "once", "promising", "ambitious",
    "innovative", "popular", "former", "combined", "newly", "global", "domestic",
    "foreign", "national", "international"}  # fmt: skip
# Of these every country has one: a country, or its people, named before makes them known.
_NATIONAL = {"government", "population", "country", "economy", "currency", "continent", "capital",
    "parliament", "army", "vote", "territory", "nation", "regime", "state", "president",
    "constitution", "opposition", "electorate", "legislature", "election"}  # fmt: skip
_MODIFIES = {"compound", "nmod", "poss", "prep", "relcl", "acl", "appos", "amod", "advcl"}


def unnamed(parse: Parse) -> tuple[tuple[str, str], ...]:
    """(noun, phrase) of each thing with "the" that its phrase does not name.

    The noun is "" unless the sentence speaks of it before: then it is known where that stands.
    """
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for place, token in enumerate(parse.tokens):
        if token.pos != "NOUN":
            continue
        low = token.text.lower()
        article = parse.child(place, "det")
        known = low in seen or token.lemma.lower() in seen
        seen.update((low, token.lemma.lower()))
        if article is None or parse.tokens[article].text.lower() != "the":
            continue
        if low in _UNIQUE or re.search(r"[\dA-Z]", token.text):
            continue
        if low in _NATIONAL and _country_before(parse, place):
            continue
        if _told_apart(parse, place, article):
            continue
        found.append((low if known else "", f"the {parse.span_text(article + 1, place + 1)}"))
    return tuple(found)


def _country_before(parse: Parse, place: int) -> bool:
    return any(
        token.entity in ("GPE", "NORP", "LOC") or token.text in COUNTRIES
        for token in parse.tokens[:place]
    )


def _told_apart(parse: Parse, place: int, article: int) -> bool:
    tokens = parse.tokens
    modifiers = [one for one in parse.children(place) if tokens[one].dep in _MODIFIES]
    words = [one for one in under(parse, place) if one != place and one != article]
    if any(tokens[one].pos == "PROPN" or tokens[one].entity == "NORP" for one in words):
        return True
    strong = [
        one
        for one in modifiers
        if tokens[one].text.lower() not in _WEAK and tokens[one].tag not in ("CD",)
    ]
    if any(tokens[one].dep in ("prep", "relcl", "acl", "poss", "advcl") for one in strong):
        return True
    superlative = any(tokens[one].tag in ("JJS", "RBS") for one in words)
    if superlative:
        return False  # "the largest plant": of what?
    low = tokens[place].text.lower()
    if low in _EVENTS or tokens[place].lemma.lower() in _EVENTS:
        return len(strong) >= 2
    return bool(strong)


def pointing(parse: Parse, stem: str) -> str:
    """The first phrase in a stem that points at something not named, "" for none."""
    for noun, phrase in unnamed(parse):
        found = re.search(rf"\b{re.escape(phrase)}\b(?!['’]s?\s[A-Z])", stem, re.I)
        if found and not (noun and noun in stem[: found.start()].lower()):
            return phrase
    return ""
