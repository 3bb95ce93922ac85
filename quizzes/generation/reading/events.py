"""What happened in which year: a dated clause told without its date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizzes.generation.parse import Parse
from quizzes.generation.values import find_values, hedge_of

from .asking import Manner, statement
from .value_questions import dated_clause


@dataclass(frozen=True, slots=True)
class Event:
    """`told` is the clause without its date and full stop, `sentence` the clause with both.

    `span` are the words of the text from the verb to the end of the clause.
    """

    told: str
    sentence: str
    year: int
    span: str


def events(parse: Parse, manner: Manner) -> tuple[Event, ...]:
    """The events of a sentence, at most one a year that stands in it exactly."""
    found: list[Event] = []
    for value in find_values(parse.text):
        if value.kind != "year" or hedge_of(parse.text, value):
            continue
        dated = dated_clause(parse, value, manner)
        if dated is None:
            continue
        predicate, pieces, date = dated
        sentence = statement(predicate, pieces, manner)
        bare = replace(
            pieces,
            before=tuple(one for one in pieces.before if one not in date),
            after=tuple(one for one in pieces.after if one not in date),
        )
        told = statement(predicate, bare, manner).removesuffix(".")
        if tells_its_time(told) or not any(one > predicate.verb for one in bare.after):
            continue
        places = (*predicate.auxiliaries, predicate.verb, *bare.after)
        span = parse.span_text(min(places), max(places) + 1).rstrip(" .,;")
        found.append(Event(told, sentence, int(value.number), span))
    return tuple(found)


# An event that says when it was, or that something began, ended or came again with it, can be put
# in its place by its words alone.
_TELLING = re.compile(
    r"\b(?:1[5-9]|20)\d\d|\d0s\b|\b\d+(?:st|nd|rd|th)\b|"
    r"\b\d+[- ]?(?:nm|nanometers?|micron|bit|kilobit|megabit|inch)\b|"
    r"\b(?:first|second|third|fourth|fifth|last|latest|final(?:ly)?|next|newest|original(?:ly)?|"
    r"initial(?:ly)?|early|earliest|late|later|former(?:ly)?|previous(?:ly)?|old|oldest|remaining|"
    r"another|again|still|already|finally|eventually|ultimately|successor|predecessor|"
    r"(?:re|co-?)?found(?:ed|s|ing)?|establish\w*|creat(?:ed|ion)|merg\w*|incorporat\w*|born|invent\w*|synthesi\w*|discover\w*|prototype|set\sup|ceas\w*|retir\w*|"
    r"died|death|bankrupt\w*|liquidat\w*|dissol\w*|abolish\w*|collaps\w*|resum\w*|reopen\w*|"
    r"re-?elect\w*|resign\w*|renam\w*|chang\w*\s(?:its|the)\sname|independen\w*|"
    r"war|wars|WWII|postwar|soviet|pandemic|covid\S*|decade|century|centenary|anniversary|ago|"
    r"years?|months?|weeks?|since|until|by\sthen|now|today|recent(?:ly)?|II|III|IV)\b|"
    r"-generation\b",
    re.I,
)


def tells_its_time(told: str) -> bool:
    """Whether the words of an event give away when it was, or where it stands in a story."""
    return bool(_TELLING.search(told))
