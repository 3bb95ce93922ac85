"""A clause as a question and as a plain statement, from its pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizzes.generation.parse import Parse

from .pieces import Pieces
from .predicates import PARTICIPLE, RELATIVE, Predicate
from .render import lower_first, mended, render, upper_first


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are written: what replaces a token ("It" -> "Lund"), and which capitals stay."""

    known: frozenset[str]
    common: frozenset[str]
    replaced: Mapping[int, str] = field(default_factory=dict)

    def say(self, parse: Parse, indices: tuple[int, ...] | frozenset[int]) -> str:
        """The words as they stand inside a sentence."""
        places = sorted(indices)
        if not places:
            return ""
        text = render(parse, places, self.replaced)
        if places[0] in self.replaced:
            return text
        return lower_first(parse, places[0], text, self.known, self.common)


def inverted(predicate: Predicate, pieces: Pieces, manner: Manner, without: frozenset[int]) -> str:
    """ "did Lund close its dock": what follows "In which year"."""
    parse = predicate.parse
    subject = manner.say(parse, pieces.subject)
    if subject and _appositive(subject):
        subject += ","
    between = render(parse, pieces.between, manner.replaced)
    after = tuple(one for one in pieces.after if one not in without)
    if predicate.base:
        verbs = [predicate.base]
    elif predicate.copula:
        verbs = []
    else:
        verbs = [parse.tokens[one].text for one in (*predicate.auxiliaries[1:], predicate.verb)]
        if predicate.given:
            verbs[-1] = verbs[-1].lower()
    *inner, verb = verbs or [""]
    parts = [predicate.front, subject, *inner, between, verb, render(parse, after, manner.replaced)]
    return mended(" ".join(part for part in parts if part))


def _appositive(subject: str) -> bool:
    return bool(re.search(r",\s(?:an?|the|[A-Z])[^,]+$", subject)) and " and " not in subject


def remainder(predicate: Predicate, pieces: Pieces, manner: Manner, without: frozenset[int]) -> str:
    """What follows when the value is the subject: "came from Wales in 1921"."""
    parse = predicate.parse
    words = [
        one for one in (*predicate.auxiliaries, predicate.verb, *pieces.between, *pieces.after)
        if one not in without
    ]  # fmt: skip
    return render(parse, words, manner.replaced)


def opening(predicate: Predicate, pieces: Pieces, manner: Manner, without: frozenset[int]) -> str:
    """The phrases before the subject, "" for none: "after the war, in 1921"."""
    before = tuple(one for one in pieces.before if one not in without)
    return manner.say(predicate.parse, before)


def statement(predicate: Predicate, pieces: Pieces, manner: Manner) -> str:
    """The clause as a sentence of its own, for the gates that look whether it stands alone."""
    parse = predicate.parse
    before = manner.say(parse, pieces.before)
    body = (*predicate.auxiliaries, predicate.verb, *pieces.between, *pieces.after)
    subject = manner.say(parse, pieces.subject)
    said = render(parse, body, manner.replaced)
    if predicate.given:
        said = said[:1].lower() + said[1:]
    parts = [subject, predicate.given, said]
    told = " ".join(part for part in parts if part)
    return f"{upper_first(f'{before}, {told}' if before else told)}."


def loose(predicate: Predicate, pieces: Pieces, manner: Manner) -> bool:
    """Whether a pronoun of the clause may mean something that the question does not name.

    "its" is the subject's, and "it" in a later clause is the subject; anything else is unsure.
    """
    parse = predicate.parse
    tokens = parse.tokens
    head = tokens[predicate.subject]
    several = head.tag in ("NNS", "NNPS") or parse.child(predicate.subject, "conj") is not None
    if predicate.subject in manner.replaced:
        several = False
    for one in pieces.all:
        token = tokens[one]
        low = token.text.lower()
        if low in ("that", "those") and one + 1 < len(tokens) and tokens[one + 1].text == "of":
            continue
        if one in manner.replaced or token.pos not in ("PRON", "DET") or low.endswith("sel"):
            continue
        if low in ("it", "he", "she", "they"):
            fits = several is (low == "they")
            if one in pieces.subject or token.dep not in ("nsubj", "nsubjpass") or not fits:
                return True
        elif low in ("its", "his", "her", "their"):
            if one in pieces.subject or predicate.kind in (RELATIVE, PARTICIPLE):
                return True
            if (low == "their") is not several and not (low == "their" and head.pos == "PROPN"):
                return True
            if low == "her" and token.tag == "PRP":
                return True
        elif (
            low in ("them", "him", "this", "that", "these", "those")
            and token.pos == "PRON"
            and (token.tag in ("PRP", "DT"))
        ):
            return True
    return False


def whole(opened: str, question: str) -> str:
    """Opening and question as one sentence."""
    text = f"{opened}, {question}" if opened else question
    return f"{upper_first(mended(text))}?"
