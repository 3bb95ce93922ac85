"""Times written an order too high: 17:04:00 for 17 minutes and 4 seconds.

The evidence here is the one document; what other notes of the same video tell comes on top of it
elsewhere.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from courses.documents.citations import Citation

ENOUGH = 5
"""Citations from which a last field that is always 00 cannot be chance (1 in 60 each)."""
MOSTLY = 0.9
"""Share of last fields that are 00 from which the whole document is taken as mis-scaled."""
PARTLY = 0.1
"""Share from which a document is taken to mix both scales."""
MAJORITY = 0.6
"""Share of the impossible times that must end alike before their ending counts as a frame."""
IMPOSSIBLE_HOURS = 13
"""Hours.  Longer than any lecture or stream of the family of notes."""
LONG_HOURS = 4
"""Hours.  A citation later than this, and far behind all others, is doubtful."""


def _trailing(timed: Sequence[Citation]) -> frozenset[int]:
    """The last fields that tell of a wrong scale: 00, and what most impossible times end in."""
    ends = Counter(c.fields[2] for c in timed if _impossible(c))
    if ends.total() >= 3:
        end, count = ends.most_common(1)[0]
        if count >= MAJORITY * ends.total():
            return frozenset({0, end})
    return frozenset({0})


def _impossible(citation: Citation) -> bool:
    return len(citation.fields) == 3 and citation.fields[0] >= IMPOSSIBLE_HOURS


def _lowered(citation: Citation) -> Citation:
    minutes, seconds = citation.fields[0], citation.fields[1]
    state = citation.state if seconds > 59 else "repaired"
    return replace(citation, seconds=minutes * 60 + seconds, state=state)


def rescaler(citations: Sequence[Citation]) -> Callable[[Citation], Citation]:
    """A function that puts each citation of this document right, or leaves it as it is."""
    timed = [c for c in citations if len(c.fields) == 3]
    trailing = _trailing(timed)

    def suspect(citation: Citation) -> bool:
        fields = citation.fields
        return len(fields) == 3 and fields[2] in trailing and fields[0] > 0

    suspects = [c for c in timed if suspect(c)]
    zeros = sum(c.fields[2] in trailing for c in timed)
    # A rough but sane talk gives every five minutes; a mis-scaled one has odd "minutes".
    odd = any(c.fields[1] % 5 for c in suspects)
    whole = odd and len(timed) >= ENOUGH and zeros >= MOSTLY * len(timed)
    mixed = odd and len(suspects) >= 3 and len(suspects) >= PARTLY * len(timed)
    sane = max(
        (c.seconds or 0 for c in citations if not suspect(c) and not _impossible(c)), default=0
    )

    def rescale(citation: Citation) -> Citation:
        if len(citation.fields) != 3:
            return citation
        if _impossible(citation) or (whole and citation.fields[2] in trailing):
            return _lowered(citation)
        if not suspect(citation):
            return citation
        beyond = bool(sane) and (citation.seconds or 0) > sane
        if beyond and mixed:
            return _lowered(citation)
        if beyond and citation.fields[0] >= LONG_HOURS and (citation.seconds or 0) > 2 * sane:
            return replace(citation, state="doubtful")
        return citation

    return rescale
