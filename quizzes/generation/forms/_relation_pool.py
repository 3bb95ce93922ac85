"""What a document says in phrases that could be options, gathered once for a module by shape."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal
from weakref import WeakKeyDictionary

from quizzes.generation.forms._option_words import problem_with_option
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import answer_words, finite_past, single, tidy_phrase, whole
from quizzes.generation.reading.clause import Clause, clause_at, is_order, under
from quizzes.generation.reading.conditions import condition_of
from quizzes.generation.reading.goals import GOALS
from quizzes.generation.reading.happenings import (
    ACTORS,
    AMID,
    BRINGS,
    COMES,
    EVENTFUL,
    FACED,
    HAPPENINGS,
    OPENS,
    happening,
    nouns,
    particular,
)
from quizzes.generation.reading.inflection import VerbForm, inflect
from quizzes.generation.reading.questions import Casing, verb_phrase
from quizzes.generation.reading.relation_words import BRINGING
from quizzes.generation.reading.relations import Relation, is_effect, relations
from quizzes.generation.reading.render import UNSURE, lower_first, render
from quizzes.generation.words import content

Shape = Literal["to", "by", "it", "noun", "outcome", "clause", "do", "object"]
_GOAL_FORMS: tuple[tuple[Shape, VerbForm, str], ...] = (
    ("to", "base", "purpose"),
    ("by", "gerund", "means"),
)
_COMMON = 0.12  # a word in more than this share of the facts is the document's topic


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something the document says that may stand among options of a shape."""

    text: str
    fact: SourceFact
    real: bool  # it answers the same kind of question about something else
    past: bool
    event: bool = False  # a noun phrase names something that happens, and not a thing


