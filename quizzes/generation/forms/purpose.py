"""Questions about what something is done for: "Why did …?" answered by "To …"."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._context import titled, unaddressed
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms._relations import (
    Answer,
    asked_about,
    draft_of_phrases,
    draft_with,
    key_of,
)
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.clause import is_order
from quizzes.generation.reading.questions import ask, question, verb_phrase
from quizzes.generation.reading.relations import Relation


class PurposeForm:
    """Why something was done, or what it was meant to do."""

    name = "purpose"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every purpose that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "purpose":
                continue
            if is_order(relation.parse, relation.verb):
                yield from _of_advice(relation, fact, index)
                continue
            draft = _of_deed(relation, fact, index)
            if draft is not None:
                yield draft


def _of_deed(relation: Relation, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    asked = asked_about(relation, fact, index)
    body = question(asked.clause, pool_of(index).casing) if asked else None
    if asked is None or body is None:
        return None
    stem = ask("Why", body)
    if relation.way == "aim":
        stem = ask("What", body)
    if relation.way == "aimed" and not asked.clause.after:
        stem = ask("What", body).removesuffix("?") + " to do?"
    key, span = key_of(relation)
    return draft_with(
        form="purpose", asked=asked, fact=fact, index=index, stem=stem,
        answer=Answer(key, span, "to", "to "), worth=0.9,
    )  # fmt: skip


def _of_advice(relation: Relation, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
    """ "Why should you oil the pan?" and "What should you do to prevent sticking?" """
    parse = relation.parse
    deed = verb_phrase(parse, relation.verb, "base", relation.out)
    aim, span = key_of(relation)
    sentence = unaddressed(f"People should {deed}.")
    why = draft_of_phrases(
        stem=titled(f"Why should you {deed}?", fact, index), sentence=sentence, note="",
        form="purpose", fact=fact, index=index, answer=Answer(aim, span, "to", "to "),
        worth=0.8,
    )  # fmt: skip
    if why is not None:
        yield why
    told = parse.tokens[relation.verb].text
    rest = deed[len(told) :].strip()
    what = draft_of_phrases(
        stem=titled(f"What should you do to {aim}?", fact, index),
        sentence=unaddressed(f"People {aim}."), note="", form="purpose", fact=fact, index=index,
        answer=Answer(deed, rest if rest in fact.text else "", "do"), worth=0.75,
    )  # fmt: skip
    if what is not None and aim and rest:
        yield what
