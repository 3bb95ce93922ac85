"""A finite clause taken apart so that it can be asked: who, the verb, and what follows.

Everything here refuses (None) rather than guesses: a verb in a form that does not lead back to its
base, a negation, a modal, a half sentence or a second subject are no ground for a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizzes.generation.parse import Parse
from quizzes.generation.verbs import PAST_TO_BASE

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
_NO_FINAL_E = re.compile(
    r"(?:nd|ct|nt|rt|ft|pt|ss|ck|ld|rd|mp|rp|sh|tt|rk|lk|nk|sk|wn|ll|pp|rr|st)e$"
)
# How a clause stands in its sentence.
MAIN, INNER, RELATIVE, PARTICIPLE = "main", "inner", "relative", "participle"
# A clause behind one of these is as true as the sentence that it belongs to.
_FACTIVE = {"while", "whereas", "when", "as", "after", "before", "although", "though", "because"}
# Participles that tell of an event: what was "based" or "valued" was so for years.
_MADE = {"found", "establish", "form", "create", "launch", "build", "invent", "introduce",
    "complete", "release", "discover", "commission", "develop", "open", "start", "acquire",
    "publish", "incorporate", "sign", "pass", "enact", "buy", "sell", "construct", "write",
    "announce", "unveil", "set", "make", "design", "elect", "appoint", "inaugurate", "patent",
    "bear", "install", "demonstrate", "destroy", "kill", "assassinate", "adopt", "approve",
    "issue", "rename", "award", "ratify", "abolish", "ban", "host", "hold"}  # fmt: skip


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
    kind: str = MAIN
    given: str = ""  # the "was" that a participle does without: "Lund, founded in 1907, …"

    @property
    def finite(self) -> int:
        """The word that bears the tense, or would."""
        return self.auxiliaries[0] if self.auxiliaries else self.verb

    @property
    def past(self) -> bool:
        """Whether it tells of the past."""
        if self.given:
            return True
        low = self.parse.tokens[self.finite].text.lower()
        return self.parse.tokens[self.finite].tag == "VBD" or low in ("was", "were", "had", "did")

    @property
    def copula(self) -> bool:
        """Whether "be" itself is the verb: "The cost was …"."""
        return not self.base and not self.auxiliaries and not self.given

    @property
    def passive(self) -> bool:
        """Whether something was done to the subject."""
        return any(self.parse.tokens[one].dep == "auxpass" for one in self.auxiliaries)

    @property
    def front(self) -> str:
        """The word that opens a question: "did", "was", "has"."""
        if self.given:
            return self.given
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
    if low in PAST_TO_BASE and low.endswith("ed"):
        return PAST_TO_BASE[low]
    if _NO_FINAL_E.search(lemma):
        return ""  # "rebrande": a guess of the lemmatizer
    if low == inflect(lemma, "past"):
        return lemma
    doubled = len(lemma) > 2 and low == f"{lemma}{lemma[-1]}ed"
    return lemma if doubled or low == f"{lemma}ed" else ""


def predicate_at(parse: Parse, verb: int) -> Predicate | None:
    """The clause of a verb; None when it is not safe to ask."""
    tokens = parse.tokens
    kind = _kind(parse, verb)
    if not kind:
        return None
    if kind == PARTICIPLE:
        return _participle(parse, verb)
    children = parse.children(verb)
    deps = {tokens[one].dep for one in children}
    if deps & {"neg", "expl", "csubj", "csubjpass", "preconj"}:
        return None
    if kind in (MAIN, RELATIVE) and "mark" in deps:
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
    if shared and not auxiliaries and _agent(parse, verb):
        return None  # "saw the chip, jointly invented by Lund": a participle taken for a verb
    if kind == RELATIVE:
        subject = tokens[verb].head
    if auxiliaries or tokens[verb].lemma == "be":
        if auxiliaries and first.lemma not in ("be", "have", "can"):
            return None  # "did", "will", "used to"
        return Predicate(parse, verb, subject, auxiliaries, "", shared, kind)
    base = base_form(tokens[verb].text, tokens[verb].lemma.lower(), tokens[verb].tag)
    if not base or _agent(parse, verb):
        return None
    return Predicate(parse, verb, subject, (), base, shared, kind)


def _agent(parse: Parse, verb: int) -> bool:
    """Whether somebody is said to have done it: then the verb is a participle."""
    return parse.child(verb, "agent") is not None


def _participle(parse: Parse, verb: int) -> Predicate | None:
    """ "Lund, founded in 1907, grew" and "Founded in 1907, Lund grew"."""
    tokens = parse.tokens
    if tokens[verb].lemma.lower() not in _MADE or parse.child(verb, "neg", "aux", "auxpass"):
        return None
    up = tokens[verb].head
    if tokens[verb].dep == "acl":
        if tokens[up].pos != "PROPN" or up > verb or tokens[up].dep == "conj":
            return None
        subject = up
    else:
        found = parse.child(up, *SUBJECTS)
        if found is None or parse.subtree(verb)[0] != 0 or verb > found:
            return None
        subject = found
        if parse.child(verb, "mark", "advmod") is not None:
            return None
    several = tokens[subject].tag in ("NNS", "NNPS") or parse.child(subject, "conj") is not None
    return Predicate(parse, verb, subject, (), "", False, PARTICIPLE, "were" if several else "was")


def _kind(parse: Parse, verb: int) -> str:
    """How the clause of a verb stands in its sentence; "" where what it says may not be so."""
    tokens = parse.tokens
    token = tokens[verb]
    if token.pos not in ("VERB", "AUX"):
        return ""
    if is_main(parse, verb):
        return MAIN
    if (
        token.tag == "VBN"
        and token.dep in ("acl", "advcl")
        and not any(
            tokens[one].dep in ("aux", "auxpass", *SUBJECTS) for one in parse.children(verb)
        )
    ):
        first = parse.subtree(verb)[0]
        set_off = first == 0 or tokens[first - 1].text == ","
        return PARTICIPLE if set_off else ""
    if _relative(parse, verb):
        return RELATIVE
    if not is_main(parse, token.head):
        return ""
    up = parse.children(token.head)
    if token.dep == "advcl":
        if any(tokens[one].dep == "neg" or tokens[one].tag == "MD" for one in up):
            return ""
        marks = [
            tokens[one].text.lower()
            for one in parse.children(verb)
            if tokens[one].dep in ("mark", "advmod") and one < verb
            and tokens[one].tag in ("IN", "WRB")
        ]  # fmt: skip
        return INNER if len(marks) == 1 and marks[0] in _FACTIVE else ""
    return ""


def _relative(parse: Parse, verb: int) -> bool:
    """ ", which joined the Union in 2007," behind a name."""
    tokens = parse.tokens
    token = tokens[verb]
    own = parse.child(verb, *SUBJECTS)
    first = parse.subtree(verb)[0]
    return (
        token.dep == "relcl"
        and own is not None
        and tokens[own].text.lower() in ("which", "who")
        and own == first
        and tokens[first - 1].text == ","
        and tokens[token.head].pos == "PROPN"
        and tokens[token.head].dep != "conj"
        and parse.child(token.head, "conj") is None
        and token.head == first - 2
    )


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


def has_finite_root(parse: Parse) -> bool:
    """Whether the text is a whole sentence: its first root is finite and has a subject."""
    tokens = parse.tokens
    roots = parse.roots()
    if not roots:
        return False
    root = roots[0]
    if tokens[root].pos not in ("VERB", "AUX"):
        return False
    children = parse.children(root)
    own = [one for one in children if tokens[one].dep in (*SUBJECTS, "expl", "csubj", "csubjpass")]
    auxiliaries = [one for one in children if tokens[one].dep in ("aux", "auxpass")]
    finite = any(tokens[one].tag in (*FINITE, "MD") for one in (root, *auxiliaries))
    return bool(own) and finite


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
