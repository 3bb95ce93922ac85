"""Whether a text says which country or company it speaks of, and where it has to."""

from __future__ import annotations

import re

from .gazetteer import COMPANIES, COUNTRIES, GIVEN_NAMES
from .reading.kinds import COMPANY, PERSON, PLACE, Kinds
from .sentences import names_in

_PEOPLES = (
    r"(?:Afghan|Albanian|Algerian|American|Argentine|Argentinian|Armenian|Australian|Austrian|"
    r"Azerbaijani|Bangladeshi|Belarusian|Belgian|Bolivian|Brazilian|British|Bulgarian|Burmese|"
    r"Cambodian|Canadian|Chilean|Chinese|Colombian|Croatian|Cuban|Czech|Czechoslovak|Danish|Dutch|"
    r"Egyptian|English|Estonian|Ethiopian|European|Filipino|Finnish|French|Georgian|German|"
    r"Ghanaian|Greek|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|Italian|"
    r"Japanese|Jordanian|Kazakh|Kenyan|Korean|Kuwaiti|Laotian|Latvian|Lebanese|Libyan|Lithuanian|"
    r"Macedonian|Malaysian|Maltese|Mexican|Moldovan|Mongolian|Moroccan|Nepalese|Nigerian|"
    r"Norwegian|Ottoman|Pakistani|Palestinian|Peruvian|Philippine|Polish|Portuguese|Prussian|"
    r"Qatari|Romanian|Russian|Rwandan|Saudi|Scottish|Serbian|Singaporean|Slovak|Slovenian|Somali|"
    r"Soviet|Spanish|Sri\sLankan|Sudanese|Swedish|Swiss|Syrian|Taiwanese|Tanzanian|Thai|Tibetan|"
    r"Tunisian|Turkish|Ugandan|Ukrainian|Uzbek|Venezuelan|Vietnamese|Welsh|Yemeni|Yugoslav|"
    r"Zambian|Zimbabwean|U\.S\.?)s?"
)
_HOME = re.compile(
    rf"(?<!\w)(?:{_PEOPLES}|{'|'.join(map(re.escape, sorted(COUNTRIES | COMPANIES)))})(?!\w)"
)
_PARTY = (
    r"(?:Popular\sFront|National\sFront|People[’']s\s(?:Party|Front|Congress)|(?:Nationalist|Communist|"
    r"Socialist|Labou?r|Liberal|Conservative|Democratic|Republican|National|Congress|Workers[’']|"
    r"Social\sDemocratic)\s(?:Party|party|Congress|government|regime)|"
    r"Nationalists|Communists|Republicans|Democrats|Socialists|Liberals|Conservatives)"
)
_PLAN = (
    r"(?:(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|\d(?:st|nd|rd|th)|[Nn]ew|[Nn]ational)\s)?"
    r"(?:(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Tt]en|\d+)-[Yy]ear\s[Pp]lan|[Dd]evelopment\s[Pp]lan)"
)
_OFFICE = (
    r"(?:[Pp]arliament|[Cc]ongress|[Ss]enate|[Cc]entral\s[Bb]ank|[Rr]eserve\s[Bb]ank|"
    r"[Pp]lanning\s[Cc]ommission|[Ss]upreme\s[Cc]ourt|[Nn]ational\s[Aa]ssembly|Politburo|"
    r"(?:Ministry|Department|Minister)\sof\s[A-Z]\w+|[Pp]rime\s[Mm]inister|[Cc]onstitution|"
    r"[Ff]inance\s[Mm]inist(?:er|ry)|[Cc]ivil\s[Ww]ar|"
    r"[Tt]he\s(?:(?:new|central|federal|national|military|coalition)\s)?(?:[Gg]overnment|[Pp]arty|[Aa]rmy|"
    r"[Mm]ilitary|[Nn]avy|[Aa]ir\s[Ff]orce|[Pp]olice|[Rr]egime|[Jj]unta|[Cc]rown|[Mm]onarchy|[Ss]tate|"
    r"[Cc]ountry|[Nn]ation|[Cc]abinet|[Ll]egislature|[Tt]reasury|[Oo]pposition))"
)
_GENERIC = re.compile(rf"\b(?:{_PARTY}|{_PLAN}|{_OFFICE})\b(?!\sof\s(?:the\s)?[A-Z])(?![-/])")
_PAIR = re.compile(r"\b([A-Z][\w’'.-]+)\s(?:[A-Z]\.\s)?([A-Z][\w’'-]+)")


def everywhere(text: str) -> str:
    """What every country has and the text names by that alone: "the Popular Front"; "" for none."""
    found = _GENERIC.search(text)
    return found[0] if found else ""


def names_home(text: str, kinds: Kinds, known: frozenset[str]) -> bool:
    """Whether a country, a people, a company or a person's full name stands in the text."""
    rest = _GENERIC.sub(" ", text)
    if _HOME.search(rest):
        return True
    for pair in _PAIR.finditer(rest):
        if pair[1] in GIVEN_NAMES or kinds.of(f"{pair[1]} {pair[2]}") in (PERSON, COMPANY, PLACE):
            return True
    return any(kinds.of(name) in (COMPANY, PLACE) for name in names_in(f"so {rest}", known))


_FIRST_WORDS = re.compile(r"(?:In|On|At|By|With|For|After|During|Of)\b")
_HELD = (
    r"(?:President|Chairman|Minister|Premier|Chancellor|King|Queen|Emperor|General|Admiral|Marshal|"
    r"Dr\.?|Sir|Mr\.?|Mrs\.?|Professor|Captain|Colonel|Secretary|CEO|[a-z]+er|[a-z]+or|[a-z]+ist|president|"
    r"chairman|employee|scientist|physicist|chemist)"
)


def bare_surname(stem: str, kinds: Kinds, known: frozenset[str]) -> str:
    """The surname by which alone a stem hangs, "" where it has anything better."""
    text = _FIRST_WORDS.sub("", stem, count=1)
    if _HOME.search(text) or re.search(r"[A-Z][\w’'&.-]*\s(?:of\s|the\s)?[A-Z]", text):
        return ""
    names = sorted(names_in(f"so {text}", known))
    if len(names) != 1 or kinds.of(names[0]) in (COMPANY, PLACE):
        return ""
    name = names[0]
    if re.search(rf"\b{_HELD}\s{re.escape(name)}", text) or not kinds.surname(name):
        return ""
    return name
