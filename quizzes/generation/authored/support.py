"""Is a model's question supported by the document? Checked by us, whatever the model says.

Each check is a gate of the form itself: a name, and a reason in an instructor's words.
"""

from __future__ import annotations

import re

from quizzes.generation.drafts import Wrong
from quizzes.generation.gates.common import passed, refused
from quizzes.generation.index import ModuleIndex
from quizzes.generation.model import CheckResult, SourceFact
from quizzes.generation.sentences import names_in
from quizzes.generation.values import Value
from quizzes.generation.words import content

from .figures import has_figure, number_like
from .reply import Reply

FEWEST_EVIDENCE = 3  # words
LEAST_SHARED = 0.6  # of the stem's words of meaning that the source has


def stands_in(text: str, where: str) -> bool:
    """Whether it stands there word for word, as whole words."""
    return bool(re.search(rf"(?<![\w.,]){re.escape(text)}(?![\w%]|[.,]\d)", where))


def evidence_stands(reply: Reply, fact: SourceFact) -> CheckResult:
    """The quoted evidence is a piece of the cited sentence that holds the key."""
    name = "evidence quoted"
    if reply.evidence not in fact.text:
        return refused(name, "The evidence that was quoted does not stand in the sentence.")
    if len(reply.evidence.split()) < FEWEST_EVIDENCE:
        return refused(name, "The evidence that was quoted is too short to prove anything.")
    if not stands_in(reply.key, reply.evidence):
        return refused(name, "The right answer does not stand in the evidence that was quoted.")
    return passed(name, f"The sentence says: “{reply.evidence}”.")


def stem_is_said(reply: Reply, fact: SourceFact, sentence: str, index: ModuleIndex) -> CheckResult:
    """Names, figures and most words of the stem are the document's."""
    name = "said by the source"
    source = " ".join((fact.text, sentence, fact.title, fact.heading, fact.lead_in))
    for figure in re.findall(r"\d(?:[\d.,]*\d)?", reply.stem):
        if not stands_in(figure, source) and figure not in re.findall(r"\d+", source):
            return refused(name, "A figure of the question does not stand in the source.")
    said = content(source)
    if any(not content(one) <= said for one in names_in(reply.stem, index.known)):
        return refused(name, "A name of the question does not stand in the source.")
    asked = content(reply.stem)
    if len(asked & said) < LEAST_SHARED * len(asked):
        return refused(name, "Much of the question does not stand in the source.")
    return passed(name, "The source has the names, the figures and most words of the question.")


_ASKS = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.I)
_CUT = re.compile(
    r"\b(?:and|or|but|the|an?|its|their|his|her|is|was|are|were|that|than|as|because|beside|"
    r"into|using|between|including)\s*\?$|[,;:–—]\s*\?$|\bit\?$|_{2,}|\.{3}|…",
    re.I,
)


def stem_is_whole(reply: Reply) -> CheckResult:
    """It asks, once, and does not break off where the answer would stand."""
    name = "whole question"
    if not _ASKS.search(reply.stem) or reply.stem.count("?") != 1:
        return refused(name, "The stem is not one question.")
    found = _CUT.search(reply.stem)
    if found:
        return refused(name, f"The stem breaks off (“{found[0].strip()}”).")
    return passed(name, "The stem is one whole question.")


def key_is_hidden(reply: Reply) -> CheckResult:
    """The stem does not hold the key."""
    if stands_in(reply.key.casefold(), reply.stem.casefold()):
        return refused("key hidden", "The question holds its own answer.")
    return passed("key hidden", "The question does not hold its answer.")


def wrong_ones(
    reply: Reply, fact: SourceFact, sentence: str, value: Value | None, index: ModuleIndex
) -> tuple[tuple[Wrong, ...], CheckResult]:
    """The wrong answers with the facts that they really belong to."""
    name = "answers of the document"
    if value is None and has_figure(reply.key):
        return (), refused(name, "The answer is a figure that was not understood.")
    found: list[Wrong] = []
    for text in reply.wrong:
        number = number_like(text, value, sentence) if value else 0.0
        if number is None or (value is None and has_figure(text)):
            return (), refused(name, f"“{text}” is not the same kind of answer as the right one.")
        owner = _owner(text, number, value, fact, index)
        if value is None and owner is None:
            return (), refused(name, f"“{text}” stands nowhere else in the document.")
        if value is None and _other_sort(text, reply.key, index):
            return (), refused(name, f"“{text}” is not the same kind of thing as the right answer.")
        found.append(Wrong(text, number, owner))
    own = sum(one.fact is not None for one in found)
    return tuple(found), passed(
        name, f"{own} of the wrong answers stand elsewhere in the document."
    )


def _owner(
    text: str, number: float, value: Value | None, fact: SourceFact, index: ModuleIndex
) -> SourceFact | None:
    """The nearest other fact that says it."""
    if value is not None:
        holders = [
            one.fact
            for one in index.values
            if (one.value.kind, one.value.unit, one.value.number)
            == (value.kind, value.unit, number)
        ]
    else:
        holders = [one for one in index.facts if stands_in(text, one.text)]
    others = (one for one in holders if one.id != fact.id)
    return min(others, key=lambda one: (abs(one.position - fact.position), one.id), default=None)


def _other_sort(text: str, key: str, index: ModuleIndex) -> bool:
    """Not known to be the same kind of thing where one is known; or a name beside a phrase."""
    one, other = index.kinds.of(text), index.kinds.of(key)
    if one or other:
        return one != other
    return text[:1].isupper() is not key[:1].isupper()
