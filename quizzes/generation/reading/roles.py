"""What a value is in its sentence: which noun it counts, which verb it belongs to, and as what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.parse import Parse
from quizzes.generation.values import Value

from .pieces import plain_phrase, under

_BEGINNING = {"begin", "start", "cease", "stop", "continue"}
_NEAR = {"about", "around", "approximately", "roughly", "nearly", "almost", "some", "estimated",
    "circa", "an", "just", "only", "over", "~", "as", "many", "much"}  # fmt: skip
_MODIFIES = ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod")


@dataclass(frozen=True, slots=True)
class Role:
    """A value in its clause.

    `head` is the outermost word of the value itself, `noun` the noun that it measures ("dockers" of
    "1,250 dockers", the head itself for a sum that stands alone), `phrase` that noun with all that
    hangs on it. `verb` is what the phrase belongs to, `part` how: "subject", "object", "attribute",
    "adverb", or "prep" with its preposition. `phrase` includes the preposition then.
    """

    head: int
    noun: int
    phrase: frozenset[int]
    verb: int
    part: str
    prep: int | None = None

    @property
    def inner(self) -> frozenset[int]:
        """The phrase without its preposition."""
        return self.phrase - {self.prep} if self.prep is not None else self.phrase


def head_of(parse: Parse, first: int, last: int) -> int | None:
    """The one token of a span on which the others hang; None when there are two."""
    outer = [
        place for place in range(first, last)
        if not first <= parse.tokens[place].head < last or parse.tokens[place].head == place
    ]  # fmt: skip
    return outer[0] if len(outer) == 1 else None


def role_of(parse: Parse, value: Value) -> Role | None:
    """The role of a value; None where the parse is not plain about it."""
    span = parse.covering(value.start, value.end)
    if span is None:
        return None
    head = head_of(parse, *span)
    if head is None:
        return None
    tokens = parse.tokens
    noun = head
    measured = _measured(parse, head)
    if measured is not None:
        return _placed(parse, head, measured)
    if tokens[head].dep in _MODIFIES and value.kind != "year":
        noun = tokens[head].head
        if tokens[noun].pos not in ("NOUN", "PROPN", "SYM"):
            return _adverbial(parse, head, noun) if tokens[head].dep == "npadvmod" else None
    return _placed(parse, head, noun)


# Nouns that have a size: "a budget of $5 million".
MEASURED = {"cost", "price", "budget", "revenue", "revenues", "profit", "profits", "loss", "losses",
    "value", "valuation", "investment", "capital", "debt", "capitalization", "cap", "income",
    "turnover", "deficit", "surplus", "salary", "fine", "fee", "loan", "grant", "fund", "gdp",
    "share", "stake", "rate", "margin", "yield", "efficiency", "tariff", "growth", "discount",
    "speed", "length", "height", "width", "depth", "diameter", "weight", "capacity", "range",
    "distance", "temperature", "frequency", "resolution", "area", "thickness", "wavelength",
    "output", "population", "workforce", "density", "voltage", "pressure", "altitude",
    "worth", "purity", "accuracy", "concentration"}  # fmt: skip


def _measured(parse: Parse, head: int) -> int | None:
    """The noun whose size a value is: "cost" of "a cost of $5 million"."""
    tokens = parse.tokens
    up = tokens[head].head
    if tokens[head].dep != "pobj" or tokens[up].text.lower() != "of":
        return None
    noun = tokens[up].head
    fits = tokens[noun].text.lower() in MEASURED and tokens[up].dep == "prep"
    return noun if fits else None


def _placed(parse: Parse, head: int, noun: int) -> Role | None:
    tokens = parse.tokens
    token = tokens[noun]
    up = token.head
    phrase = _phrase(parse, noun)
    verbal = tokens[up].pos in ("VERB", "AUX")
    if token.dep in ("nsubj", "nsubjpass"):
        return Role(head, noun, phrase, up, "subject") if verbal else None
    if token.dep == "dobj":
        return Role(head, noun, phrase, up, "object") if verbal else None
    if token.dep == "attr":
        return Role(head, noun, phrase, up, "attribute") if verbal else None
    if token.dep == "npadvmod":
        return _adverbial(parse, head, up, noun)
    if token.dep == "pobj":
        above = tokens[up].head
        if tokens[up].dep in ("prep", "agent", "dative") and tokens[above].pos in ("VERB", "AUX"):
            return Role(head, noun, phrase | {up, *_adverbs(parse, up)}, above, "prep", up)
    return None


def _adverbial(parse: Parse, head: int, up: int, noun: int | None = None) -> Role | None:
    if parse.tokens[up].pos not in ("VERB", "AUX"):
        return None
    noun = head if noun is None else noun
    return Role(head, noun, _phrase(parse, noun), up, "adverb")


def _phrase(parse: Parse, noun: int) -> frozenset[int]:
    """The noun phrase without what a comma sets off behind it."""
    return frozenset(plain_phrase(parse, noun) or under(parse, noun))


def _adverbs(parse: Parse, prep: int) -> list[int]:
    """ "just in", "only to": what stands before the preposition and hangs on it."""
    return [one for one in parse.children(prep) if parse.tokens[one].dep == "advmod"]


def dated_verb(parse: Parse, value: Value) -> tuple[int, frozenset[int]] | None:
    """The verb that a year dates and the words of the date: "in March 1984", "On 3 May 1984".

    The parser often hangs a date on the object ("opened a factory in 1888"); it is the verb's
    unless the object is an event itself ("supported the invasion in 1990").
    """
    tokens = parse.tokens
    span = parse.covering(value.start, value.end)
    if span is None or span[1] - span[0] != 1:
        return None
    at = span[0]
    words = {at}
    climbing = True
    while tokens[at].pos not in ("VERB", "AUX"):
        if tokens[at].head == at:
            return None
        up = tokens[at].head
        dep = tokens[at].dep
        verbal = tokens[up].pos in ("VERB", "AUX")
        dated = _of_a_date(tokens[up].text)
        within = climbing and dep in ("pobj", "npadvmod", "nummod", "compound", "nmod")
        if (within and (verbal or dated or tokens[up].pos == "ADP")) or (
            dep == "prep" and (verbal or dated)
        ):
            at = up
        elif dep in ("prep", "dobj", "pobj", "attr", "oprd", "nsubjpass") and _is_thing(
            parse, up, at
        ):
            climbing = False
            at = up
        else:
            return None
        if climbing and tokens[at].pos not in ("VERB", "AUX"):
            words |= _date_words(parse, at)
    if not _plain_date(" ".join(tokens[one].text for one in sorted(words))):
        return None
    begun = tokens[at].dep == "xcomp" and tokens[tokens[at].head].lemma in _BEGINNING
    return (tokens[at].head if begun else at), frozenset(words)


def _date_words(parse: Parse, place: int) -> set[int]:
    """A part of a date with what belongs to it: not the comment behind it."""
    found = {place}
    for one in parse.children(place):
        if parse.tokens[one].dep not in ("relcl", "acl", "appos", "advcl", "cc", "conj"):
            found |= _date_words(parse, one)
    return found


_EVENT = re.compile(r"(?:tion|sion|ment|ance|ence|ival|isal|osal|ing|ure|ship|ism|al|ry)$")
_CONCRETE = {"equipment", "government", "department", "instrument", "document", "organization",
    "corporation", "institution", "station", "foundation", "division", "administration", "nation",
    "building", "painting", "apartment", "company", "memory", "battery", "factory", "laboratory",
    "library", "refinery", "subsidiary", "capital", "terminal", "journal", "hospital", "metal",
    "industry", "country", "mission", "territory", "region", "association", "version", "edition",
    "generation", "location", "aluminium", "machinery", "television", "canal", "signal",
    "solution", "application", "interconnection", "processing", "wing", "ring", "king"}  # fmt: skip
_EVENTS = {"launch", "release", "death", "birth", "start", "end", "war", "crisis", "coup",
    "election", "attack", "sale", "purchase", "takeover", "visit", "deal", "merger", "collapse",
    "crash", "rise", "fall", "growth", "loss", "entry", "exit", "departure", "trip", "tour",
    "test", "trial", "study", "report", "survey", "census", "conference", "summit", "season",
    "race", "match", "game", "defeat", "battle", "bankruptcy", "debut", "closure", "move",
    "speech", "interview", "treaty", "accord", "act", "law", "bill", "uprising", "revolt",
    "famine", "boom", "bust", "split", "breakup", "ban", "embargo", "strike", "protest", "award",
    "prize", "ipo", "peak", "use", "work", "victory", "year", "month", "term", "plan", "effort",
    "increase", "decrease", "drop", "surge", "demand", "contract", "order", "paper", "article",
    "book", "lawsuit", "case", "verdict", "ruling", "offer", "bid", "project", "program", "round",
    "level", "rate", "period", "era", "price", "cost", "technology", "those", "that"}  # fmt: skip


def _is_thing(parse: Parse, noun: int, below: int) -> bool:
    """Whether a word that a date hangs on is a thing, which has no date of its own."""
    token = parse.tokens[noun]
    if token.pos in ("VERB", "AUX"):
        return parse.tokens[below].dep in ("dobj", "attr", "oprd")
    if token.pos == "ADP":
        return token.dep in ("prep", "dative") and parse.tokens[below].dep == "pobj"
    if token.pos not in ("NOUN", "PROPN") or below < noun:
        return False
    low = token.lemma.lower()
    if low in _EVENTS or (_EVENT.search(low) and low not in _CONCRETE):
        return False
    return parse.tokens[below].dep == "prep"


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = re.compile(
    r"(?:(?:at|near|towards?)\sthe\s(?:end|beginning|start)\sof|in|on|during)?\s?"
    r"(?:(?:early|late|mid|mid -)\s|the (?:spring|summer|fall|autumn|winter) of\s)?"
    rf"(?:{_MONTH}\s(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:of\s|,\s)?|\d{{1,2}}\s{_MONTH}\s)?"
    r"\b\d{4}\s?,?",
    re.I,
)


def _plain_date(text: str) -> bool:
    return bool(_DATE.fullmatch(text))


def _of_a_date(text: str) -> bool:
    return bool(
        re.fullmatch(
            rf"{_MONTH}|end|beginning|start|spring|summer|fall|autumn|winter|of", text, re.I
        )
    )
