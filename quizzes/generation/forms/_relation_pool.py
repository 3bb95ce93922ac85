"""What a document says in phrases that could be options, gathered once for a module by shape."""

from __future__ import annotations

from collections import Counter

from quizzes.generation.forms._deeds import read_goal, read_root
from quizzes.generation.forms._phrases import GOAL_FORMS, Phrase, Phrases, Shape
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import answer_words, finite_past, single, whole
from quizzes.generation.reading.clause import under
from quizzes.generation.reading.goals import GOALS
from quizzes.generation.reading.happenings import (
    AMID,
    BRINGS,
    COMES,
    EVENTFUL,
    FACED,
    HAPPENINGS,
    OPENS,
    happening,
    nouns,
)
from quizzes.generation.reading.inflection import inflect
from quizzes.generation.reading.questions import Casing
from quizzes.generation.reading.relation_words import BRINGING
from quizzes.generation.reading.relations import Relation, relations
from quizzes.generation.reading.render import lower_first, render
from quizzes.generation.words import content

_COMMON = 0.12  # a word in more than this share of the facts is the document's topic


class Pool(Phrases):
    """Every phrase of one module by shape, and which of its words are common in it."""

    def __init__(self, index: ModuleIndex) -> None:
        self.index = index
        found_in: dict[str, tuple[Relation, ...]] = {}
        self.words: dict[str, frozenset[str]] = {}
        counts: Counter[str] = Counter()
        for fact in index.facts:
            parse = index.parse(fact)
            found_in[fact.id] = relations(parse) if parse is not None else ()
            found = nouns(parse) if parse is not None else content(fact.text)
            self.words[fact.id] = found
            counts.update(found)
        least = max(3.0, _COMMON * len(index.facts))
        title = content(index.facts[0].title) if index.facts else frozenset()
        self.common = frozenset(word for word, n in counts.items() if n >= least) | title
        super().__init__(frozenset(counts), Casing(index.known, index.common), found_in)
        for fact in index.facts:
            parse = index.parse(fact)
            if parse is not None:
                self._read(fact, parse)

    def telling(self, text: str) -> frozenset[str]:
        """The nouns and names of a text that are not the document's topic."""
        return (content(text) & self.known) - self.common

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
                for shape, form, own in GOAL_FORMS:
                    if lemma in GOALS or kind == own:
                        self.add(
                            shape,
                            f"{inflect(lemma, form)} {rest}",
                            fact,
                            real=kind == own,
                            past=True,
                        )
                if kind == "effect" or lemma in EVENTFUL:
                    self.it(lemma, rest, fact, real=kind == "effect")
            elif relation.shape == "noun":
                text = lower_first(
                    parse, relation.words[0], text, self.casing.names, self.casing.plain
                )
                if not whole(relation, answer_words(relation)):
                    continue
                event = happening(parse.tokens[relation.head].lemma)
                if relation.way == "object":
                    self.add("object", text, fact, real=True, past=True, event=event)
                    continue
                caused = relation.kind == "effect"
                self.add("outcome", text, fact, real=caused, past=True, event=event)
                if caused:
                    self.it("lead", f"to {text}", fact, real=True)
                self.add("noun", text, fact, real=not caused, past=True, event=event)
            else:
                self.add("clause", text, fact, real=True, past=finite_past(parse, relation.head))
        for i, token in enumerate(parse.tokens):
            if i not in taken and token.tag in ("VB", "VBG") and token.lemma in GOALS:
                read_goal(self, fact, parse, i)
        for verb in parse.roots():
            read_root(self, fact, parse, verb)
        for i, token in enumerate(parse.tokens):
            if i not in taken and token.pos == "NOUN":
                self._noun(fact, parse, i)

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
            self.add("noun", text, fact, real=False, past=True, event=event)
        if affected:
            self.add("object", text, fact, real=True, past=True, event=event)
        if outcome:
            self.add("outcome", text, fact, real=False, past=True, event=event)


@once_per_module
def pool_of(index: ModuleIndex) -> Pool:
    """The phrases of a module, read once."""
    return Pool(index)


__all__ = ["Phrase", "Pool", "Shape", "pool_of"]
