"""One clause of a parsed sentence: its subject, its verb, what follows; asked or told again.

Everything here refuses (None) rather than guesses: a clause without a subject of its own, with a
negation, or with a modal verb is no good ground for a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from quizzes.generation.parse import Parse
from quizzes.generation.reading.render import render

SUBJECTS = ("nsubj", "nsubjpass")
_MODAL = {
    "would", "could", "may", "might", "must", "should", "will", "shall", "ought", "'ll",
    "’ll", "'d", "’d",
}  # fmt: skip
# Words that tie a sentence to the one before it; a question does without them.
_DROPPED = {"also", "however", "therefore", "thus", "furthermore", "moreover", "additionally",
    "consequently", "instead", "then", "hence", "meanwhile", "nevertheless", "nonetheless",
    "similarly", "likewise", "accordingly", "ultimately", "eventually", "finally", "initially",
    "subsequently", "later", "reportedly", "allegedly", "notably", "crucially", "interestingly",
    "ironically", "unfortunately", "further", "still", "even", "just", "simply", "soon", "again",
    "already", "once", "now", "essentially", "effectively", "thereby", "often", "typically",
    "generally", "usually", "primarily", "largely", "specifically", "importantly",
    "significantly", "famously", "historically", "actually", "indeed", "too"}  # fmt: skip
_HEDGED = {"possibly", "perhaps", "probably", "maybe", "likely", "potentially", "supposedly",
    "partly", "partially"}  # fmt: skip
_TYING = re.compile(
    r"(?:for (?:example|instance)|in (?:addition|response|turn|fact|particular|contrast|general|"
    r"practice|essence|reality|some cases|many cases|part|other words|short|total|the end|"
    r"the process)|"
    r"as (?:a result|a consequence|such|mentioned)|at the same time|by contrast|on the other hand|"
    r"over time|of course|to (?:this|that) end|in the meantime|from there|"
    r"beyond (?:this|that)|with (?:this|that))$",
    re.I,
)
LONGEST_SUBJECT = 17
_COMPLETING = ("dobj", "xcomp", "ccomp", "attr", "acomp", "oprd", "prt", "dative", "agent")


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause, its words as indices into the parse.

    `before` stands before the subject ("In 1987"), `after` after the verb, without what was left
    out. `auxiliaries` are in their order; none for a simple past or present.
    """

    parse: Parse
    verb: int
    subject: tuple[int, int]
    auxiliaries: tuple[int, ...]
    before: tuple[int, ...]
    between: tuple[int, ...]
    after: tuple[int, ...]
    put: Mapping[int, str] = field(default_factory=dict)  # names in the place of pronouns

    @property
    def past(self) -> bool:
        """Whether it tells of the past."""
        first = self.parse.tokens[self.auxiliaries[0] if self.auxiliaries else self.verb]
        return first.tag == "VBD" or first.text.lower() in ("was", "were", "had", "did")

    @property
    def passive(self) -> bool:
        """Whether its subject is what something was done to."""
        return any(self.parse.tokens[i].dep == "auxpass" for i in self.auxiliaries)

    @property
    def plural(self) -> bool:
        """Whether its subject is more than one, as far as verb and noun tell."""
        first = self.parse.tokens[self.auxiliaries[0] if self.auxiliaries else self.verb]
        low = first.text.lower()
        if low in ("was", "is", "has", "does"):
            return False
        if low in ("were", "are", "have", "do") or first.tag == "VBP":
            return True
        return self.plural_subject

    @property
    def plural_subject(self) -> bool:
        """Whether the subject itself is written as more than one."""
        head = next(
            i
            for i in range(*self.subject)
            if not self.subject[0] <= self.parse.tokens[i].head < self.subject[1]
            or self.parse.tokens[i].head == i
        )
        joined = any(
            token.dep == "conj" and token.head == head
            for token in self.parse.tokens[self.subject[0] : self.subject[1]]
        )
        token = self.parse.tokens[head]
        return (
            joined
            or token.tag in ("NNS", "NNPS")
            or token.text.lower() in ("they", "we", "you", "people", "police", "these", "those")
        )

    def subject_text(self) -> str:
        """The subject, with names for pronouns and the comma that closes an inserted phrase."""
        text = render(self.parse, range(*self.subject), self.put)
        end = self.subject[1]
        closing = {token.text for token in self.parse.tokens[end - 1 : end + 1]}
        return f"{text}," if "," in text and "," in closing else text

    def text(self, places: Iterable[int]) -> str:
        """The words at these places, with names for pronouns."""
        return render(self.parse, places, self.put)


def under(parse: Parse, i: int) -> set[int]:
    """A word and everything that hangs on it."""
    return set(parse.under(i))


def clause_at(
    parse: Parse,
    verb: int,
    leave_out: frozenset[int] = frozenset(),
    put: Mapping[int, str] | None = None,
) -> Clause | None:
    """The clause of a finite verb without some of its words; None when it is not safe to ask."""
    found = parse.once(("clause", verb, leave_out), lambda: _clause_at(parse, verb, leave_out))
    return replace(found, put=put) if found is not None and put else found


