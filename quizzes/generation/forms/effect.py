"""Questions about what came of something: a statement and "What effect did this have?"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from quizzes.generation.drafts import Draft
from quizzes.generation.forms._option_words import OWN
from quizzes.generation.forms._relation_pool import pool_of
from quizzes.generation.forms._relations import Answer, Asked, asked_about, draft_with, key_of
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.happenings import happening
from quizzes.generation.reading.inflection import inflect
from quizzes.generation.reading.questions import ask, question, told
from quizzes.generation.reading.relations import Relation

# That something is important, or was a turning point, has every effect and none.
_PRAISED = re.compile(
    r"\b(?:crucial|important|essential|vital|significant|beneficial|critical|valuable|key|turning\s"
    r"point|milestone|foundation|strong\sbase|main\sreason|ideal|advantage|challenging|powerful)\b",
    re.I,
)
_LEADS_TO = {"lead": "to ", "result": "in "}


class EffectForm:
    """What the thing that the sentence tells brought about."""

    name = "effect"

    def drafts(self, fact: SourceFact, index: ModuleIndex) -> Iterator[Draft]:
        """A question for every effect that the sentence states."""
        for relation in pool_of(index).relations[fact.id]:
            if relation.kind != "effect":
                continue
            asked = asked_about(relation, fact, index)
            if asked is None:
                continue
            if _PRAISED.search(f"{asked.quote} {told(asked.clause)}"):
                continue
            draft = None
            if relation.way in ("root", "object"):
                draft = _of_subject(asked, fact, index)
            elif relation.way == "this":
                draft = _of_sentence_before(asked, fact, index) if asked.quote else None
            else:
                draft = _of_statement(asked, fact, index)
            if draft is not None:
                yield draft


def _of_subject(asked: Asked, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    """ "What did the strike lead to?" """
    body = question(asked.clause, pool_of(index).casing, times_last=False)
    if body is None:
        return None
    key, span = key_of(asked.relation)
    return draft_with(
        form="effect", asked=asked, fact=fact, index=index, stem=ask("What", body),
        answer=Answer(key, span, "object" if asked.relation.way == "object" else "outcome"),
        worth=0.85,
    )  # fmt: skip


def _of_sentence_before(asked: Asked, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    """ "The council froze all wages. What effect did this have?" """
    return _it_did(asked, fact, index, stem="")


def _of_statement(asked: Asked, fact: SourceFact, index: ModuleIndex) -> Draft | None:
    """ "The strike lasted all winter. What did this lead to?" """
    relation = asked.relation
    sentence = told(asked.clause)
    text, span = key_of(relation, alone=True)
    verb = relation.parse.tokens[relation.head]
    rest = text[len(verb.text) :].strip()
    particle = _LEADS_TO.get(verb.lemma, "")
    if particle and rest.startswith(particle) and " to " not in rest[3:]:
        did = "did" if asked.clause.past else "does"
        draft = draft_with(
            form="effect", asked=asked, fact=fact, index=index,
            stem=f"{sentence} What {did} this lead to?",
            answer=Answer(rest[len(particle) :], span, "outcome"), worth=0.9,
            event=_of_event(relation),
        )  # fmt: skip
        if draft is not None:
            return draft
    return _it_did(asked, fact, index, stem=f"{sentence} ")


def _of_event(relation: Relation) -> bool:
    """Whether what "led to" is followed by is something that happens."""
    tokens = relation.parse.tokens
    nouns = (i for i in relation.words if i > relation.head and tokens[i].dep in ("pobj", "dobj"))
    return any(happening(tokens[i].lemma) for i in itertools.islice(nouns, 1))


def _it_did(asked: Asked, fact: SourceFact, index: ModuleIndex, *, stem: str) -> Draft | None:
    relation = asked.relation
    past = asked.clause.past
    text, span = key_of(relation, alone=True)
    if OWN.search(text):
        return None
    verb = relation.parse.tokens[relation.head]
    rest = text[len(verb.text) :].strip()
    form = inflect(verb.lemma, "past" if past else "third")
    did = "did" if past else "does"
    return draft_with(
        form="effect", asked=asked, fact=fact, index=index,
        stem=f"{stem}What effect {did} this have?",
        answer=Answer(f"{form} {rest}".strip(), span, "it", "it ", past=past, stop="."),
        worth=0.9,
    )  # fmt: skip
