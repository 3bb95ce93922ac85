"""How much a fact deserves to be asked about: the more there is in it to know, the higher."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from courses.documents.model import FactDraft, LessonDraft
from courses.documents.text import fold_name

FIGURE, SECOND_FIGURE = 1.0, 0.5
"""A year, a sum, a share: nothing is easier to be right or wrong about."""
NAME, NAMES = 0.5, 1.0
"""For a name behind the first word, and at most for all of them."""
DEFINITION = 1.0
CAUSE = 0.8
RETURNING, RETURNINGS = 0.5, 1.0
"""For a term that other facts of the document speak of too, and at most for all of them."""
OPEN_REFERENCE = -0.7
"""It begins with "it" or "this": what that is stands in another sentence."""
LENGTH, SHORT, LONG = -0.5, 6, 45
"""Below SHORT words a remark says little, above LONG it says too much for one question."""
DOUBT = -0.5

_FIGURE = re.compile(r"\d[\d,.:]*")
# It begins with the capital, for which a text is searched fast, and then looks back.
_NAME = re.compile(r"[A-Z](?<=[\w,;:’'\"”)] .)[\w’'&-]*(?: [A-Z][\w’'&-]*){0,5}")
_DEFINITION = re.compile(
    r"\b(?:is|are|was|were) (?:an?|the|called|known as|defined as|named|one of)\b"
    r"|\b(?:refers? to|means|stands? for|consists? of|is short for)\b",
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|leads? to|led to|causes?|caused|results? in|resulted in"
    r"|as a result|therefore|thus|so that|in order to|which (?:made|allowed|enabled|forced)"
    r"|thanks to|prevent(?:s|ed)?|allow(?:s|ed)?|enabl(?:es|ed))\b",
    re.IGNORECASE,
)
# Without any of these it names no cause, and the pattern need not look at every word.
_CAUSES = tuple(
    "because|due to|owing to|lead|led to|cause|result|therefore|thus|so that|in order to|which "
    "|thanks to|prevent|allow|enabl".split("|")
)
_DEFINITIONS = ("is ", "are ", "was ", "were ", "refer", "means", "stand", "consist")
_OPEN = re.compile(
    r"(?:it|its|they|their|this|these|those|that|such|he|his|she|her|here|there|both)\b",
    re.IGNORECASE,
)


_folded = lru_cache(maxsize=4096)(fold_name)


def _terms(fact: FactDraft) -> set[str]:
    if not fact.terms and not fact.lead_in:
        return set()
    return {_folded(term) for term in (*fact.terms, fact.lead_in)} - {""}


def rank(fact: FactDraft, again: int = 0) -> float:
    """The worth of a fact; ``again`` is how many of its terms other facts speak of too."""
    text = fact.text
    figures = len(_FIGURE.findall(text))
    worth = FIGURE * (figures > 0) + SECOND_FIGURE * (figures > 1)
    worth += min(NAMES, NAME * len(_NAME.findall(text)))
    worth += DEFINITION * _has(text, _DEFINITIONS, _DEFINITION)
    worth += CAUSE * _has(text.lower(), _CAUSES, _CAUSE)
    worth += min(RETURNINGS, RETURNING * again)
    worth += OPEN_REFERENCE * bool(_OPEN.match(text))
    words = len(text.split())
    worth += LENGTH * (words > LONG or (words < SHORT and text.isascii()))
    worth += DOUBT * ("doubtful" in [citation.state for citation in fact.citations])
    return round(worth, 2)


def _has(text: str, signs: Iterable[str], pattern: re.Pattern[str]) -> bool:
    """Whether the pattern is found; it is sought only where one of the signs is."""
    for sign in signs:
        if sign in text:
            return pattern.search(text) is not None
    return False


def ranked(lessons: Sequence[LessonDraft]) -> list[LessonDraft]:
    """The same lessons, their facts with their rank in the whole document."""
    terms = [[_terms(fact) for fact in lesson.facts] for lesson in lessons]
    returning = Counter(term for those in terms for one in those for term in one)
    return [
        lesson._replace(
            facts=tuple(
                [
                    FactDraft(*fact[:-1], rank(fact, sum([returning[term] > 1 for term in one])))
                    for fact, one in zip(lesson.facts, those, strict=True)
                ]
            )
        )
        for lesson, those in zip(lessons, terms, strict=True)
    ]
