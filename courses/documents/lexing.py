"""Text made of nothing but words, citations, wikilinks and plain bold, cut into its pieces at once.

Nine of ten paragraphs of a note are such text, and both its words (``plain``) and its HTML
(``rendering``) follow from the same pieces. Whatever has anything else in it is no business of this
module: ``lex`` then says so, and the full rules decide.  Neither way may differ in what comes out;
a test holds the one against the other.
"""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from courses.documents.citations import START, Run, match_run
from courses.documents.links import match_link
from courses.documents.maths import match_maths
from courses.documents.wikilinks import Wikilink, match_wikilink

LONGEST_KEPT = 5_000
"""Characters up to which the pieces of a text are kept for whoever asks next."""
DEEPEST = 4
"""Levels of bold and italics; deeper ones are left to the full rules."""
# Signs that only the full rules understand: searched at once, for most texts have none.
_FOREIGN = ("\\", "`", "  ", "\t", "![", "~~", "==", "【")
_ENTITY = re.compile(r"&[#\w]")
_SPECIAL = re.compile(r"[\[(<*_$\n]")


class Kind(IntEnum):
    """What a piece is."""

    WORDS = 0
    CITED = 1
    LINKED = 2
    OPEN = 3
    CLOSE = 4
    BREAK = 5


WORDS, CITED, LINKED, OPEN, CLOSE, BREAK = Kind


class Piece(NamedTuple):
    """Text [start:end). ``size`` is 2 where bold opens or closes, 1 where italics do."""

    kind: Kind
    start: int
    end: int
    run: Run | None = None
    link: Wikilink | None = None
    size: int = 0


def lex(text: str) -> tuple[Piece, ...] | None:
    """The pieces of a text in order; None where there is anything in it that is not said above."""
    return _kept(text) if len(text) <= LONGEST_KEPT else _lex(text)


def _lex(text: str) -> tuple[Piece, ...] | None:
    for sign in _FOREIGN:
        if sign in text:
            return None
    if "&" in text and _ENTITY.search(text):
        return None
    pieces: list[Piece] = []
    opened: list[int] = []
    done = at = 0  # words that are no piece yet begin at ``done``
    while special := _SPECIAL.search(text, at):
        at = special.start()
        sign = text[at]
        if sign in "<[(":
            piece = _bracket(text, at, sign)
            if piece is None:
                return None
        elif sign == "*":
            piece = _emphasis(text, at, opened)
            if piece is None:
                return None
        elif sign == "\n":
            if text[at - 1 : at] == " " or text[at + 1 : at + 2] == " ":
                return None
            piece = Piece(BREAK, at, at + 1)
        elif sign == "$":
            if match_maths(text, at):
                return None
            piece = Piece(WORDS, at, at + 1)
        else:
            if not (text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()):
                return None
            piece = Piece(WORDS, at, at + 1)
        if piece.kind is not WORDS:
            if done < at:
                pieces.append(Piece(WORDS, done, at))
            pieces.append(piece)
            done = piece.end
        at = piece.end
    if opened:
        return None
    if done < len(text):
        pieces.append(Piece(WORDS, done, len(text)))
    return tuple(pieces)


_kept = lru_cache(maxsize=512)(_lex)


def _bracket(text: str, at: int, sign: str) -> Piece | None:
    """A citation or a wikilink; a bracket that is a word's; or None."""
    if START.match(text, at) and (run := match_run(text, at)):
        return Piece(CITED, at, run.end, run)
    if sign == "[":
        if link := match_wikilink(text, at):
            return Piece(LINKED, at, link.end, None, link)
        if text.startswith("[^", at) or match_link(text, at):
            return None
    elif sign == "<":
        following = text[at + 1 : at + 2]
        if following in ("/", "!") or following.isalpha():
            return None
    return Piece(WORDS, at, at + 1)


def _emphasis(text: str, at: int, opened: list[int]) -> Piece | None:
    """Stars that open or close what ``opened`` holds; None where more than a look is needed."""
    end = at + 1
    while text.startswith("*", end):
        end += 1
    size = end - at
    opens, closes = _flanks(text[at - 1] if at else " ", text[end] if end < len(text) else " ")
    if opens is closes:
        return None if opens or size > 2 else Piece(WORDS, at, end)
    if size > 2:
        return None
    if opens:
        opened.append(size)
        return Piece(OPEN, at, end, None, None, size) if len(opened) <= DEEPEST else None
    if not opened or opened.pop() != size:
        return None
    return Piece(CLOSE, at, end, None, None, size)


@lru_cache(maxsize=4096)
def _flanks(before: str, after: str) -> tuple[bool | None, bool | None]:
    """Whether stars between these characters open and close emphasis, as CommonMark has it.

    Both None where the characters are so rare that the full rules should look.
    """
    left, right = _class_of(before), _class_of(after)
    if not left or not right:
        return True, True
    opens = right == "word" or (right == "sign" and left != "word")
    closes = left == "word" or (left == "sign" and right != "word")
    return opens, closes


def _class_of(char: str) -> str:
    if char.isalnum():
        return "word"
    if char in " \n":
        return "space"
    return "sign" if category(char)[0] in "PS" else ""
