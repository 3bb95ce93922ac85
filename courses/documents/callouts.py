"""Quotes, and paragraphs without their ``>``, that begin with ``[!kind] Title`` as callouts."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from courses.documents.callout_kinds import OPENING, is_known, is_title, kind_of, name_of


def _inline(content: str, like: Token) -> Token:
    token = Token("inline", "", 0, content=content, children=[], level=like.level)
    token.map = like.map
    token.block = True
    return token


def transform(tokens: Sequence[Token]) -> list[Token]:
    """The same blocks, with those that are callouts as ``callout_open`` … ``callout_close``."""
    out: list[Token] = []
    stack: list[bool] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "blockquote_open":
            match = None
            if index + 2 < len(tokens) and tokens[index + 2].type == "inline":
                match = OPENING.match(tokens[index + 2].content)
            stack.append(match is not None)
            if match:
                out += _opening(match, tokens, index + 1)
                index += 4
                continue
        elif token.type == "blockquote_close" and stack.pop():
            out.append(Token("callout_close", "aside", -1))
            index += 1
            continue
        elif token.type == "paragraph_open" and not token.level:
            match = OPENING.match(tokens[index + 1].content)
            if match and is_known(match[1]):
                out += [*_opening(match, tokens, index), Token("callout_close", "aside", -1)]
                index += 3
                continue
        out.append(token)
        index += 1
    return out


def _opening(match: re.Match[str], tokens: Sequence[Token], index: int) -> list[Token]:
    """The callout's beginning; tokens[index : index + 3] are its first paragraph."""
    paragraph, inline = tokens[index], tokens[index + 1]
    opened = Token("callout_open", "aside", 1)
    opened.info = kind_of(match[1])
    first, _, below = inline.content[match.end() :].partition("\n")
    titled = is_title(first)
    rest = below if titled else inline.content[match.end() :]
    out = [
        opened,
        Token("callout_title_open", "p", 1),
        _inline((first.strip() if titled else "") or name_of(match[1]), inline),
        Token("paragraph_close", "p", -1),
    ]
    if rest.strip():
        if paragraph.map and titled:
            paragraph.map = [paragraph.map[0] + 1, paragraph.map[1]]
        out += [paragraph, _inline(rest, inline), tokens[index + 2]]
    return out
