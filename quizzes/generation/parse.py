"""A sentence as a parser sees it: words, their kinds and what each of them hangs on.

Plain data without the parser itself. `quizzes.parsing` makes it; tests write it by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar, cast

T = TypeVar("T")


class Token(NamedTuple):
    """One word or mark. `start` is its character offset in the text that was parsed."""

    text: str
    lemma: str
    pos: str  # universal part of speech: NOUN, VERB …
    tag: str  # fine tag: VBD, NNS …
    dep: str  # what it is to its head: nsubj, dobj …
    head: int  # index of its head in the parse; its own index for a root
    start: int
    space: bool  # followed by a blank
    entity: str  # type of entity or "": a tagger's guess, one voice among several

    @property
    def end(self) -> int:
        """The character offset behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text. Spans are pairs of token indices, the second one past the last token."""

    text: str
    tokens: tuple[Token, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _spans: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    _under: dict[int, frozenset[int]] = field(init=False, repr=False, compare=False)
    _found: dict[Hashable, object] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for place, token in enumerate(self.tokens):
            if token.head != place:
                below[token.head].append(place)
        object.__setattr__(self, "_children", tuple(tuple(ones) for ones in below))
        object.__setattr__(self, "_spans", self._measure())
        object.__setattr__(self, "_under", {})
        object.__setattr__(self, "_found", {})

    def _measure(self) -> tuple[tuple[int, int], ...]:
        """The outermost tokens of every subtree; a circle of heads would be a broken parse."""
        heads = [token.head for token in self.tokens]
        first = list(range(len(heads)))
        last = list(range(1, len(heads) + 1))
        for place in range(len(heads)):
            at, steps = place, 0
            while heads[at] != at:
                at = heads[at]
                if place < first[at]:
                    first[at] = place
                if place >= last[at]:
                    last[at] = place + 1
                steps += 1
                if steps > len(heads):
                    raise ValueError("The heads of a parse run in a circle.")
        return tuple(zip(first, last, strict=True))

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, place: int) -> Token:
        return self.tokens[place]

    def roots(self) -> tuple[int, ...]:
        """The head of every sentence, in order."""
        return self.once("roots", self._find_roots)

    def _find_roots(self) -> tuple[int, ...]:
        return tuple(place for place, token in enumerate(self.tokens) if token.head == place)

    def children(self, place: int) -> tuple[int, ...]:
        """What hangs on a token, in order."""
        return self._children[place]

    def child(self, place: int, *deps: str) -> int | None:
        """The first token that hangs on another in one of these ways."""
        return next((one for one in self._children[place] if self.tokens[one].dep in deps), None)

    def subtree(self, place: int) -> tuple[int, int]:
        """The span from the first to the last token that hangs, however far, on this one."""
        return self._spans[place]

    def under(self, place: int) -> frozenset[int]:
        """A token and all that hang, however far, on it."""
        found = self._under.get(place)
        if found is None:
            below = [self.under(one) for one in self._children[place]]
            found = frozenset((place,)).union(*below)
            self._under[place] = found
        return found

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What a reader works out of this parse alone, worked out the first time and kept."""
        if key not in self._found:
            self._found[key] = work()
        return cast(T, self._found[key])

    def ancestors(self, place: int) -> Iterator[int]:
        """Its head, the head of that, and so on to the root."""
        while self.tokens[place].head != place:
            place = self.tokens[place].head
            yield place

    def within(self, place: int, other: int) -> bool:
        """Whether a token is another one or hangs, however far, on it."""
        return place == other or other in self.ancestors(place)

    def span_text(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to, not including, `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def subtree_text(self, place: int) -> str:
        """The text of the span of a subtree."""
        return self.span_text(*self._spans[place])

    def at(self, offset: int) -> int | None:
        """The token that covers a character offset."""
        for place, token in enumerate(self.tokens):
            if token.start <= offset < token.end:
                return place
        return None

    def covering(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of the tokens that touch a range of characters; None when there are none."""
        touched = [
            place for place, one in enumerate(self.tokens) if one.start < end and start < one.end
        ]
        return (touched[0], touched[-1] + 1) if touched else None
