"""What a stem needs from outside its sentence: the sentence before, or the document's title."""

from __future__ import annotations

import re

from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.reading.predicates import has_finite_root
from quizzes.generation.sentences import FEWEST_WORDS, names_in, problem_with, words

LONGEST_QUOTE = 28  # words


def sentence_before(fact: SourceFact, index: ModuleIndex) -> str:
    """The sentence before, when it stands alone and "this" can only mean what it tells; else ""."""
    before = index.before(fact)
    if before is None or before.lesson != fact.lesson or before.paragraph != fact.paragraph:
        return ""
    if before.position != fact.position - 1 or before.lead_in != fact.lead_in:
        return ""
    parse = index.parse(before)
    if parse is None or not has_finite_root(parse):
        return ""
    text = index.reading(before).statement.text
    text = text if re.search(r"[.!?][\"”’']?$", text) else f"{text}."
    if len(words(text)) > LONGEST_QUOTE:
        return ""
    titled = not names_in(text, index.known)
    # Two statements in one sentence are no worse here: nothing is left out of what is quoted.
    problem = problem_with(
        re.sub(r"[:;](?=\s)", ",", text),
        index.known,
        dated=fact.seconds is None,
        parsed=True,
        titled=titled,
    )
    return "" if problem else text


def stands_with_name(rest: str, fact: SourceFact, index: ModuleIndex) -> bool:
    """Whether what is said of a subject needs nothing else from the sentences before."""
    return not problem_with(
        f"Nordhavn {rest}",
        index.known | {"Nordhavn"},
        dated=fact.seconds is None,
        parsed=True,
        titled=True,
    )


def titled(stem: str, fact: SourceFact, index: ModuleIndex) -> str:
    """The stem, led by the document's title where nothing in it is named or it is very short."""
    named = names_in(stem, index.known) or any(
        len(term) > 3 and term.lower() in stem.lower() for term in fact.terms
    )
    if named and len(words(stem)) >= FEWEST_WORDS:
        return stem
    first = stem.split()[0]
    lowered = stem if first in index.known or not first.istitle() else stem[:1].lower() + stem[1:]
    return f"In ‘{fact.title}’: {lowered}"