class Pool:
    """Every phrase of one module by shape, and which of its words are common in it."""

    def __init__(self, index: ModuleIndex) -> None:
        self.index = index
        self.relations: dict[str, tuple[Relation, ...]] = {}
        self.words: dict[str, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for fact in index.facts:
            parse = index.parse(fact)
            self.relations[fact.id] = relations(parse) if parse is not None else ()
            found = nouns(parse) if parse is not None else content(fact.text)
            self.words[fact.id] = found
            counts.update(found)
        least = max(3.0, _COMMON * len(index.facts))
        title = content(index.facts[0].title) if index.facts else frozenset()
        self.common = frozenset(word for word, n in counts.items() if n >= least) | title
        self.known = frozenset(counts)
        self.casing = Casing(index.known, _plain(index))
        self.phrases: dict[Shape, list[Phrase]] = {
            "to": [], "by": [], "it": [], "noun": [], "outcome": [], "clause": [],
            "do": [], "object": [],
        }  # fmt: skip
        for fact in index.facts:
            parse = index.parse(fact)
            if parse is not None:
                self._read(fact, parse)

    def telling(self, text: str) -> frozenset[str]:
        """The nouns and names of a text that are not the document's topic."""
        return (content(text) & self.known) - self.common

    def _add(
        self,
        shape: Shape,
        text: str,
        fact: SourceFact,
        *,
        real: bool,
        past: bool,
        event: bool = False,
    ) -> None:
        text = tidy_phrase(text)
        if UNSURE in text:
            return
        if shape in ("noun", "outcome", "object") and len(particular(text)) < 2:
            return
        if not problem_with_option(text) and content(text) & self.known:
            self.phrases[shape].append(Phrase(text, fact, real, past, event))

    def _read(self, fact: SourceFact, parse: Parse) -> None:
        taken: set[int] = set()
        for relation in self.relations[fact.id]:
            taken.add(relation.head)
            text = render(parse, answer_words(relation))
            if relation.shape == "verb":
                head = relation.head
                kept = single(relation, answer_words(relation))
                rest = render(parse, tuple(i for i in kept if i > head))
                lemma = parse.tokens[head].lemma
                kind = relation.kind
                for shape, form, own in _GOAL_FORMS:
                    if lemma in GOALS or kind == own:
                        self._add(
                            shape,
                            f"{inflect(lemma, form)} {rest}",
                            fact,
                            real=kind == own,
                            past=True,
                        )
                if kind == "effect" or lemma in EVENTFUL:
                    self._it(lemma, rest, fact, real=kind == "effect")
            elif relation.shape == "noun":
                text = lower_first(
                    parse, relation.words[0], text, self.casing.names, self.casing.plain
                )
                if not whole(relation, answer_words(relation)):
                    continue
                event = happening(parse.tokens[relation.head].lemma)
                if relation.way == "object":
                    self._add("object", text, fact, real=True, past=True, event=event)
                    continue
                caused = relation.kind == "effect"
                self._add("outcome", text, fact, real=caused, past=True, event=event)
                if caused:
                    self._it("lead", f"to {text}", fact, real=True)
                self._add("noun", text, fact, real=not caused, past=True, event=event)
            else:
                self._add("clause", text, fact, real=True, past=finite_past(parse, relation.head))
        for i, token in enumerate(parse.tokens):
            if i not in taken and token.tag in ("VB", "VBG") and token.lemma in GOALS:
                self._goal(fact, parse, i)
        for verb in parse.roots():
            self._root(fact, parse, verb)
        for i, token in enumerate(parse.tokens):
            if i not in taken and token.pos == "NOUN":
                self._noun(fact, parse, i)

    def _it(self, lemma: str, rest: str, fact: SourceFact, *, real: bool) -> None:
        self._add("it", f"{inflect(lemma, 'past')} {rest}", fact, real=real, past=True)
        self._add("it", f"{inflect(lemma, 'third')} {rest}", fact, real=real, past=False)

    def _noun(self, fact: SourceFact, parse: Parse, i: int) -> None:
        """A noun phrase that could be a cause or an outcome, by its head and by what it does."""
        token = parse.tokens[i]
        governor = parse.tokens[token.head]
        affected = token.dep == "dobj" and governor.lemma in BRINGING
        if not happening(token.lemma) and not affected:
            return
        cause = (
            (token.dep == "nsubj" and governor.lemma in EVENTFUL | BRINGS)
            or (token.dep == "dobj" and governor.lemma in FACED)
            or (token.dep == "pobj" and governor.text.lower() in AMID)
        )
        outcome = (
            (token.dep == "dobj" and governor.lemma in FACED | BRINGS)
            or (token.dep == "nsubj" and governor.lemma in COMES)
            or (token.dep == "pobj" and governor.text.lower() in ("to", "in") and
                parse.tokens[governor.head].lemma in BRINGS)
        )  # fmt: skip
        full = token.lemma in HAPPENINGS or any(
            parse.tokens[k].text == "of" for k in parse.children(i)
        )
        if not cause and not outcome and not full and not affected:
            return
        pseudo = Relation(
            "cause", parse, i, i, tuple(sorted(under(parse, i))), frozenset(), "noun", ""
        )
        words = answer_words(pseudo)
        if not whole(pseudo, words) or parse.tokens[words[0]].pos not in OPENS:
            return
        event = happening(token.lemma)
        text = lower_first(
            parse, words[0], render(parse, words), self.casing.names, self.casing.plain
        )
        if len(text.split()) >= 3 or cause or outcome:
            self._add("noun", text, fact, real=False, past=True, event=event)
        if affected:
            self._add("object", text, fact, real=True, past=True, event=event)
        if outcome:
            self._add("outcome", text, fact, real=False, past=True, event=event)

    def _goal(self, fact: SourceFact, parse: Parse, verb: int) -> None:
        """ "… planned to build a second dock": a goal, though the sentence asks for no reason."""
        token = parse.tokens[verb]
        children = parse.children(verb)
        to = any(parse.tokens[i].tag == "TO" for i in children)
        doing = token.tag == "VBG" and token.dep in ("pcomp", "xcomp")
        if not to and not doing:
            return
        if any(parse.tokens[i].dep in ("neg", "nsubj", "auxpass", "poss", "det") for i in children):
            return
        if not any(parse.tokens[i].dep == "dobj" for i in children):
            return
        as_relation = Relation(
            "purpose", parse, verb, verb, tuple(sorted(under(parse, verb))), frozenset(), "verb", ""
        )
        kept = single(as_relation, answer_words(as_relation))
        rest = render(parse, tuple(i for i in kept if i > verb))
        self._add("to", f"{token.lemma} {rest}", fact, real=to, past=True)
        core = _core(parse, verb, frozenset())
        if core and core != rest:
            self._add("to", f"{token.lemma} {core}", fact, real=to, past=True)
            self._add("by", f"{inflect(token.lemma, 'gerund')} {core}", fact, real=doing, past=True)
        if token.lemma in EVENTFUL:
            self._it(token.lemma, rest, fact, real=False)
        self._add("by", f"{inflect(token.lemma, 'gerund')} {rest}", fact, real=doing, past=True)

    def _deed(self, fact: SourceFact, parse: Parse, verb: int, out: frozenset[int]) -> None:
        """What somebody did, as something that might have been meant or might have helped."""
        if parse.tokens[verb].lemma not in GOALS:
            return
        lemma = parse.tokens[verb].lemma
        core = _core(parse, verb, out)
        for shape, form, _ in _GOAL_FORMS:
            self._add(shape, verb_phrase(parse, verb, form, out), fact, real=False, past=True)
            if core:
                self._add(shape, f"{inflect(lemma, form)} {core}", fact, real=False, past=True)

    def _order(self, fact: SourceFact, parse: Parse, verb: int) -> None:
        """ "Oil the pan to prevent sticking": what is to be done, and what may be done by it."""
        out = frozenset(
            word
            for relation in self.relations[fact.id]
            if relation.verb == verb and relation.kind != "means"
            for word in relation.out
        ) | _out_of_condition(parse)
        if not any(parse.tokens[i].dep in ("dobj", "prep") for i in parse.children(verb)):
            return
        self._add("do", verb_phrase(parse, verb, "base", out), fact, real=True, past=False)
        self._add("by", verb_phrase(parse, verb, "gerund", out), fact, real=False, past=False)

    def _clause(self, fact: SourceFact, clause: Clause) -> None:
        """What the sentence tells, as a clause that might have followed "because"."""
        parse = clause.parse
        subject = lower_first(
            parse, clause.subject[0], clause.subject_text(), self.casing.names, self.casing.plain
        )
        verbs = [parse.tokens[i].text for i in clause.auxiliaries] + [
            parse.tokens[clause.verb].text
        ]
        rest = render(parse, clause.after)
        text = " ".join(part for part in (subject, *verbs, rest) if part)
        if "," not in subject:
            self._add("clause", text, fact, real=False, past=clause.past)

    def _root(self, fact: SourceFact, parse: Parse, verb: int) -> None:
        token = parse.tokens[verb]
        if is_order(parse, verb):
            self._order(fact, parse, verb)
            return
        clause = clause_at(parse, verb, _out_of_condition(parse))
        if clause is None:
            return
        self._clause(fact, clause)
        if clause.auxiliaries or token.pos != "VERB":
            return
        if not any(parse.tokens[i].dep == "dobj" for i in parse.children(verb)):
            return
        actor = parse.tokens[max(clause.subject[0], clause.subject[1] - 1)]
        willing = (
            actor.pos == "PROPN"
            or actor.entity in ("ORG", "PERSON", "GPE", "NORP")
            or bool(ACTORS.search(clause.subject_text()))
        )
        out = frozenset(
            word
            for relation in self.relations[fact.id]
            if relation.verb == verb
            for word in relation.out
        )
        if willing:
            joined = [k for k in parse.children(verb) if _joined_deed(parse, k)]
            for deed in (verb, *joined):
                self._deed(fact, parse, deed, out)
        event = parse.tokens[clause.subject[0]].text == "This" or happening(actor.lemma)
        if token.lemma in EVENTFUL or (is_effect(parse, verb) and event and not willing):
            real = bool(re.match(r"This\b", fact.text))
            self._add("it", verb_phrase(parse, verb, "past", out), fact, real=real, past=True)
            self._add("it", verb_phrase(parse, verb, "third", out), fact, real=real, past=False)


def _core(parse: Parse, verb: int, out: frozenset[int]) -> str:
    """Only the object of a verb: a short way to say what was done."""
    places: set[int] = set()
    for i in parse.children(verb):
        if parse.tokens[i].dep == "prt":
            places.add(i)
        if parse.tokens[i].dep == "dobj":
            own = under(parse, i)
            if own & out or any(parse.tokens[k].dep in ("relcl", "acl", "appos") for k in own):
                return ""
            places |= own
    return render(parse, sorted(places)) if any(i > verb for i in places) else ""


def _joined_deed(parse: Parse, i: int) -> bool:
    """ "… and built a dock": a second deed of the same subject."""
    token = parse.tokens[i]
    kinds = {parse.tokens[k].dep for k in parse.children(i)}
    return (
        token.dep == "conj"
        and token.tag in ("VBD", "VBZ", "VBP")
        and "dobj" in kinds
        and not kinds & {"nsubj", "nsubjpass", "aux", "neg"}
    )


def _out_of_condition(parse: Parse) -> frozenset[int]:
    condition = condition_of(parse)
    return condition.out if condition is not None else frozenset()


def _plain(index: ModuleIndex) -> frozenset[str]:
    found: set[str] = set()
    for fact in index.facts:
        found.update(re.findall(r"(?<![\w’'-])[a-z][a-z-]+", fact.text))
    return frozenset(found)


_POOLS: WeakKeyDictionary[ModuleIndex, Pool] = WeakKeyDictionary()


def pool_of(index: ModuleIndex) -> Pool:
    """The phrases of a module, read once."""
    found = _POOLS.get(index)
    if found is None:
        found = _POOLS[index] = Pool(index)
    return found
