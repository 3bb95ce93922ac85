"""Terms with what a document says of them: a bold label, a heading or a defined word and its
predicate ("is triggered when a component is destroyed").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import tidy_phrase
from quizzes.generation.reading.clause import SUBJECTS, Clause, clause_at
from quizzes.generation.reading.render import render

Where = Literal["label", "heading", "definition"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term and one predicate of it, as it follows "which of these"; `group` are its equals."""

    name: str
    predicate: str
    opening: str  # the word that says what kind of thing is said: "caused", "test", "involve"
    span: str
    fact: SourceFact
    where: Where
    group: str
    plural: bool


_GENERIC = re.compile(
    r"\b(?:introduction|overview|conclusions?|summary|background|history|key|notes?|examples?|"
    r"benefits?|challenges?|advantages?|disadvantages?|limitations?|impact|importance|future|"
    r"considerations?|context|references|description|definition|purpose|results?|usage|uses?|"
    r"steps?|tips?|properties|indications?|contraindications?|clinical|findings?|"
    r"why|how|what|when|who|pros|cons|features?|characteristics|other|general|details|takeaways?|"
    r"questions?|first|second|third|step|day|week|phase|stage|part|chapter|section|symptoms?|"
    r"treatments?|causes?|diagnosis|management|location|timing|role|function|effects?|origins?|"
    r"mechanism|association|goals?|problems?|solutions?|issues?|outcomes?|"
    r"appearance|presentation|complications?)\b",
    re.I,
)
_TERM = re.compile(r"[\w@*\"“'‘(][\w\s/&'’().,@*+\"“”‘-]*$")

_NUMBERED = re.compile(r"^\d+[.)]\s*")
_BRACKETS = re.compile(r"\s*\([^)]*\)$")


def clean_label(label: str) -> str:
    """A bold label or heading as an option, "" if it is no term."""
    text = _NUMBERED.sub("", label.strip()).rstrip(":").strip()
    text = _BRACKETS.sub("", text)
    if (
        not text
        or "_" in text
        or len(text.split()) > 5
        or not _TERM.match(text)
        or _GENERIC.search(text)
    ):
        return ""
    return text


def plural_name(name: str) -> bool:
    """Whether a term is written as more than one thing."""
    last = name.split()[-1].lower()
    return last.endswith("s") and not last.endswith(("ss", "is", "us", "ics", "os"))


def terms_of(fact: SourceFact, index: ModuleIndex) -> tuple[Term, ...]:
    """What the fact says of a term, in every reading that is sure."""
    parse = index.parse(fact)
    if parse is None or len(parse.roots()) != 1:
        return ()
    label, heading = clean_label(fact.lead_in), clean_label(fact.heading)
    if label:
        if fact.text.startswith(label) and re.match(
            r"[:\s]+[A-Z][a-z]+(?:ed|n)\s", fact.text[len(label) :]
        ):
            return ()  # "Angioplasty Considered the first …": a label that runs into its text
        said = _said_of(label, parse, _opens(fact, index, by_label=True) and _thing(label, index))
        if said is not None:
            group = f"{fact.lesson}|{fact.heading}"
            return (Term(label, *said, fact, "label", group, plural_name(label)),)
    elif heading and not fact.lead_in:
        near = _opens(fact, index, by_label=False) and _thing(heading, index)
        said = _said_of(heading, parse, near)
        if said is not None:
            return (Term(heading, *said, fact, "heading", fact.module, plural_name(heading)),)
    defined = _defined(fact, parse)
    return (defined,) if defined is not None else ()


def _opens(fact: SourceFact, index: ModuleIndex, *, by_label: bool) -> bool:
    """Whether nothing stands between the fact and its label but sentences about the same "it"."""
    before = index.before(fact)
    while before is not None and before.lesson == fact.lesson and before.heading == fact.heading:
        if by_label and before.lead_in != fact.lead_in:
            return True
        if not re.match(r"(?:It|Its|They)\s", before.text) and _starts_whole(before, index):
            return False
        before = index.before(before)
    return True


def _thing(name: str, index: ModuleIndex) -> bool:
    """Whether a label names a thing, so that "it" below may be that: the text speaks of it too."""
    if re.search(r"[A-Z].*[A-Z]|\d", name.split()[0]) or any(
        w in index.known for w in name.split()
    ):
        return True
    return any(name.lower() in fact.text.lower() for fact in index.facts)


def _starts_whole(fact: SourceFact, index: ModuleIndex) -> bool:
    parse = index.parse(fact)
    if parse is None or len(parse.roots()) != 1:
        return True
    name = clean_label(fact.lead_in) or clean_label(fact.heading)
    subject = parse.child(parse.roots()[0], *SUBJECTS)
    return subject is not None and not _same(parse.subtree_text(subject), name)


Said = tuple[str, str, str]


