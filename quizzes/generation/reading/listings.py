"""Things that a sentence lists: examples of a kind ("metals like tin, zinc and lead"), parts of a
whole ("The fleet included two tugs, a ferry and a barge").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from quizzes.generation.parse import Parse
from quizzes.generation.reading.answers import tidy_phrase
from quizzes.generation.reading.clause import SUBJECTS
from quizzes.generation.reading.render import render

FEWEST_ITEMS = 2
FEWEST_PARTS = 3
_MARKS = {"like", "including", "as"}
_DETERMINERS = re.compile(
    r"^(?:(?:the|a|an|some|several|many|most|other|various|certain|numerous|different|any|all|"
    r"both|two|three|four|five|six|seven|eight|nine|ten|\d+|its|their|his|her|our|your|these|"
    r"those|this|that|such|more|popular|notable|few)\s)+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list; `named` says that its head is a name, `plural` how it is written."""

    text: str
    named: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, and of what: `whole` is the kind of thing, or the subject whose list it is.

    `head` is the lemma of its noun. Of parts `verb` governs the list, whose words are `out`.
    """

    relation: Literal["example", "part"]
    whole: str
    head: str
    items: tuple[Item, ...]
    verb: int = -1
    out: frozenset[int] = frozenset()


def listings(parse: Parse) -> tuple[Listing, ...]:
    """Every list of the sentence whose kind or whole is surely known, in the order of its words."""
    found = []
    for place, token in enumerate(parse.tokens):
        one = None
        if token.text.lower() in _MARKS and token.dep == "prep":
            one = _examples(parse, place)
        elif token.head == place and token.tag in ("VBZ", "VBP", "VBD"):
            one = _parts(parse, place)
        if one is not None:
            found.append(one)
    return tuple(found)


def _examples(parse: Parse, mark: int) -> Listing | None:
    tokens = parse.tokens
    such = mark > 0 and tokens[mark - 1].text.lower() == "such"
    if tokens[mark].text.lower() == "as" and not such:
        return None
    first = parse.child(mark, "pobj")
    head = tokens[mark].head
    begins = mark - 1 if such else mark
    # What is listed follows its kind at once, a comma or bracket aside.
    before = begins - 1
    while before > head and tokens[before].text in (",", "("):
        before -= 1
    if first is None or before != head or tokens[head].tag != "NNS":
        return None
    kind = [
        one
        for one in range(parse.subtree(head)[0], head + 1)
        if one == head or (tokens[one].head == head and tokens[one].dep in _MODIFIES)
        or (tokens[tokens[one].head].head == head and tokens[one].dep in _MODIFIES)
    ]  # fmt: skip
    items = _items(parse, first)
    if not items:
        return None
    whole = _DETERMINERS.sub("", tidy_phrase(render(parse, kind)))
    return Listing("example", whole, tokens[head].lemma, items)


_MODIFIES = ("amod", "compound", "nmod", "poss", "case", "punct", "advmod", "npadvmod")


def _parts(parse: Parse, verb: int) -> Listing | None:
    """The three or more things that are the object of a sentence's main verb."""
    tokens = parse.tokens
    subject = parse.child(verb, *SUBJECTS)
    first = parse.child(verb, "dobj")
    if subject is None or first is None or tokens[subject].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    if any(tokens[one].dep in ("neg", "dative", "oprd") for one in parse.children(verb)):
        return None
    items = _items(parse, first)
    if len(items) < FEWEST_PARTS:
        return None
    whole = tidy_phrase(parse.span_text(*parse.subtree(subject)))
    return Listing("part", whole, tokens[subject].lemma, items, verb, frozenset(parse.under(first)))


def _items(parse: Parse, first: int) -> tuple[Item, ...]:
    """The members of a list, () where one of them is not sure to be whole."""
    heads = [first]
    while (following := parse.child(heads[-1], "conj")) is not None:
        heads.append(following)
    if len(heads) < FEWEST_ITEMS:
        return ()
    found = []
    for head in heads:
        item = _item(parse, head)
        if item is None:
            return ()
        found.append(item)
    return tuple(found)


def _item(parse: Parse, head: int) -> Item | None:
    tokens = parse.tokens
    token = tokens[head]
    if token.pos not in ("NOUN", "PROPN"):
        return None
    places = [head]
    for child in parse.children(head):
        if tokens[child].dep in ("amod", "compound", "nmod", "poss", "nummod", "det"):
            places.extend(parse.under(child))
        elif tokens[child].dep == "prep" and tokens[child].text.lower() in ("of", "for", "in"):
            if tokens[child - 1].text != ",":
                places.extend(parse.under(child))
        elif tokens[child].dep in ("relcl", "acl") and tokens[child - 1].text != ",":
            return None  # "and those who …": what it is would be lost
    text = re.sub(r"^(?:the|an?)\s", "", tidy_phrase(render(parse, places)), flags=re.I)
    if not 1 <= len(text.split()) <= 6 or len(text) < 3 or _ODD.search(text):
        return None
    return Item(text, token.pos == "PROPN", token.tag in ("NNS", "NNPS"))


_ODD = re.compile(
    r"[()\[\]:;/@<>{}|`*\\=_]|https?|\b(?:more|other|others|its|their|his|her|this|that|these|"
    r"those|such|many|several|some|etc|beyond|one|same|both|all)\b",
    re.I,
)
