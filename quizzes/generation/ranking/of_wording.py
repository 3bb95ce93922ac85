"""How the stem is built, by the parse of its sentence: dangling ends, bare "the", two verbs."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from quizzes.generation.drafts import Draft
from quizzes.generation.index import ModuleIndex
from quizzes.generation.parse import Parse
from quizzes.generation.sentences import names_in
from quizzes.generation.stems import GAP

_CONNECTIVE = re.compile(
    r"^(?:However|But|And|Also|Then|Thus|Therefore|Instead|Meanwhile|Moreover|Furthermore|Yet|"
    r"Additionally|Consequently|Similarly|Likewise|For example|For instance|In contrast|Despite|"
    r"Although|While|Once|In comparison|In response|In turn|As a result|In addition|Finally|"
    r"Initially|Eventually|Later)\b"
)
_POINTS = re.compile(
    r"\b(?:another|other|similar|former|latter|same|respective|following|previous|prior|"
    r"earlier|later|again|both|each|such|there|here|above|below|more|further|additional)\b",
    re.I,
)
_WH = re.compile(r"\b(?:what|which|who|whom|why|how|when|where)\b", re.I)
_DATE = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b")  # fmt: skip
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "oprd"})


def wording_features(draft: Draft) -> dict[str, float]:
    stem = draft.stem.replace(GAP, " ").strip()
    found = {
        "opens_with_connective": float(bool(_CONNECTIVE.match(stem))),
        "pointing_words": float(len(_POINTS.findall(stem))),
        "relative_clauses": float(max(0, len(_RELATIVE.findall(stem[3:])))),
        "names_main_thing": _main_things(draft, stem),
        "stem_kept": _kept(stem, draft.fact.text),
        "has_date": float(bool(_DATE.search(stem))),
        "figure_undated": float(
            draft.value is not None and draft.value.kind != "year" and not _DATE.search(stem)
        ),
        **_fronted(draft, stem),
        "quoted_title": float("‘" in stem[:12] or "“" in stem[:12]),
    }
    parse = draft.index.parse(draft.fact)
    return found | _by_parse(parse, stem) if parse is not None and parse.tokens else found


def _fronted(draft: Draft, stem: str) -> dict[str, float]:
    """What stands before the question's own word: a title, a time, a circumstance."""
    found = _WH.search(stem)
    before = stem[: found.start()].strip() if found else ""
    return {
        "fronted_words": float(len(before.split())),
        "fronted_unnamed": float(bool(before) and not names_in(before, draft.index.known)),
    }


def _main_things(draft: Draft, stem: str) -> float:
    """How many of the three names that most facts of the document have stand in the stem."""
    return float(sum(name in stem for name in _most_named(draft.index)))


@lru_cache(maxsize=2)
def _most_named(index: ModuleIndex) -> tuple[str, ...]:
    counts = Counter(name for fact in index.facts for name in index.names(fact))
    return tuple(name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:3])


def _kept(stem: str, sentence: str) -> float:
    """The share of the stem's words that stand in the sentence."""
    words = re.findall(r"\w+", stem.casefold())
    said = set(re.findall(r"\w+", sentence.casefold()))
    return sum(word in said for word in words) / max(1, len(words))


def _by_parse(parse: Parse, stem: str) -> dict[str, float]:
    kinds = {token.text.casefold(): token for token in reversed(parse.tokens)}
    words = re.findall(r"[\w’'-]+", stem)
    last = kinds.get(words[-1].casefold()) if words else None
    asked = [kinds.get(word.casefold()) for word in words]
    bare = [
        token
        for place, token in enumerate(parse.tokens)
        if token.pos == "NOUN" and _is_bare(parse, place)
    ]
    told = {word.casefold() for word in words}
    return {
        "ends_on_verb": float(last is None or last.pos in ("VERB", "AUX")),
        "ends_on_small_word": float(
            last is not None and last.pos in ("ADP", "DET", "CCONJ", "SCONJ", "PART", "ADJ")
        ),
        **_subject(parse),
        "bare_subject": float(
            any(one.dep in ("nsubj", "nsubjpass") and one.text.casefold() in told for one in bare)
        ),
        "bare_objects": float(
            sum(one.dep in _OBJECTS and one.text.casefold() in told for one in bare)
        ),
        "finite_verbs": float(sum(one is not None and one.tag in _FINITE for one in asked)),
        "unclear_words": float(sum(one.dep in ("dep", "intj") for one in parse.tokens)),
        "coordinated": float(sum(one.dep == "conj" for one in parse.tokens)),
    }


def _subject(parse: Parse) -> dict[str, float]:
    """Whether the sentence's subject is named, and by more than a single word."""
    place = parse.child(parse.roots()[0], "nsubj", "nsubjpass")
    if place is None:
        return {}
    first, last = parse.subtree(place)
    named = [one for one in parse.tokens[first:last] if one.pos == "PROPN"]
    return {
        "subject_has_name": float(bool(named)),
        "subject_one_word": float(
            last - first == 1 and bool(named) and not named[0].text.isupper()
        ),
        "subject_words": float(min(15, last - first)),
    }


def _is_bare(parse: Parse, place: int) -> bool:
    """A common noun with "the" and nothing else that tells which one."""
    deps = [parse[one] for one in parse.children(place)]
    return any(one.text.casefold() == "the" for one in deps) and not any(
        one.dep in ("amod", "compound", "poss", "prep", "relcl", "acl", "appos", "nummod")
        for one in deps
    )
