"""A clause as a question, as a sentence, or its verb in another form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.parse import Parse
from quizzes.generation.reading.clause import Clause, words_after
from quizzes.generation.reading.inflection import VerbForm, inflect
from quizzes.generation.reading.render import UNSURE, lower_first, render

# Past and present are written alike; with one subject the tagger's "present" is a past.
_UNCHANGING = {"bet", "cut", "set", "put", "hit", "let", "cost", "split", "quit", "shut", "cast",
    "spread", "read", "hurt", "beat", "burst", "shed", "upset", "offset"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Casing:
    """Words that a document writes with a capital inside sentences, and those it writes without."""

    names: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


def uncapitalised(clause: Clause, place: int, text: str, casing: Casing) -> str:
    """The text without the capital of a sentence's first word, unless a name was put there."""
    if place in clause.put:
        return text
    return lower_first(clause.parse, place, text, casing.names, casing.plain)


def question(clause: Clause, casing: Casing, *, times_last: bool = True) -> str | None:
    """ "did Lund close its dock in 1934", to be put behind "Why", "How" or "For what purpose"."""
    parse = clause.parse
    tokens = parse.tokens
    who = uncapitalised(clause, clause.subject[0], clause.subject_text(), casing)
    between = clause.text(clause.between)
    rest = clause.text(clause.after)
    if clause.auxiliaries:
        front = tokens[clause.auxiliaries[0]].text.lower()
        middle = [tokens[i].text for i in clause.auxiliaries[1:]]
        verb = tokens[clause.verb].text
    elif tokens[clause.verb].lemma == "be":
        front, middle, verb = tokens[clause.verb].text.lower(), [], ""
    else:
        tag = tokens[clause.verb].tag
        front = {"VBD": "did", "VBZ": "does", "VBP": "do"}[tag]
        if tag == "VBP" and not clause.plural_subject:
            if tokens[clause.verb].lemma not in _UNCHANGING:
                return None
            front = "did"
        middle, verb = [], inflect(tokens[clause.verb].lemma, "base")
    opening = clause.text(clause.before)
    if UNSURE in who:
        return None  # a name or a word that only begins the sentence: nobody can tell
    tail = ""
    head = ""
    if opening:
        opening = uncapitalised(clause, clause.before[0], opening, casing)
        if UNSURE in opening:
            return None
        if (
            times_last
            and len(opening.split()) <= 4
            and re.match(r"(?:in|on|during|at|by|after|before)\s", opening)
        ):
            tail = opening
        else:
            head = opening
    parts = [front, who, *middle, between, verb, rest, tail]
    asked = " ".join(part for part in parts if part)
    return f"{head}|{asked}" if head else asked


def ask(word: str, asked: str) -> str:
    """The whole question from its question word and what `question` gave."""
    head, _, rest = asked.rpartition("|")
    if head:
        return f"{head[:1].upper()}{head[1:]}, {word[:1].lower()}{word[1:]} {rest}?"
    return f"{word} {rest}?"


def told(clause: Clause, *, subject: str | None = None) -> str:
    """The clause as a sentence, for the gates that look whether it stands alone."""
    parse = clause.parse
    who = clause.subject_text() if subject is None else subject
    opening = clause.text(clause.before)
    parts = [
        who[:1].upper() + who[1:] if not opening else who,
        *(parse.tokens[i].text for i in clause.auxiliaries),
        clause.text(clause.between),
        parse.tokens[clause.verb].text,
        clause.text(clause.after),
    ]
    text = " ".join(part for part in parts if part)
    return f"{opening[:1].upper()}{opening[1:]}, {text}." if opening else f"{text}."


def verb_phrase(
    parse: Parse, verb: int, form: VerbForm, leave_out: frozenset[int] = frozenset()
) -> str:
    """The verb in another form with everything that follows it, up to the first comment."""
    rest = render(parse, words_after(parse, verb, leave_out))
    return f"{inflect(parse.tokens[verb].lemma, form)} {rest}".strip()
