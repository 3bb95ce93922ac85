"""What a sentence's verbs give: goals, deeds, advice, effects and clauses, in any fitting shape."""

from __future__ import annotations

import re

from quizzes.generation.forms._phrases import GOAL_FORMS, Phrases
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import answer_words, single
from quizzes.generation.reading.clause import Clause, clause_at, is_order, under
from quizzes.generation.reading.conditions import condition_of
from quizzes.generation.reading.goals import GOALS
from quizzes.generation.reading.happenings import (
    ACTORS,
    EVENTFUL,
    happening,
)
from quizzes.generation.reading.inflection import inflect
from quizzes.generation.reading.questions import verb_phrase
from quizzes.generation.reading.relations import Relation, is_effect
from quizzes.generation.reading.render import lower_first, render


def read_root(store: Phrases, fact: SourceFact, parse: Parse, verb: int) -> None:
    """What the main clause tells: as a clause, a deed, advice or an effect."""
    token = parse.tokens[verb]
    if is_order(parse, verb):
        _order(store, fact, parse, verb)
        return
    clause = clause_at(parse, verb, _out_of_condition(parse))
    if clause is None:
        return
    _clause(store, fact, clause)
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
        for relation in store.relations[fact.id]
        if relation.verb == verb
        for word in relation.out
    )
    if willing:
        joined = [k for k in parse.children(verb) if _joined_deed(parse, k)]
        for deed in (verb, *joined):
            _deed(store, fact, parse, deed, out)
    event = parse.tokens[clause.subject[0]].text == "This" or happening(actor.lemma)
    if token.lemma in EVENTFUL or (is_effect(parse, verb) and event and not willing):
        real = bool(re.match(r"This\b", fact.text))
        store.add("it", verb_phrase(parse, verb, "past", out), fact, real=real, past=True)
        store.add("it", verb_phrase(parse, verb, "third", out), fact, real=real, past=False)


def read_goal(store: Phrases, fact: SourceFact, parse: Parse, verb: int) -> None:
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
    store.add("to", f"{token.lemma} {rest}", fact, real=to, past=True)
    core = _core(parse, verb, frozenset())
    if core and core != rest:
        store.add("to", f"{token.lemma} {core}", fact, real=to, past=True)
        store.add("by", f"{inflect(token.lemma, 'gerund')} {core}", fact, real=doing, past=True)
    if token.lemma in EVENTFUL:
        store.it(token.lemma, rest, fact, real=False)
    store.add("by", f"{inflect(token.lemma, 'gerund')} {rest}", fact, real=doing, past=True)


def _deed(store: Phrases, fact: SourceFact, parse: Parse, verb: int, out: frozenset[int]) -> None:
    """What somebody did, as something that might have been meant or might have helped."""
    if parse.tokens[verb].lemma not in GOALS:
        return
    lemma = parse.tokens[verb].lemma
    core = _core(parse, verb, out)
    for shape, form, _ in GOAL_FORMS:
        store.add(shape, verb_phrase(parse, verb, form, out), fact, real=False, past=True)
        if core:
            store.add(shape, f"{inflect(lemma, form)} {core}", fact, real=False, past=True)


def _order(store: Phrases, fact: SourceFact, parse: Parse, verb: int) -> None:
    """ "Oil the pan to prevent sticking": what is to be done, and what may be done by it."""
    out = frozenset(
        word
        for relation in store.relations[fact.id]
        if relation.verb == verb and relation.kind != "means"
        for word in relation.out
    ) | _out_of_condition(parse)
    if not any(parse.tokens[i].dep in ("dobj", "prep") for i in parse.children(verb)):
        return
    store.add("do", verb_phrase(parse, verb, "base", out), fact, real=True, past=False)
    store.add("by", verb_phrase(parse, verb, "gerund", out), fact, real=False, past=False)


def _clause(store: Phrases, fact: SourceFact, clause: Clause) -> None:
    """What the sentence tells, as a clause that might have followed "because"."""
    parse = clause.parse
    subject = lower_first(
        parse, clause.subject[0], clause.subject_text(), store.casing.names, store.casing.plain
    )
    verbs = [parse.tokens[i].text for i in clause.auxiliaries] + [parse.tokens[clause.verb].text]
    rest = render(parse, clause.after)
    text = " ".join(part for part in (subject, *verbs, rest) if part)
    if "," not in subject:
        store.add("clause", text, fact, real=False, past=clause.past)


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
