"""Typed values in a sentence: years, money, shares, counts, durations, measures and ranks.

Types come from patterns, never from a tagger: a pattern knows what it is sure of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .numbers import DIGITS, NUMBER, Written, can_write, read_number, write_number

SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE = r"(?:thousand|million|billion|trillion)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_CURRENCY_WORD = (
    r"(?:(?:US|U\.S\.|Canadian|Australian|Hong\ Kong|Singapore|Taiwanese?|New\ Taiwan)\ )?dollars?|"
    r"yen|won|yuan|RMB|renminbi|euros?|(?:Indian\ )?rupees?|rupiah|(?:Deutsche\ |East\ German\ )?"
    r"[Mm]arks?|francs?|ru?oubles?|rubles?|pounds?\ sterling|baht|pesos?|guilders?|kroner|lira|"
    r"crores?"
)
_TIME = r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?)"
_UNIT = (
    r"nanometers?|nanometres?|nm|micrometers?|micrometres?|microns?|millimeters?|millimetres?|mm|"
    r"centimeters?|centimetres?|cm|kilometers?|kilometres?|km|meters?|metres?|miles?|feet|inches|"
    r"inch|"
    r"kilograms?|kg|grams?|tonnes?|tons?|metric\ tons?|barrels?|liters?|litres?|gallons?|acres?|"
    r"hectares?|"
    r"square\ (?:feet|meters|metres|miles|kilometers|kilometres)|cubic\ (?:feet|meters|metres|"
    r"kilometers)|"
    r"kilowatts?|kW|megawatts?|MW|gigawatts?|GW|watts?|terawatt[- ]hours?|TWh|GWh|kWh|volts?|kV|"
    r"hertz|kHz|MHz|GHz|megahertz|gigahertz|kilobytes?|KB|megabytes?|MB|gigabytes?|GB|terabytes?|"
    r"TB|"
    r"bits|bytes|degrees\ (?:Celsius|Fahrenheit)|°\s?[CF]|horsepower|knots|light[- ]years?"
)

_MONEY = re.compile(
    rf"""(?P<sign>(?:US|A|C|NT|HK|S)?\$|[€£¥])\s?(?P<n1>{DIGITS})(?P<s1>[\s-]{_SCALE}\b)?
    (?P<code>\ (?:AUD|USD|CAD|NZD|US)\b)?
    |(?P<n2>{NUMBER})(?P<s2>[\s-]{_SCALE})?\ (?P<cur>{_CURRENCY_WORD})\b""",
    re.VERBOSE,
)
_SHARE = re.compile(
    rf"(?P<n>{NUMBER})(?P<tail>\s?%|\s(?:percent|per cent)\b)(?!\s*(?:age\s)?points?)", re.I
)
_YEAR = re.compile(r"(?<![\w$€£¥.,/–-])(?P<n>1[5-9]\d\d|20\d\d)(?![\w%/]|[,.]\d|\s?[-–]\s?\w)")
_DURATION = re.compile(
    rf"\b(?P<n>{NUMBER})(?P<s>\s{_SCALE})?(?P<tail>(?:\s(?:consecutive|straight|full|more)\s|[\s-])"
    rf"{_TIME})\b(?![’']|-old|\sold|\sago|\slater|\safter|\sbefore|\searlier)",
    re.I,
)
_MEASURE = re.compile(
    rf"(?<![\w.$])(?P<n>{DIGITS})(?P<s>\s{_SCALE})?(?P<tail>[\s-]?(?:{_UNIT}))(?!\w)"
)
_RANK = re.compile(
    r"\b(?P<n>\d{1,3})(?P<tail>st|nd|rd|th)\b(?!\s(?:century|anniversary|birthday|floor|"
    r"generation|Street|"
    r"Avenue|Party|Congress|Five|Army|percentile|of\s[A-Z]|Century|place\sin\sthe))(?![-–])"
)
_COUNT = re.compile(
    rf"\b(?P<n>{NUMBER})(?P<s>\s{_SCALE})?(?P<noun>(?:\s(?!(?:of|to|and|or|in|on|at|by|with|from|"
    rf"than|for|as|"
    rf"were|was|are|is|had|has|have|that|who|which|the|a|an|per|times|percent|"
    rf"per)\b)[A-Za-z][\w-]*){{1,4}})"
)
_PLURAL_ODD = {"people", "women", "men", "children", "aircraft", "staff", "personnel", "wafers"}
_NOT_PLURAL = {"was", "is", "has", "this", "its", "less", "across", "versus", "thus", "previous",
    "various", "continuous", "business", "process", "gas", "class", "access", "plus", "as", "us",
    "times", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "decades",
    "dollars",
    "series", "analysis", "basis", "towards", "besides", "perhaps", "always", "serious", "famous",
    "japanese", "indigenous", "precious", "autonomous", "wireless", "overseas", "status",
    "focus"}  # fmt: skip

_UNIT_NOUNS = {"cents", "centimeters", "centimetres", "nanometers", "meters", "metres",
    "kilometers",
    "kilometres", "miles", "inches", "degrees", "megatons", "kilotons", "tons", "tonnes", "watts",
    "volts",
    "megawatts", "gigawatts", "kilowatts", "acres", "hectares", "barrels", "liters", "litres",
    "gallons",
    "bits", "bytes", "points", "pounds", "euros", "bucks", "yards", "knots", "grams", "kilograms",
    "micrometers", "microns", "millimeters", "nodes", "generations", "centuries",
    "scientists'"}  # fmt: skip

OVER = ("over", "more than", "at least", "above", "exceeding", "exceeded", "exceeds", "upwards of",
    "surpassing", "surpassed", "no less than", "greater than", "a minimum of", "in excess of",
    "topping", "topped", "no fewer than", "beyond", "past", "well past", "well over")  # fmt: skip
UNDER = ("under", "less than", "below", "up to", "at most", "no more than", "as much as",
    "as many as", "as high as", "fewer than", "a maximum of", "as long as", "upto", "within",
    "as far as", "not more than", "at a maximum")  # fmt: skip
ABOUT = ("about", "around", "approximately", "roughly", "some", "an estimated", "estimated",
    "nearly", "almost", "close to", "approaching", "just over", "just under", "circa",
    "an average of", "on average", "estimated at", "some estimated")  # fmt: skip


@dataclass(frozen=True)
class Value:
    """One typed value. `start`, `end` are character offsets in the text it was found in."""

    kind: str  # year | money | share | duration | measure | rank | count
    start: int
    end: int
    text: str
    written: Written
    before: str  # what is written before the number inside the value: "$"
    after: str  # and after it: " billion", "%", " years"
    unit: str  # what makes two values comparable: "$ billion", "%", "year", a count's noun
    noun: str = ""  # of a count: "Japanese employees"

    @property
    def number(self) -> float:
        """The number in its own scale: 2.9 for $2.9 billion."""
        return self.written.value

    @property
    def amount(self) -> float:
        """The number with its scale multiplied out."""
        for word, factor in SCALES.items():
            if word in self.after:
                return self.number * factor
        return self.number

    def can_be(self, number: float) -> bool:
        """Whether another number can be written in this value's style."""
        return can_write(number, self.written)

    def like(self, number: float) -> str:
        """Another number dressed as this value."""
        if self.kind == "rank":
            return ordinal(int(number))
        after = self.after
        return f"{self.before}{write_number(number, self.written)}{after}"


