"""What a stem hangs on: a name in its subject, or else the title of its document."""

from __future__ import annotations

import re

from quizzes.generation.homes import bare_surname, everywhere, names_home
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.kinds import COMPANY, PLACE
from quizzes.generation.sentences import names_in

# Every country has one: their name alone tells no one of which is spoken.
_EVERYWHERE = {"Parliament", "Congress", "Senate", "Government", "Party", "Democratic", "Army",
    "Republican", "Socialist", "Communist", "Labour", "Conservative", "Liberal", "President",
    "Prime", "Minister", "Ministry", "Supreme", "Court", "Constitution", "Assembly", "National",
    "House", "Representatives", "Council", "Central", "Bank", "State", "Federal", "Republic",
    "Navy", "Force", "Forces", "Police", "Commission", "Committee", "Board", "CEO", "GDP", "IT",
    "AI", "TV", "Company", "University", "Department", "Finance", "Defense", "Foreign", "North",
    "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "World", "War", "II",
    "Civil", "Great", "New", "First", "Second", "Internet", "R&D", "IC", "PC",
    "SEO", "API", "LLM", "LLMs", "SaaS", "UI", "UX", "ROI", "B2B", "HR", "PR", "IPO", "VC", "VCs",
    "ETF", "NFT", "CPU", "GPU", "GPUs", "RAM", "DNA", "RNA", "LDL", "HDL", "BMI", "EV", "EVs",
    "ICs", "AGI", "ML", "US", "U.S", "EU", "UN"}  # fmt: skip


def names_of(text: str, index: ModuleIndex) -> frozenset[str]:
    """The named words that tell of what, or where, a text speaks."""
    inside = re.sub(r"^(?:In|On|At|By|With|For|After|During)\b", "", text)
    return names_in(f"so {inside}", index.known) - _EVERYWHERE


def anchored(stem: str, subject: str, fact: SourceFact, index: ModuleIndex) -> str:
    """The stem, led by the document’s title where neither it nor its subject is well known.

    Known is what the document is about, a company or a country, and any name of two words.
    """
    title = fact.title.strip()
    here = names_of(stem, index)
    if _wants_home(stem, title, index) or bare_surname(stem, index.kinds, index.known):
        return f"In ‘{title}’: {lowered(stem, index)}"
    if here & (names_of(title, index) | index.topics):
        return stem
    if any(_well_known(name, subject, index) for name in here & names_of(subject, index)):
        return stem
    return f"In ‘{title}’: {lowered(stem, index)}"


def _wants_home(stem: str, title: str, index: ModuleIndex) -> bool:
    """Whether "the Popular Front" is told of which country only by the title."""
    return (
        bool(everywhere(stem))
        and not names_home(stem, index.kinds, index.known)
        and names_home(title, index.kinds, index.known)
    )


def _well_known(name: str, subject: str, index: ModuleIndex) -> bool:
    if re.search(rf"[A-Z][\w’'.-]*\s{re.escape(name)}\b|\b{re.escape(name)}\s[A-Z]", subject):
        return True
    return index.kinds.of(name) in (COMPANY, PLACE)


_OPENS = re.compile(
    r"(?:In|On|By|At|How|What|To|For|With|From|About|After|Before|During|When|While|As|Since|Under|"
    r"Into|Through|Throughout|Despite|Following|Although|Though|The|A|An|Over|Between|Within|Until|"
    r"Around|Approximately|Nearly|Roughly|Almost|Only|Its|Their|His|Her|Which|Who|Why)\b"
)


def lowered(stem: str, index: ModuleIndex) -> str:
    """The stem as it goes on behind a colon."""
    word = re.match(r"[\w’'&.-]+", stem)
    first = word[0] if word else ""
    if _OPENS.match(stem) or (first.lower() in index.common and first not in index.known):
        return stem[:1].lower() + stem[1:]
    return stem
