"""Where a sentence with several citations says two things that can each stand alone."""

import re
from collections.abc import Iterable

MIN_WORDS = 5
"""Words.  A shorter part leans on the other one."""
LONGEST = 1500
"""Characters.  What is longer is no sentence; this bound keeps the work linear."""
_JOINT = re.compile(r"\s*(?:;\s*(?:(?:and|but|so|yet)\s+)?|,\s*(?:and|but|so|yet|whereas)\s+)")
# What a clause of its own begins with: an article, a figure or a name.  A pronoun points back.
_SUBJECT = re.compile(r"(?:(?:the|a|an|some|many|most|all|each|every|no)\s|\d|[A-Z](?!\s))")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did"
    r"|became|began|took|gave|held|led|lost|won|went|came|grew|fell|rose|built|bought|sold|sent"
    r"|spent|paid|met|ran|left|felt|found|got|saw|knew|thought|brought|wrote|said|told|made)\b"
)
# "Liang received": behind a bare name a past form is the clause's verb and no participle.
_NAMED = re.compile(r"(?:[A-Z][\w'’-]{1,30} ){1,3}[a-z]{2,20}ed\b")
_ANY_VERB = re.compile(rf"{_FINITE.pattern}|\b[a-z]{{3,}}(?:ed|[^s]s)\b")
_BEFORE_VERB = 60
"""Characters within which a clause of its own has its verb."""
_SUBORDINATE = re.compile(
    r"(?:although|though|while|whereas|if|when|because|since|as|despite|unlike|given|after|before"
    r"|not only|both|either|neither|whether)\b",
    re.IGNORECASE,
)


def _stands(part: str) -> bool:
    if len(part.split()) < MIN_WORDS or part.count('"') % 2 or part.count("“") != part.count("”"):
        return False
    return part.count("(") == part.count(")")


def split_clauses(text: str, span: tuple[int, int], marks: Iterable[int]) -> list[tuple[int, int]]:
    """The parts of the sentence text[start:end] that the citations at ``marks`` govern.

    A cut falls only where a citation stands before a semicolon or before a comma and "and", what
    comes before it is a sentence and what follows has a subject and a verb of its own.
    """
    start, end = span
    if end - start > LONGEST:
        return [span]
    parts: list[tuple[int, int]] = []
    places = sorted({place for place in marks if start < place})
    for index, place in enumerate(places[:-1]):
        joint = _JOINT.match(text, place, end)
        if not joint or joint.end() <= start:
            continue
        left, right = text[start:place], text[joint.end() : end]
        later = any(joint.end() < other for other in places[index + 1 :])
        if (
            later
            and _stands(left)
            and _stands(right)
            and not _SUBORDINATE.match(left)
            and _ANY_VERB.search(left)
            and _SUBJECT.match(right)
            and (_FINITE.search(right[:_BEFORE_VERB]) or _NAMED.match(right))
        ):
            parts.append((start, place))
            start = joint.end()
    return [*parts, (start, end)]


def as_sentence(part: str) -> str:
    """A part of a sentence with the capital and the stop of a whole one."""
    whole = part.strip(" ,;")
    whole = whole[:1].upper() + whole[1:]
    return whole if whole.endswith((".", "!", "?", "…", '."', ".”")) else whole + "."
