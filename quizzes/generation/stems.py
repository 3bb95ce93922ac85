"""From a sentence and one value in it to a stem: a natural question where a pattern is sure of it,
the sentence with a gap otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .inversion import invert, lowered, named_subject, one_clause, plain_subject, split
from .sentences import words
from .values import Value
from .verbs import base_of, base_of_present, may_be_finite

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


def natural_stem(text: str, value: Value, known: frozenset[str]) -> Stem | None:
    """A question that the value answers; None unless every part of the sentence is understood."""
    sentence = text.rstrip()
    if not sentence.endswith(".") or sentence.count('"') % 2 or value.end > len(sentence) - 1:
        return None
    question: str | None = None
    if value.kind == "year":
        question = _year_question(sentence[:-1], value, known)
    elif value.kind in ("share", "count", "money"):
        question = _subject_question(sentence[:-1], value) or _object_question(
            sentence[:-1], value, known
        )
    if question is None:
        return None
    question = question.rstrip(" ,")
    return Stem(f"{question[0].upper()}{question[1:]}?", natural=True)


# ---- years ----

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SEASON = r"(?:(?:early|late|mid)[\s-]|the\s(?:spring|summer|fall|autumn|winter)\sof\s)?"
_DATE = (
    rf"(?:[Ii]n\s{_SEASON}(?:(?P<month>{_MONTH})(?:\sof|,)?\s)?|"
    rf"[Oo]n\s(?P<day>{_MONTH}\s\d{{1,2}},|\d{{1,2}}\s{_MONTH},?)\s)"
)
_MADE = (
    r"(?P<made>founded|established|incorporated|formed|launched|created|built|invented|"
    r"introduced|completed|released|discovered|commissioned|developed|opened|started)"
)
# "After World War II, IBM returned …": an opening that can follow the question's end as well.
_OPENER = re.compile(
    r"^(?P<opener>(?:After|Following|Despite|Upon|During|Under|To|Alarmed|Unlike|Alongside|Through|"
    r"[A-Z][a-z]+ed\s(?:by|about|with|at)|As\spart\sof|At|With|Within)\s[^,\d]*),\s(?=[A-Z]|the\s|an?\s)"
)


# "…, a law passed in 1890" and "… and sold it in 1965" date something else than the main verb.
_DATED_ASIDE = re.compile(
    r"[a-z]\S*\s.*,\s(?:an?\s|the\s|which\s|who\s|whose\s|[a-z]+(?:ed|ing)\b|(?:built|made|held|led|won)\b)"
    r"[^,]*$|\band\s(?:then\s)?[a-z]+ed\s(?:an?|the|its|his|her|their|it|[A-Z])"
)
_INNER_OPENER = re.compile(
    r"^(?P<opener>(?:at|after|following|amid|during|despite|upon|under|as\spart\sof|[a-z]+ing|"
    r"(?:an?|one|two|three|four|five|ten|\w+teen)\s(?:few\s)?(?:years?|months?|decades?)\s"
    r"(?:after|before))\s[^,\d]*),\s(?=[A-Z]|the\s|an?\s)"
)


def _year_question(text: str, value: Value, known: frozenset[str]) -> str | None:
    before, after = text[: value.start], text[value.end :]
    inserted = _inserted_year(before, after, known)
    if inserted:
        return inserted
    opened = re.fullmatch(_DATE, before)
    trailing = ""
    if opened:
        clause, middle = re.sub(r"^,?\s", "", after), ""
        led = _INNER_OPENER.match(clause)
        if led and "," not in clause[led.end() :]:
            trailing = f", {led['opener']}"
            clause = clause[led.end() :]
    else:
        opened = re.search(rf"\s{_DATE}$", before)
        if opened is None:
            return None
        clause, middle = before[: opened.start()], after
        if _DATED_ASIDE.search(clause):
            return None
        if middle and not re.match(
            r",?\s(?:to|at|by|for|with|as|from|under|through|when|after|following|because|due|"
            r"[a-z]+ing|[a-z]+(?:ed|en)\sby|(?:an?|\w+)\s(?:few\s)?(?:years?|months?)\s"
            r"(?:before|after))\b",
            middle,
        ):
            return None
        led = _OPENER.match(clause)
        if led and "," in clause[led.end() :] + middle:
            inverted = invert(clause[led.end() :], middle, known)
            if inverted is None or not re.match(r"(?:After|Following|Despite|During)\s", clause):
                return None
            when = _when(opened)
            return f"{led['opener']}, {when[0].lower()}{when[1:]} {inverted.rstrip(' ,')}"
        if led:
            lead = led["opener"]
            comma = "," if re.match(r"\w+ed\b|Unlike|With", lead) else ""
            trailing = f"{comma} {lead[0].lower()}{lead[1:]}"
            clause = clause[led.end() :]
    inverted = invert(clause, middle, known)
    if inverted is None:
        return None
    return f"{_when(opened)} {inverted.rstrip(' ,')}{trailing}"


def _when(date: re.Match[str]) -> str:
    if date["day"]:
        return f"On {date['day'].rstrip(',')} of which year"
    return f"In {date['month']} of which year" if date["month"] else "In which year"


def _inserted_year(before: str, after: str, known: frozenset[str]) -> str | None:
    """ "Lund, founded in 1907, grew" and "Founded in 1907 by Bruun, Lund grew"."""
    first = re.fullmatch(rf"{_MADE.replace('(?P<made>', '(?P<made>(?i:').replace(')', '))', 1)}"
                         rf"\s{_DATE}", before)  # fmt: skip
    if first:
        cut = re.match(r"(?P<by>\sby\s[^,]+)?,\s", after)
        found = split(after[cut.end() :]) if cut else None
        if cut is None or found is None or not named_subject(found.subject, known):
            return None
        if re.search(r"\sand\s|[a-z]s$", found.subject):
            return None  # one thing or several? "was" must fit
        by = cut["by"] or ""
        return f"{_when(first)} was {lowered(found.subject)} {first['made'].lower()}{by}"
    inner = re.fullmatch(
        rf"(?P<subject>[^,]+),\s(?P<which>which\s)?(?P<was>was\s)?{_MADE}\s{_DATE}", before
    )
    if inner and re.search(r"\sand\s|[a-z]s$", inner["subject"]):
        return None
    if inner is None or not re.match(r"(?:\sby\s[^,]+)?,\s[a-z]", after):
        return None
    subject = inner["subject"]
    plain = plain_subject(subject) and named_subject(subject, known)
    if not plain or any(may_be_finite(w) and w.islower() for w in words(subject)):
        return None
    by = after[: after.index(",")]
    active = inner["which"] and not inner["was"]
    if active and inner["made"] not in ("opened", "started"):
        return None
    verb = base_of(inner["made"]) if active else inner["made"]
    return f"{_when(inner)} {'did' if active else 'was'} {lowered(subject)} {verb}{by}"


# ---- shares, counts and sums ----

_BEFORE_VALUE = re.compile(
    r"^(?P<opener>(?:In|By|During|At|After|Before|On|As\sof|Between|Over)\s[^,]{1,45},\s)?(?P<rest>.*)$"
)
_NEAR = re.compile(
    r"(?:^|\s)(?:(about|around|approximately|roughly|nearly|almost|some|an\sestimated)|only|just)$",
    re.I,
)
_TAIL = (
    r"(?:in|into|to|by|at|on|from|with|as|during|through|since|when|between|per|across|"
    r"after|before|annually|worldwide|globally|yearly|each|every|compared|while|under|using|due|because|thanks|despite|"
    r"following|without|versus)\b"
)


def _lead(before: str) -> tuple[str, str, str]:
    """What stands before a value: an opener of time or place, the rest, and "about " if near."""
    found = _BEFORE_VALUE.match(before)
    opener, rest = (found["opener"] or "", found["rest"]) if found else ("", before)
    near = _NEAR.search(rest.rstrip())
    if near is None:
        return opener, rest, ""
    return opener, rest.rstrip()[: near.start()], "about " if near[1] else ""


def _subject_question(text: str, value: Value) -> str | None:
    """The value as subject: "80% of X comes from …" -> "What share of X comes from …?"."""
    opener, lead, near = _lead(text[: value.start])
    if lead.strip():
        return None
    rest = text[value.end :].strip()
    if value.kind == "share":
        if not re.match(r"of\s[^,]+?\s\w+", rest) or not any(may_be_finite(w) for w in words(rest)):
            return None
        return f"{opener}{near}what share {rest}"
    if value.kind == "count":
        head = rest[len(value.noun) :].split()
        if not head or not may_be_finite(head[0]) or head[0].endswith("ing"):
            return None
        return f"{opener}{near}how many {rest}"
    return None


_MONEY_VERBS = {"spent", "paid", "invested", "raised", "lost", "earned", "received", "borrowed",
    "donated", "committed", "pledged", "generated", "contributed", "cost", "totaled", "allocated",
    "reached", "owed", "saved", "granted", "made",
    "provided", "lent", "issued", "charged", "won", "sent", "put", "secured", "attracted", "gave",
    "repaid", "budgeted", "approved", "needed"}  # fmt: skip
# Past forms that are something else elsewhere, but not right before a figure.
_BEFORE_A_FIGURE = {"had": "have", "cost": "cost", "cut": "cut", "used": "use", "owned": "own",
    "left": "leave", "lost": "lose", "combined": "combine", "shut": "shut"}  # fmt: skip
_NO_OBJECT = {"rise", "fall", "grow", "increase", "decrease", "drop", "decline", "jump", "become",
    "say", "come", "go", "offer", "agree", "know", "mean", "result"}  # fmt: skip


def _object_question(text: str, value: Value, known: frozenset[str]) -> str | None:
    """ "IBM held 60% of X in Y" -> "What share of X did IBM hold in Y?"; sums and counts alike."""
    opener, clause, near = _lead(text[: value.start])
    clause = clause.strip()
    linked = re.search(r"\s(?:for)$", clause)
    if linked:
        if not re.search(r"\baccount(?:ed|s)\sfor$", clause):
            return None
        clause = clause[: linked.start()]
    changed = re.search(r"\sby$", clause)
    if changed:
        clause = clause[: changed.start()]
    subject, _, verb = clause.rpartition(" ")
    how = re.search(r"\s(\w+ly|first)$", subject)
    adverb = f"{how[1]} " if how else ""
    subject = subject[: how.start()] if how else subject
    progressive = re.search(r"\s(is|are|has|have|had|will|would|was|were)$", subject)
    if progressive:
        subject = subject[: progressive.start()]
    if not subject or not plain_subject(subject) or not named_subject(subject, known):
        return None
    inside = [word for word in words(subject) if word.islower()]
    if any(may_be_finite(word) for word in inside) or subject.count(" ") > 8:
        return None
    what = _what(value, text[value.end :], near)
    if what is None:
        return None
    thing, tail = what
    plain = one_clause(tail)
    if plain is None or re.search(r",\s(?:whose|[A-Z])|\band\s[$€£¥]?\d", plain):
        return None
    subject = lowered(subject)
    link = " for" if linked else ""
    if value.kind == "share" and thing.endswith("percentage") is not bool(_moved(verb)):
        return None
    if progressive:
        past = (base_of(verb) or "") if progressive[1] not in ("was", "were") else ""
        if not past and not re.search(r"ing$|^(?:spend|pay|invest|cost)$", verb):
            return None
        if value.kind == "money" and not re.match(r"(?:spen|pa[iy]|invest|receiv|cost|los)", verb):
            return None
        return f"{opener}{thing} {progressive[1]} {subject} {adverb}{verb}{link}{plain}"
    if verb in ("was", "were") and value.kind == "share":
        return f"{opener}{thing} {verb} {subject}{plain}"
    if value.kind == "money" and verb not in _MONEY_VERBS:
        return None
    formed = _BEFORE_A_FIGURE.get(verb) or base_of(verb)
    present = base_of_present(verb)
    base = formed or present
    if base is None or (base in _NO_OBJECT and not thing.endswith("percentage")):
        return None
    if changed and not thing.endswith("percentage"):
        return None
    does = "did" if formed else ("do" if present == verb else "does")
    return f"{opener}{thing} {does} {subject} {adverb}{base}{link}{plain}"


def _moved(verb: str) -> bool:
    """Whether a share after the verb is a change: "fell 20%"."""
    return verb in ("rose", "risen", "fell", "fallen", "grew", "grown", "increased", "decreased",
        "dropped", "declined", "jumped", "plunged", "plummeted", "shrank", "surged")  # fmt: skip


_LOOSE = re.compile(r"\b(?:what|that|which|who|them|it)\b")


def _what(value: Value, after: str, near: str) -> tuple[str, str] | None:
    """ "what share of X", "how many X", "how much"; and what is left of the sentence."""
    if value.kind == "money":
        # "$30 million annually", "worth of", "loans" belong to the sum: only a plain rest will do.
        plain = re.match(
            r"(?:\s(?:for|to|on|in|from|into|at|by|toward|towards|during|when)\b|,\s[a-z]+ing\b|$)",
            after,
        )
        return (f"{near}how much", after) if plain else None
    if value.kind == "share":
        found = re.match(rf"\s(of\s[^,;:]+?)(?=\s{_TAIL}|,|$)", after)
        if found is None and re.match(rf"\s{_TAIL}|,\s|$", after):
            return f"by {near}what percentage", after
        if found is None or _LOOSE.search(found[1]):
            return None
        return f"{near}what share {found[1]}", after[found.end() :]
    noun = re.match(
        rf"\s{re.escape(value.noun)}(?:\sof\s[^,;:]+?)?(?=\s{_TAIL}|\sfor\b|,|$)", after
    )
    if noun is None or _LOOSE.search(noun[0]):
        return None
    return f"{near}how many{noun[0]}", after[noun.end() :]