def _clause_at(parse: Parse, verb: int, leave_out: frozenset[int]) -> Clause | None:
    tokens = parse.tokens
    children = parse.children(verb)
    subjects = [
        i
        for i in children
        if tokens[i].dep in SUBJECTS or (tokens[i].dep == "csubj" and tokens[i].tag == "VBG")
    ]
    if len(subjects) != 1 or any(tokens[i].dep in ("neg", "expl", "mark") for i in children):
        return None
    auxiliaries = tuple(i for i in children if tokens[i].dep in ("aux", "auxpass") and i < verb)
    first = tokens[auxiliaries[0] if auxiliaries else verb]
    if any(tokens[i].lemma not in ("be", "have", "do", "can") for i in auxiliaries):
        return None
    if any(tokens[i].text.lower() in _MODAL for i in auxiliaries):
        return None
    if first.tag not in ("VBD", "VBZ", "VBP") and first.text.lower() != "can":
        return None
    if any(tokens[i].text.lower() in _HEDGED for i in children if tokens[i].dep == "advmod"):
        return None
    if tokens[subjects[0]].pos not in ("NOUN", "PROPN", "PRON", "NUM", "VERB"):
        return None
    span = parse.subtree(subjects[0])
    if span[1] - span[0] > LONGEST_SUBJECT or span[1] > (auxiliaries[0] if auxiliaries else verb):
        return None
    if any(i in leave_out for i in range(*span)):
        return None
    own = under(parse, verb) - leave_out
    before = _before(parse, verb, span[0], leave_out)
    if before is None:
        return None
    between = tuple(
        i for i in sorted(own) if span[1] <= i < verb and i not in auxiliaries
        and tokens[i].text.lower() not in _DROPPED and tokens[i].text != ","
    )  # fmt: skip
    if any(tokens[i].dep not in ("advmod", "npadvmod") for i in between):
        return None
    after = words_after(parse, verb, leave_out)
    if any(
        i > verb and i not in after and i not in leave_out and tokens[i].dep in _COMPLETING
        for i in children
    ):
        return None  # "Why did Lund replicate?": what the verb needs would be lost
    aim = tokens[verb].lemma == "be" and any(
        tokens[i].dep in ("xcomp", "ccomp") and i in leave_out for i in children
    )
    if (
        tokens[verb].lemma == "be"
        and not aim
        and not any(
            tokens[i].head == verb and tokens[i].dep in ("attr", "acomp", "prep", "oprd")
            for i in after
        )
    ):
        return None  # "is largely due to …" leaves nothing to ask about
    return Clause(parse, verb, span, auxiliaries, before, between, after, {})


def is_order(parse: Parse, verb: int) -> bool:
    """Whether a root tells the reader to do something: "Oil the pan"."""
    token = parse.tokens[verb]
    if token.head != verb or token.tag not in ("VB", "VBP") or token.pos != "VERB":
        return False
    if any(
        parse.tokens[i].dep in (*SUBJECTS, "csubj", "aux", "auxpass", "neg", "expl")
        for i in parse.children(verb)
    ):
        return False
    openings = [i for i in parse.children(verb) if i < verb and parse.tokens[i].dep != "punct"]
    return all(parse.tokens[i].dep in ("advcl", "prep", "advmod") for i in openings)


def _bare_participle(parse: Parse, i: int) -> bool:
    return not any(parse.tokens[k].dep in ("mark", "nsubj", "aux") for k in parse.children(i))


def _before(
    parse: Parse, verb: int, start: int, leave_out: frozenset[int]
) -> tuple[int, ...] | None:
    """Phrases before the subject that belong to the statement: times, places, conditions."""
    tokens = parse.tokens
    kept: list[int] = []
    for child in parse.children(verb):
        if child >= start or child in leave_out:
            continue
        token = tokens[child]
        if token.dep in ("punct", "cc", "intj", "preconj"):
            continue
        if token.dep == "advmod" and len(parse.under(child)) <= 2:
            continue
        if token.dep in ("prep", "npadvmod", "advcl"):
            if (
                token.dep == "advcl"
                and token.tag in ("VBG", "VBN")
                and _bare_participle(parse, child)
            ):
                continue  # "Working with Velby, why did Lund …?" asks two things at once
            if _TYING.match(render(parse, sorted(under(parse, child)))):
                continue
            kept.extend(sorted(under(parse, child) - leave_out))
        elif token.dep in ("aux", "auxpass"):
            return None  # the sentence is a question or inverted already
        else:
            return None
    return tuple(sorted(kept))


def words_after(parse: Parse, verb: int, leave_out: frozenset[int]) -> tuple[int, ...]:
    """What follows the verb, up to the first comment, second verb or consequence."""
    tokens = parse.tokens
    end = len(tokens)
    for child in parse.children(verb):
        if child <= verb:
            continue
        first = parse.subtree(child)[0]
        comma = first > 0 and tokens[first - 1].text in (",", "—", "–", ";", ":", "-")
        if (
            tokens[child].dep in ("conj", "cc", "parataxis", "ccomp")
            and tokens[child].dep != "ccomp"
        ) or (comma and tokens[child].dep in ("advcl", "prep", "appos", "relcl", "acl", "dep")):
            end = min(end, first)
        elif tokens[child].text in (";", ":", "—", "–"):
            end = min(end, child)
    own = sorted(i for i in under(parse, verb) if verb < i < end and i not in leave_out)
    # A relative clause or participle set off by a comma at the very end is a comment as well.
    for i in list(own):
        token = tokens[i]
        if token.dep in ("relcl", "acl", "advcl") and token.head in own:
            first, last = parse.subtree(i)
            if first > 0 and tokens[first - 1].text == "," and last >= own[-1]:
                own = [k for k in own if k < first - 1]
                break
    while own and (
        tokens[own[-1]].dep in ("cc", "punct") and tokens[own[-1]].text not in ('"', "”", ")")
    ):
        own.pop()
    return tuple(own)
