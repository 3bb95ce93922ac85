"""A finite clause taken apart so that it can be asked: who, the verb, and what follows.

Everything here refuses (None) rather than guesses: a verb in a form that does not lead back to its
base, a negation, a modal, a half sentence or a second subject are no ground for a question.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizzes.generation.parse import Parse

from .inflection import inflect

SUBJECTS = ("nsubj", "nsubjpass")
FINITE = ("VBD", "VBZ", "VBP")
_PAST_ODD = {"was": "be", "were": "be", "had": "have", "did": "do", "lay": "lie",
    "led": "lead", "fell": "fall", "felt": "feel", "found": "find", "founded": "found",
    "programmed": "program", "canceled": "cancel", "cancelled": "cancel", "got": "get",
    "learnt": "learn", "traveled": "travel", "travelled": "travel", "modeled": "model",
    "labeled": "label", "labelled": "label", "fueled": "fuel", "fuelled": "fuel",
    "totaled": "total", "totalled": "total", "went": "go", "wound": "wind",
    "shined": "shine", "dove": "dive", "pled": "plead", "worshipped": "worship",
    "kidnapped": "kidnap", "leveled": "level", "rivaled": "rival",
    "signaled": "signal"}  # fmt: skip
LONGEST_SUBJECT = 16


@dataclass(frozen=True, slots=True)
class Predicate:
    """A clause, its words as indices into the parse.

    `base` is the verb's base form where the question needs "did"; "" where an auxiliary or a form
    of "be" moves to the front instead (`auxiliaries`, or the verb itself).
    """

    parse: Parse
    verb: int
    subject: int  # the head of the subject
    auxiliaries: tuple[int, ...]
    base: str
    shared: bool  # the subject belongs to an earlier verb as well: "bought X and sold Y"

    @property
    def finite(self) -> int:
        """The word that bears the tense."""
        return self.auxiliaries[0] if self.auxiliaries else self.verb

    @property
    def past(self) -> bool:
        """Whether it tells of the past."""
        low = self.parse.tokens[self.finite].text.lower()
        return self.parse.tokens[self.finite].tag == "VBD" or low in ("was", "were", "had", "did")

    @property
    def copula(self) -> bool:
        """Whether "be" itself is the verb: "The cost was …"."""
        return not self.base and not self.auxiliaries

    @property
    def passive(self) -> bool:
        """Whether something was done to the subject."""
        return any(self.parse.tokens[one].dep == "auxpass" for one in self.auxiliaries)

    @property
    def front(self) -> str:
        """The word that opens a question: "did", "was", "has"."""
        token = self.parse.tokens[self.finite]
        if not self.base:
            return token.text.lower()
        return {"VBD": "did", "VBZ": "does", "VBP": "do"}[token.tag]


def base_form(word: str, lemma: str, tag: str) -> str:
    """The base of a finite form; "" unless the way back from it leads to the same form."""
    low = word.lower()
    if tag == "VBP":
        return low if low == lemma else ""
    if tag == "VBZ":
        return lemma if low == inflect(lemma, "third") else ""
    odd = _PAST_ODD.get(low)
    if odd is not None:
        return odd
    if low == inflect(lemma, "past"):
        return lemma
    doubled = len(lemma) > 2 and low == f"{lemma}{lemma[-1]}ed"
    return lemma if doubled or low == f"{lemma}ed" else ""


def predicate_at(parse: Parse, verb: int) -> Predicate | None:
    """The clause of a verb; None when it is not safe to ask."""
    tokens = parse.tokens
    if tokens[verb].pos not in ("VERB", "AUX"):
        return None
    children = parse.children(verb)
    deps = {tokens[one].dep for one in children}
    if deps & {"neg", "expl", "csubj", "csubjpass", "mark", "preconj"}:
        return None
    subject, shared = _subject(parse, verb)
    if subject is None:
        return None
    auxiliaries = tuple(
        one for one in children if tokens[one].dep in ("aux", "auxpass") and one < verb
    )
    if shared and not auxiliaries and tokens[verb].tag == "VBN":
        auxiliaries = _lent(parse, verb)  # "was founded in 1950 and sold in 1960"
    if any(one < subject for one in auxiliaries):
        return None  # a question already, or an inverted sentence
    first = tokens[auxiliaries[0] if auxiliaries else verb]
    if first.tag not in FINITE and first.text.lower() not in ("can",):
        return None
    if any(tokens[one].tag == "MD" for one in auxiliaries[1:]):
        return None
    if auxiliaries or tokens[verb].lemma == "be":
        if auxiliaries and first.lemma not in ("be", "have", "can"):
            return None  # "did", "will", "used to"
        return Predicate(parse, verb, subject, auxiliaries, "", shared)
    base = base_form(tokens[verb].text, tokens[verb].lemma.lower(), tokens[verb].tag)
    if not base:
        return None
    return Predicate(parse, verb, subject, (), base, shared)


def is_main(parse: Parse, verb: int) -> bool:
    """Whether a verb is the sentence's own, or joined with it by "and" or "but"."""
    tokens = parse.tokens
    while tokens[verb].head != verb:
        if tokens[verb].dep != "conj":
            return False
        verb = tokens[verb].head
        if tokens[verb].pos not in ("VERB", "AUX"):
            return False
    return True


def _subject(parse: Parse, verb: int) -> tuple[int | None, bool]:
    """The head of the subject, and whether it is lent by the verb that this one is joined to."""
    tokens = parse.tokens
    shared = False
    while True:
        own = [one for one in parse.children(verb) if tokens[one].dep in SUBJECTS]
        if len(own) > 1:
            return None, False
        if own:
            return (own[0], shared) if own[0] < verb else (None, False)
        if tokens[verb].dep != "conj" or tokens[tokens[verb].head].pos not in ("VERB", "AUX"):
            return None, False
        verb, shared = tokens[verb].head, True


def _lent(parse: Parse, verb: int) -> tuple[int, ...]:
    """The auxiliaries of the verb that this participle is joined to."""
    head = parse.tokens[verb].head
    return tuple(
        one for one in parse.children(head)
        if parse.tokens[one].dep in ("aux", "auxpass") and one < head
    )  # fmt: skip
