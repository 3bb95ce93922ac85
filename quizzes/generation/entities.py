"""Named things of a module and the type that each has earned: person, company or country.

A type is earned by what the text says: a title before a name, an apposition after it, a list that
a head noun introduces ("companies such as …"). A short gazetteer is one more voice. A name with
two types, or none, stays out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .gazetteer import COMPANIES, COUNTRIES, GIVEN_NAMES
from .model import SourceFact
from .sentences import NOT_NAMES

_WORD = r"(?:[A-Z][\w&’'-]*(?:\.(?=[A-Z]\.?))*[\w&]*|[A-Z]\.(?:[A-Z]\.)*)"
NAME = rf"{_WORD}(?:\s(?:(?:of|de|von|van|bin)\s(?:the\s)?)?{_WORD}){{0,4}}"
_NAME = re.compile(NAME)
_ITEM = rf"(?:the\s)?{NAME}"
LIST = rf"{_ITEM}(?:,\s{_ITEM})*(?:,?\s(?:and|or)\s{_ITEM})?"
_TITLES = (
    r"(?:Dr\.|Professor|Prof\.|President|Premier|Chairman|Sir|Mr\.|Mrs\.|Ms\.|CEO|Co-CEO|CTO|CFO|"
    r"Prime\sMinister|Minister|General|Admiral|Colonel|Captain|King|Emperor|Senator|Governor)"
)
_ROLES = (
    r"(?:founder|co-founder|engineer|physicist|scientist|chemist|inventor|researcher|economist|"
    r"businessman|entrepreneur|mathematician|historian|journalist|author|director|president|"
    r"chairman|minister|leader|executive|employee|designer|tycoon|banker|general|astronomer|"
    r"philosopher|professor|doctor|surgeon|writer|architect|programmer|CEO|boss|dictator)"
)
_ROLE_WORD = re.compile(rf"(?i:{_ROLES})s?$")
_COMPANY_HEADS = (
    r"(?:companies|firms|makers|manufacturers|suppliers|giants|rivals|competitors|vendors|startups|"
    r"banks|corporations|automakers|foundries|conglomerates|chipmakers|retailers|designers)"
)
_COMPANY_HEAD = (
    r"(?:company|firm|maker|manufacturer|supplier|giant|rival|vendor|startup|bank|corporation|"
    r"automaker|foundry|conglomerate|chipmaker|retailer|subsidiary)"
)
_CORPORATE = re.compile(
    r"\b(?:Corp|Corporation|Company|Inc|Ltd|Limited|Electronics?|Microsystems|Semiconductors?|"
    r"Industries|Motors?|Technologies|Instruments|Bank|Holdings?|Airlines|Pharmaceuticals?|"
    r"Packard|Chemical|Steel|Devices|Computers?|Petroleum|Shipbuilding|Automotive|Auto|"
    r"Laboratories|Energy|Group)$"
)
_NO_COMPANY = re.compile(
    r"\b(?:University|Ministry|Institute|Party|Government|Agency|Department|Council|Commission|"
    r"Congress|Union|School|College|Academy|Project|Program|Act|War|Case|Army|Committee|Treaty|"
    r"Republic|Center|Centre|Office|Court|Association|Organization|Bureau|Society|Museum|Crisis|"
    r"Revolution|East|West|Lab|Labs|National|World|Fund)\b|\d"
)
# Words that a person's name does not hold.
_NO_PERSON = re.compile(
    r"\b(?:[A-Z]{2,}|University|Labs?|Institute|Project|Company|Group|Research|Street|Island|Bay|"
    r"City|River|Park|War|Law|Method|Model|Theory|Process|Center|Centre|House|Award|Prize|Medal|"
    r"Valley|Board|Fund|Plan|Act|Bank|Management|Capital|Trading|School|College|Church|State|"
    r"States|Union|Party|Government|Kingdom|Systems|Zeiss|Control|Business|Chief|Officer|Trial|"
    r"Crater|Prefecture|Technology|Materials|Communications|Works|Industries)\b|[\d/&]"
)


@dataclass(frozen=True)
class Entity:
    """A named thing: its name, its type and the facts (by id) that speak of it."""

    name: str
    kind: str  # person | company | country
    facts: tuple[str, ...]


_ARTICLE = re.compile(r"^(?:the|of|The)\s")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"\b[A-Z]\.$")


def clean(name: str) -> str:
    """A name without its article, possessive and full stop."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip()))
    return bare if _INITIAL.search(bare) else bare.rstrip(".")


def items(listed: str) -> list[str]:
    """The names of a list."""
    parts = re.split(r",\s(?:and\s|or\s)?|\s(?:and|or)\s", listed)
    return [clean(part) for part in parts if part.strip()]


