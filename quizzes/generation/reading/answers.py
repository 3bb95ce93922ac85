"""Which words of a sentence are the answer: up to its first comment, and no more."""

from __future__ import annotations

import re

from quizzes.generation.parse import Parse
from quizzes.generation.reading.relations import Relation

_CLOSED = re.compile(r"\s+([,.;:)])")
_LOOSE_END = re.compile(r"[\s,;.]+$")


def finite_past(parse: Parse, verb: int) -> bool:
    """Whether a finite verb, or its first auxiliary, is in the past."""
    first = next(
        (i for i in parse.children(verb) if parse.tokens[i].dep in ("aux", "auxpass")), verb
    )
    return parse.tokens[first].tag == "VBD"


def tidy_phrase(text: str) -> str:
    """Without the spaces and marks that leaving words out can leave behind."""
    return _LOOSE_END.sub("", _CLOSED.sub(r"\1", " ".join(text.split())))


def answer_words(relation: Relation) -> tuple[int, ...]:
    """The words of an answer up to its first comment, and without a verb that only seems joined."""
    words = list(relation.words)
    for i in relation.words:
        if i not in words:
            continue
        if _second_of_list(relation, i):
            return ()
        cut = _cut_at(relation, i)
        if cut is not None and cut > relation.head:
            words = [k for k in words if k < cut]
    tokens = relation.parse.tokens
    while words and (tokens[words[-1]].dep == "cc" or tokens[words[-1]].text in (",", ";", "(")):
        words.pop()
    return tuple(words)


def _after_comma(parse: Parse, i: int) -> bool:
    first = parse.subtree(i)[0]
    return first > 0 and parse.tokens[first - 1].text in (",", "—", "–", "(")


def _second_of_list(relation: Relation, i: int) -> bool:
    token = relation.parse.tokens[i]
    return (
        token.dep == "appos"
        and i != relation.head
        and _after_comma(relation.parse, i)
        and _listed(relation.parse, i)
    )


def _cut_at(relation: Relation, i: int) -> int | None:
    """Where the answer ends if this word begins a comment, None if it belongs to the answer."""
    parse = relation.parse
    token = parse.tokens[i]
    low = token.text.lower()
    if token.text in (";", ":", "—", "–"):
        return i
    if token.dep == "mark" and low in _ASIDES:
        return i
    if token.dep == "conj" and token.pos in ("VERB", "AUX") and relation.shape == "verb":
        same = token.tag == parse.tokens[relation.head].tag or token.head != relation.head
        if not same or token.tag in ("VBD", "VBZ", "VBP"):
            return _joint(parse, i)
    if i == relation.head or not _after_comma(parse, i):
        return None
    if token.dep in ("relcl", "acl", "advcl", "appos"):
        return parse.subtree(i)[0] - 1
    if token.dep == "prep" and low in ("including", "like", "such"):
        return parse.subtree(i)[0] - 1
    return None


_ASIDES = ("while", "though", "although", "whereas", "as", "even")


def _listed(parse: Parse, i: int) -> bool:
    """Whether what looks like an apposition is the second member of a list."""
    last = parse.subtree(i)[1] - 1
    return any(parse.tokens[k].dep == "cc" for k in range(i, min(len(parse.tokens), last + 3)))


def single(relation: Relation, words: tuple[int, ...]) -> tuple[int, ...]:
    """Without verbs joined to the first: they would not change their form with it."""
    parse = relation.parse
    for i in words:
        token = parse.tokens[i]
        if token.dep == "conj" and token.head == relation.head and token.pos in ("VERB", "AUX"):
            cut = _joint(parse, i)
            return tuple(k for k in words if k < cut)
    return words


def _joint(parse: Parse, i: int) -> int:
    """Where the "and" before a joined word stands, or the word itself."""
    head = parse.tokens[i].head
    before = [k for k in parse.children(head) if k < i and parse.tokens[k].dep in ("cc", "punct")]
    return max((k for k in before if k >= i - 3), default=parse.subtree(i)[0])


_GOES_ON = frozenset(
    """of in for to with on at from by that which who whose versus than as between against about
    into and or & plus per""".split()
)


def whole(relation: Relation, words: tuple[int, ...]) -> bool:
    """Whether a noun phrase ends where its sentence lets it end, and is more than "the dock"."""
    if relation.shape != "noun" or not words:
        return bool(words)
    tokens = relation.parse.tokens
    following = tokens[words[-1] + 1].text.lower() if words[-1] + 1 < len(tokens) else ""
    if following in _GOES_ON:
        return False
    first = tokens[words[0]]
    if first.pos == "NUM" or first.text[:1].isdigit() or first.text in ("$", "€", "£"):
        return False  # a quantity beside events
    return not (len(words) == 2 and first.text.lower() == "the")
