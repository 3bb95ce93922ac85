"""From a value and its clause to a question that the value answers, and the clause as statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizzes.generation.parse import Parse
from quizzes.generation.values import Value, hedge_of

from .asking import Manner, inverted, loose, opening, remainder, statement, whole
from .pieces import Pieces, pieces_of, unbroken
from .predicates import Predicate, predicate_at
from .render import render
from .roles import Role, dated_verb, role_of
from .wording import SHARES, SUMS, asked_with


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the clause it was made from as a sentence, its subject, and what was asked."""

    stem: str
    statement: str
    subject: str
    part: str


def ask_value(parse: Parse, value: Value, manner: Manner) -> Asked | None:
    """The question for one value; None where a word of the clause is not surely understood."""
    if value.kind == "year":
        return _ask_year(parse, value, manner)
    return _ask_figure(parse, value, manner)


def _clause(
    parse: Parse, verb: int, wanted: frozenset[int], *, dated: bool = False
) -> tuple[Predicate, Pieces] | None:
    predicate = predicate_at(parse, verb)
    if predicate is None:
        return None
    pieces = pieces_of(predicate, wanted, dated=dated)
    if pieces is None or len(pieces.subject) > 14:
        return None
    return predicate, pieces


# ---- years ----

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)


def dated_clause(
    parse: Parse, value: Value, manner: Manner
) -> tuple[Predicate, Pieces, frozenset[int]] | None:
    """The clause that a year dates, its pieces and the words of the date.

    None where the year may date something else, where the clause is no deed of the past, or where
    a word of it is not surely understood.
    """
    dated = dated_verb(parse, value)
    if dated is None:
        return None
    verb, date = dated
    found = _clause(parse, verb, date, dated=True)
    if found is None:
        return None
    predicate, pieces = found
    if _dates_another(predicate, date):
        return None
    if predicate.copula or not predicate.past or loose(predicate, pieces, manner):
        return None
    if parse.tokens[predicate.verb].lemma.lower() in _STATES:
        return None
    return predicate, pieces, date


def _ask_year(parse: Parse, value: Value, manner: Manner) -> Asked | None:
    found = dated_clause(parse, value, manner)
    if found is None:
        return None
    predicate, pieces, date = found
    told = statement(predicate, pieces, manner)
    predicate = _simple(predicate)
    words = render(parse, date)
    when = _when(words)
    if not when:
        return None
    asked = inverted(predicate, pieces, manner, date)
    opened = opening(predicate, pieces, manner, date)
    if opened and not _dated_opening(opened):
        stem = (
            whole("", f"{when} {asked} {opened}")
            if _trails(opened)
            else whole(opened, f"{when} {asked}")
        )
    else:
        stem = whole("", f"{when} {asked}")
    return Asked(stem, told, manner.say(parse, pieces.subject), predicate.kind)


# States last: that they were so in one year does not make the year worth asking for.
_STATES = {"have", "want", "need", "know", "think", "feel", "seem", "remain", "stay", "contain",
    "include", "exist", "live", "lack", "depend", "own", "like", "mean", "hope", "consist",
    "belong"}  # fmt: skip
# What is supported, remembered or described has its own year.
_ATTITUDES = {"support", "oppose", "criticize", "condemn", "praise", "describe", "discuss",
    "mention",
    "commemorate", "celebrate", "investigate", "study", "recall", "recount", "survive", "remember",
    "resemble", "follow", "precede", "analyze", "examine", "reflect", "mark", "concern",
    "cover"}  # fmt: skip


def _dates_another(predicate: Predicate, date: frozenset[int]) -> bool:
    """ "addressed two laws passed in Florida in 2021": the year may be that of the inner verb."""
    tokens = predicate.parse.tokens
    between = range(predicate.verb + 1, min(date))
    if tokens[predicate.verb].lemma.lower() in _ATTITUDES and between:
        return True
    return any(
        tokens[one].pos in ("VERB", "AUX")
        and tokens[one].dep not in ("amod", "compound", "prep", "nmod")
        and not (tokens[one].dep == "xcomp" and tokens[one].head == predicate.verb)
        for one in between
    )


def _simple(predicate: Predicate) -> Predicate:
    """ "had bought" -> "bought": with its year the simple past says the same."""
    tokens = predicate.parse.tokens
    if predicate.front == "had" and len(predicate.auxiliaries) == 1:
        return replace(predicate, auxiliaries=(), base=tokens[predicate.verb].lemma, given="did")
    return predicate


def _dated_opening(opened: str) -> bool:
    return bool(re.search(r"\b\d{4}\b", opened))


def _trails(opened: str) -> bool:
    """Whether an opening reads as well at the end of the question."""
    return (
        len(opened.split()) <= 8
        and bool(
            re.match(
                r"(?:after|at|during|under|with|within|by|in|on|following|before|from)\b", opened
            )
        )
        and "," not in opened
    )


