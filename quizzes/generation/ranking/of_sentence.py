"""The cited sentence as its parse has it, and the document that it stands in."""

from __future__ import annotations

import re

from quizzes.generation.drafts import Draft
from quizzes.generation.index import ModuleIndex, once_per_module
from quizzes.generation.parse import Parse
from quizzes.generation.sentences import words
from quizzes.generation.values import find_values

_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "acl", "conj", "parataxis", "csubj", "xcomp"})
_SAY = frozenset(
    "say claim state argue suggest report note believe think estimate predict expect".split()
)
_BE = frozenset("be become remain seem appear mean represent".split())
_HAVE = frozenset("have own include contain hold feature consist account".split())
_MAKE = frozenset(
    "make build produce create develop design introduce release launch invent found establish "
    "start begin open form set write publish".split()
)
_MOVE = frozenset(
    "buy sell acquire merge join leave move go come win lose invest pay raise spend fund".split()
)
_CHANGE = frozenset(
    "grow rise fall increase decrease decline reach drop double cut reduce cost expand".split()
)
_VERBS = {
    "verb_say": _SAY,
    "verb_be": _BE,
    "verb_have": _HAVE,
    "verb_make": _MAKE,
    "verb_move": _MOVE,
    "verb_change": _CHANGE,
}
_OPENING = re.compile(
    r"^(?:This|These|That|Those|Such|It|They|He|She|However|But|And|Also|Then|Thus|While|Despite|"
    r"Although|Instead|Additionally|Furthermore|Moreover|Meanwhile|For example)\b"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def sentence_features(draft: Draft) -> dict[str, float]:
    sentence, fact = draft.sentence, draft.fact
    found = {
        "sentence_words": float(len(words(sentence))),
        "sentence_whole": float(sentence.rstrip(".") == fact.text.rstrip(".")),
        "sentence_values": float(sum(1 for _ in find_values(sentence))),
        "sentence_opening": float(bool(_OPENING.match(fact.text))),
        "sentence_lead_in": float(bool(fact.lead_in)),
        "sentence_terms": float(min(4, len(fact.terms))),
        "sentence_first": float(_is_first(draft)),
    }
    parse = draft.index.parse(fact)
    return found | _parse_features(parse) if parse is not None and parse.tokens else found


def _is_first(draft: Draft) -> bool:
    before = draft.index.before(draft.fact)
    return before is None or before.paragraph != draft.fact.paragraph


def _parse_features(parse: Parse) -> dict[str, float]:
    roots = parse.roots()
    root = parse[roots[0]]
    below = [parse[one] for one in parse.children(roots[0])]
    subject = next((one for one in below if one.dep in ("nsubj", "nsubjpass", "csubj")), None)
    found = {
        "clauses": float(sum(one.dep in _CLAUSES for one in parse.tokens)),
        "depth": float(max(sum(1 for _ in parse.ancestors(at)) for at in range(len(parse)))),
        "roots": float(len(roots)),
        "root_past": float(root.tag == "VBD" or any(one.tag == "VBD" for one in below)),
        "root_passive": float(any(one.dep in ("auxpass", "nsubjpass") for one in below)),
        "root_modal": float(any(one.tag == "MD" for one in below)),
        "root_no_verb": float(root.pos not in ("VERB", "AUX")),
        "subject_pronoun": float(subject is not None and subject.pos == "PRON"),
        "subject_name": float(subject is not None and subject.pos == "PROPN"),
        "subject_missing": float(subject is None),
        "entities": float(
            sum(
                bool(one.entity) and (at == 0 or parse[at - 1].entity != one.entity)
                for at, one in enumerate(parse.tokens)
            )
        ),
    }
    return found | {name: float(root.lemma in lemmas) for name, lemmas in _VERBS.items()}


def document_features(draft: Draft) -> dict[str, float]:
    """Histories tell years and names; lessons on ideas hardly any."""
    facts = draft.index.facts
    count = len(facts)
    place = next(at for at, fact in enumerate(facts) if fact.id == draft.fact.id)
    years, names = _counted(draft.index)
    return {
        "article": float(draft.fact.seconds is None),
        "document_facts": float(min(60, count)),
        "document_years": years / count,
        "document_names": names / count,
        "document_place": place / count,
    }


@once_per_module
def _counted(index: ModuleIndex) -> tuple[int, int]:
    """How many facts of a module tell a year, and how many names all have, up to three each."""
    return (
        sum(bool(_YEAR.search(fact.text)) for fact in index.facts),
        sum(min(3, len(index.names(fact))) for fact in index.facts),
    )
