"""Questions whose answer is a figure: a year, a sum, a share, a count and the like."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.clauses import clauses
from quizzes.generation.drafts import Draft
from quizzes.generation.forms._anchors import anchored
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.predicates import has_finite_root, is_main
from quizzes.generation.reading.render import UNSURE
from quizzes.generation.reading.roles import dated_verb, role_of
from quizzes.generation.reading.value_questions import ask_value
from quizzes.generation.sentences import FEWEST_WORDS, tidy, words
from quizzes.generation.stems import gap_stem, natural_stem, without_conversion
from quizzes.generation.values import Value, find_values, hedge_of

# How far a kind of value can be trusted and is worth asking for, from questions judged by hand.
_WORTH = {
    "money": 1.0,
    "share": 1.0,
    "count": 0.9,
    "year": 0.9,
    "rank": 0.7,
    "measure": 0.7,
    "duration": 0.6,
}


class ValueForm:
    """A natural question where the sentence is surely understood, else the sentence with a gap."""

    name = "value"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """Every value of the sentence: first as questions, and only without any as gaps."""
        asked = list(self._asked(fact, index))
        yield from asked
        statement = index.reading(fact).statement
        done = {(draft.form, draft.key) for draft in asked}
        for clause in clauses(statement.text):
            if not statement.text.startswith(clause.rstrip(".")):
                continue  # only the whole, or the whole without the comment that trails it
            for value in find_values(clause):
                if (value.kind, value.text) in done or not _belongs(fact, value, index):
                    continue
                draft = self._from_patterns(fact, index, clause, value, statement.note)
                if anchored(draft.stem, draft.stem[:60], fact, index) == draft.stem:
                    yield draft  # a gap stands by its own names, or not at all

    def _asked(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """Questions from the parse."""
        reading = index.reading(fact)
        if reading.parse is None:
            return
        for value in find_values(fact.text):
            hedge = hedge_of(fact.text, value)
            if hedge not in ("", "about"):
                continue
            asked = ask_value(reading.parse, value, reading.manner)
            if asked is None:
                continue
            stem = tidy(without_conversion(asked.stem, value))
            if len(words(stem)) < FEWEST_WORDS or UNSURE in stem:
                continue
            stem = anchored(stem, asked.subject, fact, index)
            here = [one for one in find_values(asked.statement) if one.text == value.text]
            if len(here) != 1 or here[0].kind != value.kind:
                continue
            yield Draft(
                fact=fact,
                sentence=without_conversion(asked.statement, here[0]),
                stem=stem,
                natural=True,
                key=value.text,
                value=here[0],
                hedge=hedge,
                wrong=(),
                index=index,
                note=", ".join(reading.references.names),
                form=value.kind,
                parsed=True,
                worth=_worth(fact, fact.text, value, hedge, natural=True),
            )

    def _from_patterns(
        self, fact: SourceFact, index: ModuleIndex, clause: str, value: Value, note: str
    ) -> Draft:
        """A question where a pattern is sure of it, else the sentence with a gap."""
        text = without_conversion(clause, value)
        hedge = hedge_of(text, value)
        stem = None
        if index.parse(fact) is None and hedge in ("", "about"):
            stem = natural_stem(text, value, index.known)
        if stem is None or len(words(stem.text)) < FEWEST_WORDS:
            stem = gap_stem(text, value)
        return Draft(
            fact=fact,
            sentence=text,
            stem=tidy(stem.text),
            natural=stem.natural,
            key=value.text,
            value=value,
            hedge=hedge,
            wrong=(),
            index=index,
            note=note,
            form=value.kind,
            worth=_worth(fact, text, value, hedge, natural=stem.natural),
        )


def _belongs(fact: SourceFact, value: Value, index: ModuleIndex) -> bool:
    """Whether the figure is the point: the main verb holds it, so that a gap asks for it."""
    parse = index.parse(fact)
    if parse is None:
        return True
    here = [one for one in find_values(fact.text) if one.text == value.text]
    if len(here) != 1 or not has_finite_root(parse):
        return False
    if value.kind == "year":
        dated = dated_verb(parse, here[0])
        return dated is not None and is_main(parse, dated[0])
    role = role_of(parse, here[0])
    return role is not None and is_main(parse, role.verb)


def _worth(fact: SourceFact, text: str, value: Value, hedge: str, *, natural: bool) -> float:
    worth = _WORTH[value.kind]
    if natural:
        worth += 0.3
    if value.kind == "year" and fact.seconds is None:
        worth -= 0.4  # news is about the figure more often than about the date
    if hedge in ("over", "under"):
        worth -= 0.4
    # Of two figures the first is usually the point, the second what it is compared with.
    same = [one for one in find_values(text) if one.kind == value.kind and one.end <= value.start]
    return worth - 0.1 * len(same)
