"""Times written an order too high: 17:04:00 for 17 minutes and 4 seconds.

The evidence here is the one document; what other notes of the same video tell comes on top of it
elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from courses.documents.citations import Citation

ENOUGH = 5
"""Citations from which a last field that is always 00 cannot be chance (1 in 60 each)."""
MOSTLY = 0.9
IMPOSSIBLE_HOURS = 13
"""Hours.  Longer than any lecture or stream of the family of notes."""


def _suspect(citation: Citation) -> bool:
    return len(citation.fields) == 3 and citation.fields[2] == 0 and citation.fields[0] > 0


def _lowered(citation: Citation) -> Citation:
    minutes, seconds = citation.fields[0], citation.fields[1]
    return replace(citation, seconds=minutes * 60 + seconds, state="repaired")


def rescaler(citations: Sequence[Citation]) -> Callable[[Citation], Citation]:
    """A function that puts each citation of this document right, or leaves it as it is."""
    timed = [c for c in citations if len(c.fields) == 3]
    zero = [c for c in timed if c.fields[2] == 0]
    suspects = [c for c in timed if _suspect(c)]
    # A rough but sane talk gives every five minutes; a mis-scaled one has odd "minutes".
    odd = any(c.fields[1] % 5 for c in suspects)
    whole = bool(
        suspects and odd and len(timed) >= ENOUGH and len(zero) >= MOSTLY * len(timed)
    )
    sane = max((c.seconds or 0 for c in citations if not _suspect(c)), default=0)

    def rescale(citation: Citation) -> Citation:
        if len(citation.fields) != 3 or citation.fields[2] != 0:
            return citation
        if whole:
            return _lowered(citation)
        if not _suspect(citation):
            return citation
        if citation.fields[0] >= IMPOSSIBLE_HOURS:
            return _lowered(citation)
        if citation.fields[0] >= 4 and sane and (citation.seconds or 0) > 2 * sane:
            return replace(citation, state="doubtful")
        return citation

    return rescale