_LETTERS = re.compile(r"[A-Za-z]+")
_HEADED = r"(?:(?:an?|the|then|its)\s)(?:[\w-]+\s){0,6}?"
_KIN = "death|widow|son|daughter|brother|father|wife|husband"
_OF_COMPANIES = (
    "CEO|chairman|Chairman|co-founder|engineers|executives|"
    "employees|shares|stock|management|board|fab|fabs|revenue|revenues|customer|customers"
)
# (pattern, type, words): the group "names" is one name or a list of names of that type. A pattern
# that begins with a name is slow, and is only looked for where a text has one of these words.
_VOICES: tuple[tuple[re.Pattern[str], str, frozenset[str]], ...] = tuple(
    (re.compile(pattern), kind, frozenset(_LETTERS.findall(words)))
    for pattern, kind, words in (
        (rf"\b{_TITLES}\s(?P<names>{NAME})", "person", ""),
        (rf"\b(?i:{_ROLES})s?\s(?P<names>{LIST})", "person", ""),
        (rf"(?P<names>{NAME}),\s(?:who|born)\b", "person", "who|born"),
        (rf"(?P<names>{NAME}),\s{_HEADED}{_ROLES}\b", "person", _ROLES),
        (
            rf"(?P<names>{NAME})['’]s?\s(?:{_KIN})\b",
            "person",
            _KIN,
        ),
        (
            rf"\b{_COMPANY_HEADS}\s?,?\s(?:(?:of|in|from)\s(?:[\w-]+\s){{1,3}})?"
            rf"(?:such\sas|like|including)\s(?P<names>{LIST})",
            "company",
            "",
        ),
        (rf"\b{_COMPANY_HEADS}\s(?P<names>{LIST})", "company", ""),
        (rf"\b{_COMPANY_HEAD}\s(?P<names>{NAME})", "company", ""),
        (
            rf"(?P<names>{NAME})(?:\s\([^()]+\))?,\s{_HEADED}{_COMPANY_HEAD}\b",
            "company",
            _COMPANY_HEAD,
        ),
        (
            rf"(?P<names>{NAME})(?:['’]s)?\s(?:{_OF_COMPANIES})\b",
            "company",
            _OF_COMPANIES,
        ),
    )
)
_OWNERS = frozenset({"his", "her", "himself", "herself"})
_OWN = re.compile(
    rf"(?:(?:In|By)\s[^,]+,\s)?(?P<name>{NAME})\s[a-z][^,.]*\b(?:his|her|himself|herself)\b"
)


def _evidence(text: str) -> list[tuple[str, str]]:
    """(name, type) that a sentence gives evidence for."""
    said = frozenset(_LETTERS.findall(text))
    found = [
        (name, kind)
        for pattern, kind, words in _VOICES
        if not words or words & said
        for m in pattern.finditer(text)
        for name in items(m["names"])
    ]
    own = _OWN.match(text) if _OWNERS & said else None
    if own and len(mentions(own[0])) == 1:
        found.append((clean(own["name"]), "person"))
    return found


def mentions(text: str) -> list[str]:
    """Names that stand in a text, cleaned, without a sentence's capitalised first function word."""
    found: list[str] = []
    for m in _NAME.finditer(text):
        name = clean(m[0])
        first, _, rest = name.partition(" ")
        while rest and (
            first in NOT_NAMES or first.endswith(("ly", ".")) or _ROLE_WORD.match(first)
        ):
            name = rest
            first, _, rest = name.partition(" ")
        if name and name not in NOT_NAMES:
            found.append(name)
    return found


def read_entities(facts: Sequence[SourceFact]) -> dict[str, Entity]:
    """The named things of a module by name; only those with exactly one earned type."""
    voices: defaultdict[str, Counter[str]] = defaultdict(Counter)
    standing: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for name, kind in _evidence(fact.text):
            voices[name][kind] += 1
        for name in mentions(fact.text):
            standing[name].add(fact.id)
            first = name.split()[0]
            if first in GIVEN_NAMES and 2 <= len(name.split()) <= 3:
                voices[name]["person"] += 1
            corporate = (
                " " in name
                and _CORPORATE.search(name)
                and not fact.text.startswith(name)
                and not re.search(rf"[A-Z]\w*\s(?:and|of|&)\s{re.escape(name)}", fact.text)
            )
            if name in COMPANIES or corporate:
                voices[name]["company"] += 1
    order = [fact.id for fact in facts]
    found: dict[str, Entity] = {}
    for name in sorted(set(voices) | (set(standing) & COUNTRIES)):
        kind = "country" if name in COUNTRIES else _kind(name, voices[name])
        if kind:
            where = tuple(i for i in order if i in standing[name])
            if where:
                found[name] = Entity(name, kind, where)
    return found


def _kind(name: str, voices: Counter[str]) -> str:
    """The one type that a name has earned, "" for none or two."""
    if len(voices) != 1 and name not in COMPANIES:
        return ""
    kind = "company" if name in COMPANIES else next(iter(voices))
    parts = name.split()
    if kind == "person":
        if not 2 <= len(parts) <= 4 or _NO_PERSON.search(name) or _CORPORATE.search(name):
            return ""
        return kind
    if name not in COMPANIES and (_NO_COMPANY.search(name) or len(parts) > 4):
        return ""
    if (
        "’" in name
        or "'" in name
        or parts[0] in NOT_NAMES
        or (
            len(parts) == 1
            and re.search(r"(?:ese|ian|ish|ans?|Swiss|Dutch|French|German|Greek)$", name)
        )
    ):
        return ""
    return kind
