"""Key facts: the statements of a section that carry evidence."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from courses.documents.blocks import Block
from courses.documents.citations import Citation
from courses.documents.clauses import as_sentence, split_clauses
from courses.documents.plain import Plain
from courses.documents.sentences import OPENERS, sentence_of, split

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does"
    r"|did|said|told|says|became|began|made|took|gave|held|led|lost|won|went|came|grew|fell|rose"
    r"|built|bought|sold|sent|set|put|cut|spent|paid|met|ran|let|kept|left|felt|found|got|saw"
    r"|knew|thought|brought|wrote|shows?|makes?|gives?|takes?|remains?|plans?|needs?|wants?"
    r"|[a-z]{3,}ed|[a-z]{4,}(?:[^s]es|[^su]s))\b"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
MIN_WORDS = 3
"""A cited remark of fewer words ("See here") states nothing."""
MIN_ARTICLE_WORDS = 6
"""Uncited prose must say more before it counts as a statement of its own."""
_LEAD_IN = 80
"""Characters.  A longer bold opening is an emphasised sentence, not a label."""
_EMPHASIS = 6
"""Words.  Bold that nothing sets off from its sentence is a label only if it is short."""


class Statement(NamedTuple):
    """A sentence of a block: offsets are the document's, citations in the order written."""

    text: str
    start: int
    end: int
    citations: tuple[Citation, ...]
    lead_in: str
    terms: tuple[str, ...]


def lead_in_of(plain: Plain) -> tuple[str, int]:
    """The bold label that opens a block, and where the text after it begins (0: not set off)."""
    if not plain.bold or plain.bold[0][0] > 1:
        return "", 0
    start, end = plain.bold[0]
    label = plain.text[start:end].strip()
    if not label or len(label) > _LEAD_IN:
        return "", 0
    rest = plain.text[end:]
    after = len(rest) - len(rest.lstrip())
    if label.endswith((":", "：", ".", "–", "—")):
        cut = end + after
    elif rest[after : after + 1] in (":", "：", "–", "—") or rest[after : after + 2] == "- ":
        cut = end + after + 1
    elif len(label.split()) <= _EMPHASIS and ". " not in label:
        # "**Lack of focus** Despite all …": a capital that opens a sentence sets the label off.
        following = _WORD.match(rest[after:])
        opens = following is not None and following[0][0].isupper() and len(following[0]) > 1
        if not (opens and following and following[0].lower() in OPENERS):
            return label.rstrip(" ,;"), 0
        cut = end + after
    else:
        return "", 0
    cut += len(plain.text[cut:]) - len(plain.text[cut:].lstrip())
    return label.rstrip(" .:：–—"), cut


def statements(
    block: Block, plain: Plain, read: Sequence[tuple[Citation, ...]]
) -> Iterator[Statement]:
    """Every sentence of a block, cited or not; ``read`` is what each of the marks means."""
    label, cut = lead_in_of(plain)
    whole = plain.text
    places = [position for position, _ in plain.marks]
    spans = split(whole, places)
    if cut:
        # The label is kept beside the statement, not in it.
        spans = [(max(start, cut), end) for start, end in spans if end > cut]
    spans, divided = _divided(whole, spans, places)
    starts = [start for start, _ in spans]
    cited: dict[int, list[Citation]] = {}
    for position, citations in zip(places, read, strict=True):
        cited.setdefault(sentence_of(starts, position), []).extend(citations)
    links = plain.links
    first = 0
    for index, (start, end) in enumerate(spans):
        text = " ".join(whole[start:end].split())
        text = as_sentence(text) if index in divided else text
        terms: dict[str, None] = {}
        while first < len(links) and links[first][1] <= start:
            first += 1
        following = first
        while following < len(links) and links[following][0] < end:
            terms[links[following][2].label] = None
            following += 1
        yield Statement(
            text,
            block.offset(plain.source(start)),
            block.offset(plain.source(end, end=True)),
            tuple(cited.get(index, ())),
            label,
            tuple(terms),
        )


def _divided(
    text: str, spans: list[tuple[int, int]], places: list[int]
) -> tuple[list[tuple[int, int]], set[int]]:
    """The sentences, those with several citations in their clauses, and which are such parts."""
    if len(places) < 2:
        return spans, set()
    found: list[tuple[int, int]] = []
    divided: set[int] = set()
    at = 0
    for number, span in enumerate(spans):
        # A citation belongs to the sentence that it follows: up to the next one's beginning.
        after = spans[number + 1][0] if number + 1 < len(spans) else len(text) + 1
        own: list[int] = []
        while at < len(places) and places[at] <= after:
            own.append(places[at])
            at += 1
        parts = split_clauses(text, span, own) if len(own) > 1 else [span]
        if len(parts) > 1:
            divided |= set(range(len(found), len(found) + len(parts)))
        found += parts
    return found, divided


def _words(text: str) -> int:
    count = len(_WORD.findall(text))
    # Japanese writes no spaces: about two characters make a word.
    return count + len(_CJK.findall(text)) // 2 if not text.isascii() else count


def _has_words(text: str, least: int) -> bool:
    """Whether it has so many words: the rest need not be counted."""
    found = len(list(islice(_WORD.finditer(text), least))) >= least
    return found or (not text.isascii() and _words(text) >= least)


def is_evident(statement: Statement) -> bool:
    """Whether a cited sentence states something."""
    text = statement.text
    for citation in statement.citations:
        if citation.seconds is not None:
            return not text.endswith(("?", "？")) and _has_words(text, MIN_WORDS)
    return False


def is_checkable(statement: Statement) -> bool:
    """Whether an article's sentence can be held against the source.

    It has a figure, or a name beside its first word, and a verb; it is no question and no
    fragment that ends in a colon.
    """
    text = statement.text
    if text.rstrip("\"'”’").endswith(("?", "？", ":", "…")):
        return False
    if not _has_words(text, MIN_ARTICLE_WORDS):
        return False
    words = _WORD.findall(text)
    figure = any(char.isdigit() for char in text)
    named = any(word[0].isupper() and word != "I" for word in words[1:])
    opening = words[0] if words else ""
    named = named or (opening.isupper() and len(opening) > 1)
    named = named or ("-" in opening and opening[0].isupper())
    if _CJK.search(text):
        return figure or named or len(text) >= 12
    return (figure or named) and bool(_VERB.search(text))