def _when(words: str) -> str:
    """ "in March 1984" -> "in March of which year"."""
    text = words.strip().rstrip(",").strip()
    day = re.search(rf"{_MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}\s{_MONTH}", text)
    if day:
        return f"on {day[0]} of which year"
    month = re.search(_MONTH, text)
    if month:
        return f"in {month[0]} of which year"
    if re.match(r"(?:at|near|towards?)\sthe\s(?:end|beginning|start)\sof\b", text, re.I):
        return "in which year"
    if re.match(r"(?:in|during)\b", text, re.I) or re.fullmatch(r"\d{4}", text):
        return "in which year"
    return ""


# ---- figures ----


def _ask_figure(parse: Parse, value: Value, manner: Manner) -> Asked | None:
    role = role_of(parse, value)
    if role is None:
        return None
    if not unbroken(parse, role.phrase) or _set_off(parse, role) or _torn(parse, role):
        return None
    found = _clause(parse, role.verb, role.phrase)
    if found is None:
        return None
    predicate, pieces = found
    if loose(predicate, pieces, manner):
        return None
    if role.part == "attribute":
        return _ask_attribute(parse, value, role, predicate, pieces, manner)
    what = asked_with(value, role, predicate, hedge_of(parse.text, value), manner)
    if not what:
        return None
    opened = opening(predicate, pieces, manner, role.phrase)
    told = statement(predicate, pieces, manner)
    subject = manner.say(parse, pieces.subject)
    if role.part == "subject":
        if predicate.subject != role.noun or predicate.shared:
            return None
        rest = remainder(predicate, pieces, manner, role.phrase)
        return Asked(whole(opened, f"{what} {rest}"), told, subject, role.part)
    asked = inverted(predicate, pieces, manner, role.phrase)
    prep = _preposition(parse, value, role, predicate, what)
    if prep is None:
        return None
    if prep == "for" and predicate.base == "account":
        asked, prep = _stranded(asked, "account", "for"), ""
    return Asked(whole(opened, f"{prep} {what} {asked}".strip()), told, subject, role.part)


def _set_off(parse: Parse, role: Role) -> bool:
    """ ", with 40% growth": a comment that happens to hang on the verb."""
    first = min(role.phrase)
    if first <= role.verb and role.prep is None:
        return False
    return first > 0 and parse.tokens[first - 1].text in (",", "(")


def _torn(parse: Parse, role: Role) -> bool:
    """ "analyzed 2,300 men with a risk factor": what belongs to the noun hangs on the verb."""
    tokens = parse.tokens
    last = max(role.phrase)
    objects = [one for one in parse.children(role.verb) if tokens[one].dep == "dobj"]
    if role.part == "object" and len(objects) > 1:
        return True
    return (
        role.part == "object"
        and last + 1 < len(tokens)
        and tokens[last + 1].text.lower() in ("with", "of", "aged", "who", "that", "between")
    )


def _stranded(asked: str, verb: str, prep: str) -> str:
    """ "account" -> "account for": the preposition stays where it was."""
    return re.sub(rf"\b{verb}\b", f"{verb} {prep}", asked, count=1)


def _preposition(
    parse: Parse, value: Value, role: Role, predicate: Predicate, what: str
) -> str | None:
    """The preposition that goes before the question word; "" for none, None to give up."""
    if role.prep is None:
        return ""
    prep = parse.tokens[role.prep].text.lower()
    others = {parse.tokens[one].text.lower() for one in parse.children(role.verb)}
    if (prep == "from" and "to" in others) or (prep == "to" and "from" in others):
        return None  # one end of a change
    if value.kind == "duration":
        return prep if prep == "for" else None  # from when "in" and "after" count is seldom said
    if value.kind == "money":
        return prep if prep in ("for", "at", "to", "by", "from", "with") else None
    if prep in ("with", "by", "to", "from", "for", "in", "on", "at", "across", "into", "through",
            "among", "of"):  # fmt: skip
        return prep if prep != "of" else None
    return None


def _ask_attribute(
    parse: Parse, value: Value, role: Role, predicate: Predicate, pieces: Pieces, manner: Manner
) -> Asked | None:
    """ "The cost of the dock was $5 million": "What was the cost of the dock?"."""
    if not predicate.copula or hedge_of(parse.text, value) not in ("", "about"):
        return None
    noun = parse.tokens[predicate.subject].text.lower()
    fits = (value.kind == "money" and noun in SUMS) or (value.kind == "share" and noun in SHARES)
    opened = opening(predicate, pieces, manner, role.phrase)
    told = statement(predicate, pieces, manner)
    subject = manner.say(parse, pieces.subject)
    asked = inverted(predicate, pieces, manner, role.phrase)
    if fits and role.noun == role.head:
        return Asked(whole(opened, f"what {asked}"), told, subject, role.part)
    if value.kind == "share":
        what = asked_with(value, role, predicate, hedge_of(parse.text, value), manner)
        if what.startswith(("what share of", "about what share of")):
            return Asked(whole(opened, f"{what} {asked}"), told, subject, role.part)
    return None
