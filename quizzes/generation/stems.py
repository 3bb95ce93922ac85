"""From a sentence and one value in it to a stem: a natural question where a pattern is sure of it,
the sentence with a gap otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .sentences import names_in, words
from .values import Value
from .verbs import base_of, may_be_finite

GAP = "_____"


@dataclass(frozen=True)
class Stem:
    """A stem and whether it is a question (else it has a gap)."""

    text: str
    natural: bool


_AFTER_CONVERSION = re.compile(
    r"^\s?\((?:or\s|about\s|around\s|approximately\s|roughly\s|equivalent\sto\s|some\s|nearly\s|"
    r"over\s|~\s?|≈\s?)*"
    r"(?:US|A|C)?[$€£¥]?\s?\d[^()]{0,40}\)"
    r"|^,?\s(?:equivalent\sto|equal\sto|or\sabout|or\sapproximately|or\sroughly|or\saround)\s"
    r"(?:about\s|approximately\s|roughly\s)?(?:US)?[$€£¥]?\s?\d[\d.,]*(?:\s(?:thousand|million|"
    r"billion|trillion))?"
    r"(?:\s(?:yen|dollars|won|yuan|pounds|euros))?(?=[\s.,])"
)


def without_conversion(text: str, value: Value) -> str:
    """The sentence without the same sum in another currency or unit, which would give it away."""
    rest = _AFTER_CONVERSION.sub("", text[value.end :])
    return text[: value.end] + rest


def gap_stem(text: str, value: Value) -> Stem:
    """The sentence with the value taken out; a sum goes with its sign and scale."""
    return Stem(f"{text[: value.start]}{GAP}{text[value.end :]}", natural=False)


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SECOND_CLAUSE = re.compile(
    r",\s(?:and|but|so|yet|while|whereas|with|though|although|then)\b|;|—|–|:"
)
_COORDINATED = re.compile(r"\b(?:and|but|or|then|also|later|subsequently|eventually)\s(\w+)")
_RELATIVE = re.compile(
    r"\b(?:that|who|which|whose|where|when|if|because|since|although|while)\b", re.I
)


def natural_stem(text: str, value: Value, known: frozenset[str]) -> Stem | None:
    """A question that the value answers; None unless every part of the sentence is understood."""
    sentence = text.rstrip()
    if not sentence.endswith(".") or '"' in sentence or "“" in sentence:
        return None
    if value.kind == "year":
        return _year_question(sentence[:-1], value, known)
    if value.kind in ("share", "count"):
        question = _subject_question(sentence[:-1], value)
        if question:
            return question
    if value.kind == "money":
        return _money_question(sentence[:-1], value, known)
    return None


def _year_question(text: str, value: Value, known: frozenset[str]) -> Stem | None:
    before, after = text[: value.start], text[value.end :]
    opened = re.fullmatch(rf"In\s(?:({_MONTH})(?:\sof)?\s)?", before)
    if opened:
        clause = re.sub(r"^,?\s", "", after)
        middle = ""
    else:
        closed = re.search(rf"\sin\s(?:({_MONTH})(?:\sof)?\s)?$", before)
        if closed is None:
            return None
        opened = closed
        clause, middle = before[: closed.start()], after
        if middle and not re.match(
            r",?\s(?:to|at|by|for|with|as|from|under|through|when|[a-z]+ing)\b", middle
        ):
            return None
    lead = f"In {opened[1]} of which year" if opened[1] else "In which year"
    inverted = _invert(clause, middle, known)
    return Stem(f"{lead} {inverted.rstrip(' ,')}?", natural=True) if inverted else None


def _invert(clause: str, middle: str, known: frozenset[str]) -> str | None:
    """ "IBM introduced X" -> "did IBM introduce X"; "X was founded" -> "was X founded"."""
    found = _split(clause)
    if found is None:
        return None
    subject, adverb, verb, rest = found
    rest += middle
    if not _one_clause(rest) or not _named_subject(subject, known):
        return None
    if re.match(r"An?\s[a-z]", subject):
        return None  # "A significant breakthrough came when …" makes no good question
    if re.match(r"The\s", subject):
        subject = subject[0].lower() + subject[1:]
    adverb = f"{adverb} " if adverb else ""
    if verb in ("was", "were"):
        following = re.match(
            r"\s(?:(?:first|officially|formally|also|finally|originally)\s)?(\w+)", rest
        )
        if following is None or not re.search(r"(?:ed|en|t|d|n)$", following[1]):
            return None
        return f"{verb} {subject} {adverb}{rest.strip()}"
    base = base_of(verb)
    if base is None or re.match(r"\sby\b", rest) or not rest.strip():
        return None
    return f"did {subject} {adverb}{base} {rest.strip()}"


_ADVERBS = ("first", "also", "officially", "formally", "finally", "successfully", "publicly",
    "famously",
    "originally", "again", "reportedly", "briefly", "jointly", "quickly")  # fmt: skip


def _split(clause: str) -> tuple[str, str, str, str] | None:
    """Subject, adverb, verb and the rest, if the subject is a short plain noun phrase."""
    tokens = clause.split(" ")
    for place, token in enumerate(tokens[:9]):
        if place == 0:
            continue
        if not token.isalpha() or not token.islower():
            continue
        if token in ("that", "who", "which", "whose", "to", "by", "with", "from", "than", "as"):
            return None
        if token in ("was", "were") or base_of(token):
            before = tokens[:place]
            adverb = before.pop() if before[-1] in _ADVERBS else ""
            subject = " ".join(before)
            if not before or not _plain_subject(subject):
                return None
            return subject, adverb, token, " " + " ".join(tokens[place + 1 :])
        if may_be_finite(token):
            return None
    return None


def _plain_subject(subject: str) -> bool:
    if re.search(r"[,;:()]|\s(?:in|on|at|with|by|from|to)\s", subject):
        return False
    first = subject.split()[0]
    if first == "The" or re.match(r"An?\s[a-z]", subject):
        return True
    last = subject.split()[-1]
    if last.endswith("ly") or last in (
        "later",
        "then",
        "soon",
        "still",
        "even",
        "once",
        "already",
        "now",
    ):
        return False
    if first.endswith("ly") or re.search(r"ing\b", subject):
        return False
    if re.search(r"\s[a-z]+s$", subject) and first[0].isupper() and first[-1] != "s":
        return True  # "Japanese engineers"
    return bool(re.match(r"[A-Z\d]|[a-z]+[A-Z]", subject)) and first not in (
        "When",
        "As",
        "While",
        "After",
    )


def _named_subject(subject: str, known: frozenset[str]) -> bool:
    """Whether the first word keeps its capital inside a question: it is a name, or "The"."""
    return subject.startswith("The ") or bool(names_in(subject.split()[0], known))


def _one_clause(rest: str) -> bool:
    """No second finite verb that would still stand in the past after "did"."""
    if re.search(r"\buntil\b", rest):
        return False
    for cut in _SECOND_CLAUSE.finditer(rest):
        # "Fujitsu, Hitachi, and others" is the end of a list: no verb follows it.
        listed = cut[0] == ", and" and not any(may_be_finite(w) for w in words(rest[cut.end() :]))
        if not listed:
            return False
    for found in re.finditer(r",\s([a-z]+ed|led|left|set|put|cut|had)\s(\w+)", rest):
        if found[2] not in ("by", "with", "in", "as", "to", "at", "on", "under", "for", "from"):
            return False  # "…, employed 34,000 people" is a second main verb
    for found in _COORDINATED.finditer(rest):
        word = found[1].lower()
        if word in (
            "was",
            "were",
            "had",
            "has",
            "is",
            "later",
            "then",
            "eventually",
            "subsequently",
            "also",
        ):
            return False
        if base_of(word) or word in ("led", "left", "set", "put", "cut", "found", "became"):
            return False
        if word.endswith("ed"):
            return False
    return True


def _subject_question(text: str, value: Value) -> Stem | None:
    """The value as subject: "80% of X comes from …" -> "What share of X comes from …?"."""
    about = re.fullmatch(r"(?:(About|Around|Approximately|Roughly)\s)?", text[: value.start])
    if about is None:
        return None
    rest = text[value.end :].strip()
    hedge = "About " if about[1] else ""
    if value.kind == "share":
        if not rest.startswith("of ") or not any(may_be_finite(w) for w in words(rest)):
            return None
        question = f"{hedge}what share {rest}?"
    else:
        head = rest[len(value.noun) :].split()
        if not head or not may_be_finite(head[0]) or head[0].endswith("ing"):
            return None
        question = f"{hedge}how many {rest}?"
    return Stem(question[0].upper() + question[1:], natural=True)


_MONEY_VERBS = {"spent": "spend", "paid": "pay", "invested": "invest", "raised": "raise",
    "lost": "lose",
    "earned": "earn", "received": "receive", "borrowed": "borrow", "donated": "donate",
    "committed": "commit",
    "pledged": "pledge", "generated": "generate", "contributed": "contribute"}  # fmt: skip


def _money_question(text: str, value: Value, known: frozenset[str]) -> Stem | None:
    """ "Facebook paid $19 billion for WhatsApp" -> "How much did Facebook pay for WhatsApp?"."""
    before, after = text[: value.start].rstrip(), text[value.end :]
    about = re.search(r"\s(?:about|around|approximately|roughly)$", before)
    if about:
        before = before[: about.start()]
    opener = re.match(r"(In\s(?:\w+\s)?\d{4}),\s", before)
    clause = before[opener.end() :] if opener else before
    subject, _, verb = clause.rpartition(" ")
    if verb not in _MONEY_VERBS or not subject or not _plain_subject(subject):
        return None
    if (
        any(may_be_finite(word) and word.islower() for word in subject.split())
        or subject.count(" ") > 6
    ):
        return None
    # "$30 million annually", "worth of", "loans" belong to the sum: only a plain rest will do.
    if not re.match(
        r"(?:\s(?:for|to|on|in|from|into|at|by|toward|towards|during|when)\b|$)", after
    ):
        return None
    if not _one_clause(after) or not _named_subject(subject, known):
        return None
    if re.match(r"The\s", subject):
        subject = subject[0].lower() + subject[1:]
    when = f"{opener[1]}, " if opener else ""
    much = "about how much" if about else "how much"
    question = f"{when}{much} did {subject} {_MONEY_VERBS[verb]}{after}?"
    return Stem(question[0].upper() + question[1:], natural=True)
