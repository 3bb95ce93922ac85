"""What a stem needs from outside its sentence: the sentence before, or the document's title."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import SourceFact
from quizzes.generation.parse import Parse
from quizzes.generation.reading.kinds import PLACE
from quizzes.generation.reading.predicates import has_finite_root
from quizzes.generation.reading.references import topic_of
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


def titled(stem: str, fact: SourceFact, index: ModuleIndex, *, named: bool = True) -> str:
    """The stem, led by the document's title where nothing in it is named or it is very short.

    `named` says whether its subject names something: if not, nobody knows whose it is.
    """
    known = names_in(stem, index.known) or any(
        len(term) > 3 and term.lower() in stem.lower() for term in fact.terms
    )
    if named and known and len(words(stem)) >= FEWEST_WORDS:
        return stem
    first = stem.split()[0]
    lowered = stem if first in index.known or not first.istitle() else stem[:1].lower() + stem[1:]
    return f"In ‘{fact.title}’: {lowered}"


_OF_COUNTRY = {"government", "economy", "military", "army", "parliament", "constitution",
    "authorities", "population", "leadership", "currency", "capital"}  # fmt: skip


def with_country(parse: Parse, put: Mapping[int, str], index: ModuleIndex) -> dict[int, str]:
    """ "The government" of a document about one country is that country's: it is written out."""
    found = dict(put)
    topic = topic_of(index.facts, index.kinds)
    if topic is None or topic.kind != PLACE:
        return found
    for i, token in enumerate(parse.tokens[:-1]):
        article = parse.tokens[i - 1].text.lower() if i else ""
        following = parse.tokens[i + 1].text.lower()
        if article != "the" or i in found or i - 1 in found or following in ("of", "in", "at"):
            continue
        if token.text in _OF_COUNTRY and following not in ("'s", "’s") and token.dep != "compound":
            found[i] = f"{token.text} of {topic.name}"
        elif token.text in ("country", "nation") and token.dep != "compound":
            found[i - 1], found[i] = "", topic.name
    return found


def unaddressed(text: str) -> str:
    """Advice as if it were told of others: in it, "you" needs no explaining."""
    text = re.sub(r"\b([Yy])our\b", "their", text)
    return re.sub(r"\byou\b", "people", text)