def ordinal(number: int) -> str:
    """32 -> "32nd"."""
    tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


_GAPS = re.compile(r"[\s-]+")


def _flat(text: str) -> str:
    return _GAPS.sub(" ", text).strip().lower()


def _money(text: str) -> list[Value]:
    found = []
    for m in _MONEY.finditer(text):
        signed = m["sign"] is not None
        number, scale = (m["n1"], m["s1"]) if signed else (m["n2"], m["s2"])
        before = text[m.start() : m.start("n1")] if signed else ""
        after = text[m.end("n1") : m.end()] if signed else text[m.end("n2") : m.end()]
        sign = f"{m['sign']}{m['code'] or ''}" if signed else _flat(m["cur"])
        unit = f"{sign} {_flat(scale or '')}".strip()
        found.append(
            Value("money", m.start(), m.end(), m[0], read_number(number), before, after, unit)
        )
    return found


def _tailed(kind: str, pattern: re.Pattern[str], text: str) -> list[Value]:
    found = []
    for m in pattern.finditer(text):
        after = text[m.end("n") : m.end()]
        unit = {"share": "%", "rank": "rank", "year": "year"}.get(kind) or _flat(after)
        if kind in ("duration", "measure"):
            # "five-year" and "five years" are written differently: they are not one kind of option.
            unit = f"-{unit}" if after.startswith("-") else unit.removesuffix("s")
        found.append(Value(kind, m.start(), m.end(), m[0], read_number(m["n"]), "", after, unit))
    return found


def _counts(text: str) -> list[Value]:
    found = []
    for m in _COUNT.finditer(text):
        words = m["noun"].split()
        # The head is the last plural of the first run of words: "18 Japanese employees".
        head = -1
        for i, word in enumerate(words):
            low = word.lower().strip("-")
            plural = low in _PLURAL_ODD or (
                low.endswith("s")
                and not low.endswith(("ss", "us", "ous"))
                and low not in _NOT_PLURAL
            )
            if plural:
                head = i
                break
        if head < 0:
            continue
        noun = " ".join(words[: head + 1])
        if words[head][0].isupper():
            continue  # "the 12 Commandments" are a name
        if words[head].lower() in _UNIT_NOUNS or ("." in m["n"] and not m["s"]):
            continue
        after = m["s"] or ""
        end = m.end("s") if m["s"] else m.end("n")
        unit = f"{_flat(after)} {noun.split()[-1].lower()}".strip()
        found.append(
            Value(
                "count",
                m.start(),
                end,
                text[m.start() : end],
                read_number(m["n"]),
                "",
                after,
                unit,
                noun,
            )
        )
    return found


