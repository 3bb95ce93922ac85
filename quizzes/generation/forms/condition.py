"""Questions about what happens, or is to be done, when something is the case."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._context import titled, unaddressed
from quizzes.generation.forms._relations import Answer, draft_of_phrases
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.answers import tidy_phrase
from quizzes.generation.reading.clause import clause_at
from quizzes.generation.reading.conditions import Condition, condition_of
from quizzes.generation.reading.questions import told, verb_phrase
from quizzes.generation.reading.render import UNSURE, lower_first, render
from quizzes.generation.sentences import problem_with


class ConditionForm:
    """ "What happens when …?" and "What should you do if …?"."""

    name = "condition"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for the one condition that the sentence states."""
        parse = index.parse(fact)
        condition = condition_of(parse) if parse is not None else None
        if condition is None:
            return
        draft = (
            _to_be_done(condition, fact, index)
            if condition.order
            else _happens(condition, fact, index)
        )
        if draft is not None:
            yield draft


def _case(condition: Condition, fact: SourceFact, index: ModuleIndex) -> str:
    """The condition in words, "" when it does not stand alone."""
    put = index.reading(fact).references.replaced
    text = tidy_phrase(render(condition.parse, condition.words, put))
    text = lower_first(condition.parse, condition.words[0], text, index.known, index.common)
    if UNSURE in text:
        return ""
    alone = unaddressed(text) if condition.order else text
    problem = problem_with(
        f"{alone[:1].upper()}{alone[1:]}.", index.known, dated=True, parsed=True, titled=True
    )
    return "" if problem else text


def _happens(condition: Condition, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    put = index.reading(fact).references.replaced
    clause = clause_at(condition.parse, condition.verb, condition.out, put)
    case = _case(condition, fact, index)
    if clause is None or clause.before or not case:
        return None
    key = lower_first(
        condition.parse, clause.subject[0], told(clause).rstrip("."), index.known, index.common
    ).lstrip(UNSURE)
    last = max((clause.verb, *clause.after))
    span = condition.parse.span_text(clause.subject[0], last + 1).rstrip(" ,;.")
    happens = "happened" if clause.past else "happens"
    return draft_of_phrases(
        stem=titled(f"What {happens} {condition.marker} {case}?", fact, index),
        sentence=f"{case[:1].upper()}{case[1:]}.", note="", form="condition", fact=fact,
        index=index, answer=Answer(key, span, "clause", past=clause.past, stop="."), worth=0.8,
    )  # fmt: skip


def _to_be_done(condition: Condition, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    case = _case(condition, fact, index)
    if not case:
        return None
    key = verb_phrase(condition.parse, condition.verb, "base", condition.out)
    first = condition.parse.tokens[condition.verb]
    rest = key[len(first.text) :].strip()
    span = rest if rest in fact.text else first.text
    return draft_of_phrases(
        stem=titled(f"What should you do {condition.marker} {case}?", fact, index),
        sentence=f"{case[:1].upper()}{case[1:]}.", note="", form="condition", fact=fact,
        index=index, answer=Answer(key, span, "do", stop="."), worth=0.8,
    )  # fmt: skip