def _said_of(name: str, parse: Parse, near: bool) -> Said | None:
    """Predicate, opening and span, if the subject is the label: left out, "It", or its name."""
    tokens = parse.tokens
    root = parse.roots()[0]
    first = tokens[0]
    whole = (0, len(tokens))
    if root == 0 and parse.child(0, *SUBJECTS) is None:
        text = tidy_phrase(render(parse, range(*whole)))
        text = text[:1].lower() + text[1:]
        span = parse.span_text(*whole).rstrip(" .")
        if first.tag == "VBZ":
            return text, first.lemma, span
        following = tokens[1].text.lower() if len(tokens) > 1 else ""
        if first.tag == "VBN" and following in _AFTER_PARTICIPLE:
            return f"is {text}", first.lemma, span
        return None
    if first.text.lower() in ("a", "an") and tokens[root].pos == "NOUN" and _no_verb(parse, root):
        text = tidy_phrase(render(parse, range(*whole)))
        text = f"is {text[:1].lower()}{text[1:]}"
        return text, tokens[root].lemma, parse.span_text(*whole).rstrip(" .")
    clause = clause_at(parse, root)
    if clause is None or clause.before or clause.subject[0] != 0:
        return None
    subject = parse.span_text(*clause.subject)
    pointing = subject.lower() == ("they" if plural_name(name) else "it")
    if not _same(subject, name) and not (pointing and near):
        return None
    return _predicate(parse, clause)


_AFTER_PARTICIPLE = frozenset(
    """by for in to with as from when on at using through mainly primarily mostly after
    before""".split()
)


def _predicate(parse: Parse, clause: Clause) -> Said | None:
    places = sorted({*clause.auxiliaries, *clause.between, clause.verb, *clause.after})
    start, last = places[0], places[-1] + 1
    inside = set(places)
    if any(
        token.head in inside and token.head != clause.verb and token.dep in _NEEDED
        for token in parse.tokens[last:]
    ):
        return None  # "the claim, made by Lund, that …": the best part would be cut off
    short = {"'s": "is", "’s": "is", "'re": "are", "’re": "are"}
    put = {start: short.get(parse.tokens[start].text, parse.tokens[start].text.lower())}
    token = parse.tokens[clause.verb]
    attr = parse.child(clause.verb, "attr") if token.lemma == "be" else None
    opening = parse.tokens[attr].lemma if attr is not None else token.lemma
    return (
        tidy_phrase(render(parse, places, put)),
        opening.lower(),
        parse.span_text(start, last).rstrip(" ."),
    )


def _no_verb(parse: Parse, root: int) -> bool:
    return parse.child(root, *SUBJECTS) is None and not any(
        token.tag in ("VBD", "VBZ", "VBP") and token.dep in ("ROOT", "ccomp")
        for token in parse.tokens
    )


def _bare(text: str) -> str:
    text = re.sub(r"\s*\([^)]*\)", "", text).strip().lower()
    return re.sub(r"^(?:the|an?)\s", "", text).rstrip("s")


def _same(subject: str, name: str) -> bool:
    return _bare(subject) == _bare(name)


_NEEDED = ("ccomp", "xcomp", "acl", "relcl", "pcomp", "pobj", "dobj", "conj")
_POINTERS = {"this", "these", "that", "those", "one", "another"}
_DEFINING = {"refer", "mean", "describe", "denote"}


def _defined(fact: SourceFact, parse: Parse) -> Term | None:
    """ "A directive is a class that …": the subject with what it is."""
    root = parse.roots()[0]
    clause = clause_at(parse, root)
    if clause is None or clause.before or clause.auxiliaries or clause.past:
        return None
    if clause.subject[0] != 0 or clause.subject[1] > 6 or not _defines(parse, clause):
        return None
    first = parse.tokens[0]
    subject = clause.subject_text()
    if first.pos == "PRON" or first.text.lower() in _POINTERS:
        return None
    named = any(token.pos == "PROPN" for token in parse.tokens[: clause.subject[1]])
    linked = any(term.lower() in subject.lower() for term in fact.terms)
    if first.text.lower() == "the" and not named and not linked:
        return None
    name = clean_label(re.sub(r"^(?:[Tt]he|[Aa]n?)\s", "", subject))
    if not name or len(name.split()) > 4 or "," in name:
        return None
    said = _predicate(parse, clause)
    if said is None:
        return None
    name = name[:1].upper() + name[1:]
    return Term(name, *said, fact, "definition", fact.module, clause.plural)


def _defines(parse: Parse, clause: Clause) -> bool:
    token = parse.tokens[clause.verb]
    if token.lemma != "be":
        return token.lemma in _DEFINING
    attr = parse.child(clause.verb, "attr")
    if attr is None or parse.tokens[attr].pos != "NOUN":
        return False
    more = ("relcl", "acl", "prep", "appos")
    if not any(parse.tokens[k].dep in more for k in parse.children(attr)):
        return False
    opening = parse.tokens[clause.after[0]].text.lower() if clause.after else ""
    if opening == "the" and parse.tokens[0].text.lower() in ("a", "an"):
        return False  # "A claim of hers is the one that …" defines nothing
    return opening in ("a", "an", "the") or clause.plural