@lru_cache(maxsize=10_000)
def find_values(text: str) -> tuple[Value, ...]:
    """All values in a text, in order and without overlaps; a surer type wins over a vaguer one."""
    groups = [
        _money(text),
        _tailed("share", _SHARE, text) if "%" in text or "per" in text.lower() else [],
        _tailed("duration", _DURATION, text),
        _tailed("measure", _MEASURE, text),
        _tailed("rank", _RANK, text),
        _tailed("year", _YEAR, text),
        _counts(text),
    ]
    taken: list[Value] = []
    for group in groups:
        for value in group:
            if _inside_a_name(text, value):
                continue
            if all(value.end <= other.start or value.start >= other.end for other in taken):
                taken.append(value)
    return tuple(sorted(taken, key=lambda value: value.start))


_OPENERS = {"in", "over", "about", "around", "by", "from", "since", "the", "of", "some", "only",
    "nearly", "almost", "approximately", "roughly", "between", "at", "with", "until", "after",
    "before", "to", "more", "up", "than", "and", "a", "an", "its", "these", "those", "all", "just",
    "for", "as", "on", "early", "late", "mid", "spring", "summer", "autumn", "fall",
    "winter", "their", "estimated", "least", "another", "additional", "or", "during",
    "under"}  # fmt: skip


_LETTER_AT_END = re.compile(r"[/#A-Za-z]-?$")
_NAMED_AND = re.compile(r"[A-Z]\w+\s\d+(?:,\s\d+)*,?\s(?:and|or|to)\s$")
_CAPITAL_AT_END = re.compile(r"([A-Z][\w.’'-]*)\s$")


def _inside_a_name(text: str, value: Value) -> bool:
    """ "Intel 4004 chips", "Boeing 747s", "System/360": a number that belongs to a name."""
    before = text[: value.start]
    if _LETTER_AT_END.search(before[-3:]):
        return True
    if value.kind in ("money", "share", "year") or not before[-1:].isspace():
        return False
    if _NAMED_AND.search(before):
        return True  # "Venera 13 and 14"
    previous = _CAPITAL_AT_END.search(before)
    if previous is None:
        return False
    return previous[1].lower().rstrip(".") not in _OPENERS


_ARTICLE_AT_END = re.compile(r"\b(?:a|an|the|its)$")
_OR_MORE = re.compile(r"\s?\+|\s(?:or more|or so|or less|or fewer)\b")
_NO_LETTER = re.compile(r"[^\w'’-]+")
# The longest phrase wins: "no more than" is not "more than".
_BOUNDS = sorted(
    ((f" {word}", name) for name, group in (("about", ABOUT), ("over", OVER), ("under", UNDER))
     for word in group),
    key=lambda item: -len(item[0]),
)  # fmt: skip


def hedge_of(text: str, value: Value) -> str:
    """How a sentence bounds a value: "over", "under", "about", or "" for none."""
    before = " ".join(text[max(0, value.start - 40) : value.start].split()).lower()
    before = _ARTICLE_AT_END.sub("", before).rstrip()
    spaced = f" {_NO_LETTER.sub(' ', before)}"
    for word, name in _BOUNDS:
        if spaced.endswith(word):
            return name
    if _OR_MORE.match(text, value.end):
        return "over"
    return ""


_IN_RANGE = rf"(?:US)?[$€£¥]?\s?{NUMBER}"
_RANGE_TAIL = r"(?:%|\s(?:percent|thousand|million|billion|trillion|years?|months?|yen|[a-z]+s))?"
# Most values are no end of a range, and their last word says so.
_RANGE_ENDS = re.compile(
    r"(?:[-–—]|to|or|through|until|and)\s?(?:about\s|over\s|US)?[$€£¥]?$", re.I
)
_RANGE_BEFORE = re.compile(
    rf"{_IN_RANGE}{_RANGE_TAIL}\s?(?:[-–—]|to|or|through|until)\s?(?:about\s|over\s|US)?[$€£¥]?$",
    re.I,
)
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s{_IN_RANGE}{_RANGE_TAIL}\sand\s(?:about\s)?[$€£¥]?$", re.I
)
_RANGE_AFTER = re.compile(rf"\s?(?:[-–—]|to|or|through)\s?(?:about\s|over\s)?{_IN_RANGE}\b", re.I)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s[$€£¥]?$", re.I)
_AND_AFTER = re.compile(rf"\sand\s{_IN_RANGE}", re.I)


def in_range(text: str, value: Value) -> bool:
    """Whether the value is one end of a range: "from 1966 to 1971", "10–15%"."""
    before, after = text[max(0, value.start - 80) : value.start], text[value.end : value.end + 80]
    if _RANGE_ENDS.search(before) and (_RANGE_BEFORE.search(before) or _BETWEEN.search(before)):
        return True
    return bool(_RANGE_AFTER.match(after)) or bool(
        _BETWEEN_BEFORE.search(before) and _AND_AFTER.match(after)
    )
