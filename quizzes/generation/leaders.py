"""When well-known people were in power or at work. General knowledge, like that of ``eras``.

``leaders.csv`` has a line for each: the full name; other names that stand alone, split by ``/``
(one with ``+`` counts only behind a title, before a word like "administration" or in a pair like
"Carter–Torrijos", because many bear it); the years in power; the years of the whole public life
where they differ. Who was head of a state several times has one span from the first to the last.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("leaders.csv")

Span = tuple[str, int, int]

_TITLE = (
    r"(?:President(?:-elect)?|Prime\sMinister|Premier|Chancellor|Chairman|Secretary|Minister|"
    r"Governor|Senator|Marshal|General(?:issimo)?|Colonel|King|Emperor|Dictator|dictator|"
    r"Mr\.?|Mrs\.?|Ms\.?)\s(?:[A-Z][\w.]*\s){0,2}"
)
_RULE = (
    r"(?:['’]s?)?\s(?:[a-z]+\s)?(?:[Aa]dministration|[Gg]overnment|[Pp]residency|[Pp]remiership|"
    r"[Cc]abinet|[Cc]hancellorship|[Rr]egime|[Dd]octrine|[Pp]lan|[Dd]ictatorship|[Ee]ra|[Yy]ears|"
    r"White\sHouse|[Rr]eforms?|as\s(?:president|prime\sminister|premier|chancellor|chairman))"
)
# "post-Stalin" is another time; "US–Nixon", "Carter-era" and "Nixon's" are his.
_BEFORE = r"(?<!\w)(?<!post[-–])(?<!Post[-–])(?<!pre[-–])(?<!anti[-–])(?<!neo[-–])"
_AFTER = r"s?(?!\w)"  # titles of notes often lose the apostrophe of "Suharto's"

_Years = tuple[tuple[int, int], ...]
_Known = tuple[re.Pattern[str], _Years]


@lru_cache(maxsize=1_000)
def spans_of(stem: str) -> tuple[Span, ...]:
    """The people whom a stem names, each with the first and last year in power, and of activity.

    Two of one name both count; whoever asks knows a year by which one of them falls out.
    """
    text = _plain(stem)
    by_word = _known()
    seen: dict[_Years, str] = {}
    words = set(_WORD.findall(text.lower()))
    for word in sorted(words | {one[:-1] for one in words if one.endswith("s")}):
        for pattern, years in by_word.get(word, ()):
            named = pattern.search(text)
            if named:
                seen[years] = max(seen.get(years, ""), named[0], key=len)
    return tuple((name, first, last) for years, name in seen.items() for first, last in years)


_WORD = re.compile(r"[^\W\d_]+")


def _plain(text: str) -> str:
    """Without accents: Ceaușescu is written in many ways."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l"))
    return "".join(one for one in split if not unicodedata.combining(one)).replace("’", "'")


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[_Known, ...]]:
    """The people by the word of their name that a text must hold, so that few are looked for."""
    found: dict[str, list[_Known]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            years = [(int(row["first"]), int(row["last"]))]
            if row["active_first"]:
                years.append((int(row["active_first"]), int(row["active_last"])))
            forms = [row["name"], *filter(None, row["known_as"].split("/"))]
            for form in forms:
                name = form.removeprefix("+")
                pattern = re.compile(_titled(name) if form != name else _alone(name))
                word = max(_WORD.findall(name.lower()), key=len)
                found.setdefault(word, []).append((pattern, tuple(years)))
    return {word: tuple(people) for word, people in found.items()}


def _alone(name: str) -> str:
    """A name as it may be written: with a middle name, "Chung-hee", "Chung Hee" or "Chunghee"."""
    parts = name.split()
    middle = r"(?:\s[A-Z][\w.]*)?\s" if len(parts) == 2 and "." not in name else r"\s"
    return f"{_BEFORE}{middle.join(_part(one) for one in parts)}{_AFTER}"


def _part(word: str) -> str:
    first, *others = word.split("-")
    tail = "".join(f"[- ]?[{one[0].upper()}{one[0].lower()}]{re.escape(one[1:])}" for one in others)
    return re.escape(first).replace(r"\.", r"\.\s?" if word.count(".") > 1 else r"\.?") + tail


def _titled(name: str) -> str:
    plain = re.escape(name)
    return (
        f"{_BEFORE}(?:{_TITLE}{plain}{_AFTER}|{plain}{_RULE}{_AFTER}|"
        rf"{plain}[-–][A-Z]\w+|[A-Z]\w+[-–]{plain}{_AFTER})"
    )
