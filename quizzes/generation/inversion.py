"""From a clause to the end of a question: "IBM bought Lund" -> "did IBM buy Lund".

Everything here abstains: where subject, verb and the rest are not surely understood, there is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from .sentences import NOT_NAMES, names_in, words
from .verbs import base_of, may_be_finite

_ADVERBS = ("first", "also", "officially", "formally", "finally", "successfully", "publicly",
    "famously", "originally", "again", "reportedly", "briefly", "jointly", "quickly", "secretly",
    "quietly", "later", "subsequently", "eventually", "initially", "soon", "then", "immediately",
    "independently", "ultimately", "largely", "personally", "gradually",
    "effectively")  # fmt: skip
# Adverbs that point back at an earlier event: a question asks without them.
_POINTING = {"later", "subsequently", "eventually", "soon", "then", "also", "again", "finally",
    "ultimately", "initially"}  # fmt: skip
_STOPS = {"that", "who", "which", "whose", "to", "by", "with", "than", "as", "in", "on"}
_NAME = r"[A-Z][\w&.’'/-]*(?:\s(?:of\s)?[A-Z\d][\w&.’'/-]*)*"
_NAMES = rf"{_NAME}(?:(?:,\s{_NAME})*,?\sand\s{_NAME})?"
_ACRONYM = re.compile(r"\s\([^()\d]{1,40}\)")
_PLACE = re.compile(
    rf"\s(?:at|from|of|to|in|for|led\sby)\s(?:the\s|(?:Prime\s)?Minister\s)?{_NAMES}$"
)
_SECOND_CLAUSE = re.compile(
    r",\s(?:and|but|so|yet|while|whereas|with|though|although|then)\b|;|—|–|:"
)
_COORDINATED = re.compile(r"\b(and|but|or|then|also|later|subsequently|eventually)\s(\w+)")
_RELATIVE = re.compile(
    r"\b(?:that|who|which|whose|where|when|if|because|since|although|while)\b", re.I
)
# Right after a name and before its object these are finite verbs.
_SURE_IN_PLACE = {"cut": "cut", "left": "leave", "led": "lead", "set": "set", "put": "put",
    "hit": "hit", "shut": "shut", "quit": "quit", "split": "split", "saw": "see",
    "used": "use", "proposed": "propose", "lost": "lose", "called": "call",
    "named": "name"}  # fmt: skip
_APPOSITION = re.compile(
    r"([^,]{2,60}),\s(?:(?:an?|the|then|including)\s|[a-z]+ing\s|led\sby\s)[^,]+,\s(?=[a-z])"
)
_TITLE = r"(?:Dr|Mr|Mrs|Ms|Sir|Prof|St|President|Premier|Chairman|Professor|Emperor|King|General)\b"
_ROLE = re.compile(
    r"(?:Former|New|Early|Physicists?|Scientists?|Engineers?|Researchers?|Founders?|"
    r"Co-founders?|Author|Comedian|Economist|Entrepreneur|Inventor|Chemists?|Initial|Later|Young|"
    r"Fellow|Rival|Local|Then)$"
)
_AUXILIARY = {"was", "were", "been", "be", "being", "is", "are", "had", "has", "have"}
_HALF = {"when", "while", "as", "after", "before", "though", "although", "because", "since", "if",
    "there", "not", "only", "until", "once"}  # fmt: skip
_FUNCTION = ("by", "with", "in", "as", "to", "at", "on", "under", "for", "from")


@dataclass(frozen=True)
class Clause:
    """A clause taken apart. `rest` is what follows the verb, without a leading space."""

    subject: str
    adverb: str
    verb: str
    rest: str


@lru_cache(maxsize=10_000)
def split(clause: str) -> Clause | None:
    """Subject, adverb, verb and the rest, if the subject is a short plain noun phrase."""
    aside = _APPOSITION.match(clause)
    if aside:
        found = split(f"{aside[1]} {clause[aside.end() :]}")
        whole = clause[: aside.end() - 1]
        return replace(found, subject=whole) if found and found.subject == aside[1] else None
    tokens = clause.split(" ")
    for place, word in enumerate(tokens[:14]):
        if place == 0 or not word.isalpha() or not word.islower():
            continue
        if word == "by" and tokens[place - 1] == "led":
            continue  # "a government led by Abbott"
        if word in _STOPS:
            return None
        if word in ("was", "were") or base_after(tokens, place):
            before = tokens[:place]
            adverb = before.pop() if before[-1] in _ADVERBS else ""
            subject = " ".join(before)
            if not before or not plain_subject(subject):
                return None
            adverb = "" if adverb in _POINTING else adverb
            return Clause(subject, adverb, word, " ".join(tokens[place + 1 :]))
        if may_be_finite(word):
            return None
    return None


def base_after(tokens: list[str], place: int) -> str | None:
    """The base of a past form in its place. "Lund left Velby" is sure where "left" alone is not."""
    word = tokens[place]
    base = base_of(word)
    following = tokens[place + 1] if place + 1 < len(tokens) else ""
    if base is None and word in _SURE_IN_PLACE:
        before = tokens[place - 1]
        if re.fullmatch(r"an?|the|its|his|her|their", following) or (word, following) == (
            "led",
            "to",
        ):
            return _SURE_IN_PLACE[word] if before not in _AUXILIARY else None
        sure = re.match(r"(?:off|up|out|all|[A-Z].*|[a-z]+ing)$", following)
        return _SURE_IN_PLACE[word] if sure and before[0].isupper() else None
    return base


@lru_cache(maxsize=10_000)
def plain_subject(subject: str) -> bool:
    """A noun phrase that can move behind "did": a name, names in a list, "the X", "engineers"."""
    bare = _PLACE.sub("", _ACRONYM.sub("", subject))
    if re.fullmatch(_NAMES, bare):
        bare = bare.split(",")[0]
    if not bare or re.search(r"[,;:()]|\s(?:in|on|at|with|by|from|to|of\s[a-z])\s", bare):
        return False
    parts = bare.split()
    first, last = parts[0], parts[-1]
    if _HALF & {word.lower() for word in parts} or re.search(r"['’]s?$", last):
        return False
    if last.endswith("ly") or last in ("later", "then", "soon", "still", "even", "once",
        "already", "now", "also"):  # fmt: skip
        return False
    if first in ("The", "the") or re.match(r"An?\s[a-z]", bare):
        return True
    if first.endswith("ly") or re.search(r"ing\b", bare):
        return False
    if first.islower():
        # "engineers from Intel", "a Bell Labs engineer": something in it must be named.
        return bool(re.search(r"[A-Z]", subject)) and not re.search(r"[a-z]ed\b", bare)
    if re.search(r"\s[a-z]+s$", bare) and first[-1] != "s":
        return True  # "Japanese engineers"
    return bool(re.match(r"[A-Z\d]|[a-z]+[A-Z]", bare))


def named_subject(subject: str, known: frozenset[str]) -> bool:
    """Whether its first word is written the same inside a question."""
    if subject.startswith("The ") or subject[0].islower():
        return True
    first, *more = subject.split()
    if re.match(_TITLE, subject):
        return True
    if (
        more
        and (more[0][0].isupper() or re.match(r"\S+ and [A-Z]", subject))
        and first not in NOT_NAMES
        and not _ROLE.match(first)
    ):
        return True  # "Analog Devices": a name of two words begins with a name
    return bool(names_in(first, known))


def lowered(subject: str) -> str:
    """A subject as it is written inside a sentence: "The yard" -> "the yard"."""
    return subject[0].lower() + subject[1:] if re.match(r"(?:The|An?)\s", subject) else subject


def invert(clause: str, middle: str, known: frozenset[str]) -> str | None:
    """ "IBM introduced X" -> "did IBM introduce X"; "X was founded" -> "was X founded".

    `middle` is what followed a value that was taken out of the end of the clause.
    """
    found = split(clause)
    if found is None or not named_subject(found.subject, known):
        return None
    rest = f"{found.rest}{middle}".strip()
    rest = re.sub(r"^(?:eventually|subsequently|later|also|finally|then)\s", "", rest)
    if re.match(r"An?\s[a-z]", found.subject):
        return None  # "A significant breakthrough came when …" makes no good question
    subject = lowered(found.subject)
    adverb = f"{found.adverb} " if found.adverb else ""
    passive = found.verb in ("was", "were")
    plain = one_clause(rest, passive=passive)
    if plain is None:
        return None
    if passive:
        following = re.match(
            r"(?:(?:first|officially|formally|also|finally|originally|then|jointly)\s)?(\w+)", plain
        )
        if following is None or not re.search(r"(?:ed|en|t|d|n)$", following[1]):
            return None
        if following[1] in ("not", "an", "in", "around", "about", "the"):
            return None
        return f"{found.verb} {subject} {adverb}{plain}"
    base = base_after([found.subject.split()[-1], found.verb, *plain.split()], 1)
    if base is None or re.match(r"by\b", plain) or not plain:
        return None
    return f"did {subject} {adverb}{base} {plain}"


def invert_subject(parts: Clause, known: frozenset[str]) -> str | None:
    """The subject as it is written inside a question, None when its capital is unsure."""
    if not named_subject(parts.subject, known) or re.match(r"An?\s[a-z]", parts.subject):
        return None
    return lowered(parts.subject)


def second_clause(rest: str) -> bool:
    """Whether another clause begins: "Fujitsu, Hitachi, and others" is only the end of a list."""
    for cut in _SECOND_CLAUSE.finditer(rest):
        tail = words(rest[cut.end() :])
        joined = re.match(r"\s([a-z]+)\b", rest[cut.end() :])
        if cut[0] == ", and" and joined and base_of(joined[1]):
            continue  # a second verb of the same subject: one_clause looks at it
        if cut[0] not in (", and", ", with") or any(may_be_finite(w) for w in tail):
            return True
    return False


def one_clause(rest: str, *, passive: bool = False) -> str | None:
    """The rest with a second main verb put in its base form; None when it is not surely one clause.

    After "did" no verb may stay in the past: "bought Lund and sold it" -> "buy Lund and sell it".
    """
    if re.search(r"\buntil\b|\band\s(?:a|an|another|the)\s(?:second|third|other)\b", rest):
        return None
    if second_clause(rest):
        return None
    for found in re.finditer(r",\s([a-z]+ed|led|left|set|put|cut|had)\s(\w+)", rest):
        if found[2] not in _FUNCTION:
            return None  # "…, employed 34,000 people" is a second main verb
    pieces: list[str] = []
    done = 0
    for found in _COORDINATED.finditer(rest):
        word = found[2].lower()
        if re.search(r"\b(?:which|who|that)\s$", rest[: found.start()]):
            continue
        if word in ("was", "were", "had", "has", "is", "later", "then", "eventually",
            "subsequently", "also"):  # fmt: skip
            return None
        past = base_of(word) or word.endswith("ed")
        if not past and word not in ("led", "left", "set", "put", "cut", "found", "became"):
            continue
        if passive and found[1] == "and" and word.endswith("ed"):
            continue  # "was restructured and renamed"
        if base_of(word) is None and re.match(r"\s[a-z]+", rest[found.end() :]):
            plain = re.match(
                r"\s(?:an?|the|its|his|her|their|to|by|with|in)\b", rest[found.end() :]
            )
            if plain is None and word not in ("led", "left", "became"):
                continue  # "fixed wireless access": an adjective
        base = _second_verb(rest, found)
        if base is None:
            return None
        pieces += [rest[done : found.start(2)], base]
        done = found.end(2)
    return "".join(pieces) + rest[done:]


def _second_verb(rest: str, found: re.Match[str]) -> str | None:
    """The base of a second verb of the same subject; None if it might be a participle."""
    before, after = rest[: found.start()], rest[found.end() :]
    base = base_of(found[2])
    if base is None or found[1] != "and" or _RELATIVE.search(before):
        return None
    if any(may_be_finite(word) and word.islower() for word in words(before)):
        return None
    sure = re.match(
        r"\s(?:an?|the|its|his|her|their|to|into|over|[A-Z][\w&.’'-]*)(?=[\s,.]|$)", after
    )
    return base if sure else None
