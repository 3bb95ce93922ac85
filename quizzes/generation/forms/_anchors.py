"""What a stem hangs on: a name in its subject, or else the title of its document."""

from __future__ import annotations

import re

from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.render import starts_with_name
from quizzes.generation.sentences import names_in

# Every country has one: their name alone tells no one of which is spoken.
_EVERYWHERE = {"Parliament", "Congress", "Senate", "Government", "Party", "Democratic", "Army",
    "Republican", "Socialist", "Communist", "Labour", "Conservative", "Liberal", "President",
    "Prime", "Minister", "Ministry", "Supreme", "Court", "Constitution", "Assembly", "National",
    "House", "Representatives", "Council", "Central", "Bank", "State", "Federal", "Republic",
    "Navy", "Force", "Forces", "Police", "Commission", "Committee", "Board", "CEO", "GDP", "IT",
    "AI", "TV", "Company", "University", "Department", "Finance", "Defense", "Foreign", "North",
    "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "World", "War", "II",
    "Civil", "Great", "New", "First", "Second", "Internet", "R&D", "IC", "PC"}  # fmt: skip


def names_of(text: str, index: ModuleIndex) -> frozenset[str]:
    """The named words that tell of what, or where, a text speaks."""
    inside = re.sub(r"^(?:In|On|At|By|With|For|After|During)\b", "", text)
    return names_in(f"so {inside}", index.known) - _EVERYWHERE


def anchored(stem: str, subject: str, fact: SourceFact, index: ModuleIndex) -> str:
    """The stem, led by the document's title where its subject is not named."""
    title = fact.title.strip()
    if names_of(subject, index) & names_of(stem, index):
        return stem
    shared = names_of(stem, index) & names_of(title, index)
    if shared:
        return stem
    first = stem if starts_with_name(stem, index.known) else stem[:1].lower() + stem[1:]
    return f"In ‘{title}’: {first}"
