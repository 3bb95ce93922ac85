"""Times written an order too high: 17:04:00 for 17 minutes and 4 seconds.

What tells, from the strongest sign to the weakest:

1. the video's length, where somebody set it: what lies behind its end cannot be meant;
2. a first field that no video has (IMPOSSIBLE_HOURS): those times are read an order lower at once;
3. last fields that are nearly all 00, or nearly all alike: real seconds are not, but a field that
   somebody added to MM:SS is;
4. the other notes of the same video: if these end long before, so does this one;
5. order: in good notes 97 of 100 citations do not go back, and most follow within a minute;
6. distance: all other citations lie in the first sixtieth of the way to a few that end in 00, and
   an order lower these stand right behind them.

Signs 2 to 4 and 6 settle *whether* a document has mis-scaled times; sign 5 settles *which* of
those that may be meant either way are.  A talk of a few hours cited in whole minutes shows sign 3
as well: so below SANE_HOURS sign 3 alone makes times doubtful and changes none.
"""

import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from courses.documents.citations import Citation, format_time

ENOUGH = 5
"""Citations from which a last field that is always 00 cannot be chance (1 in 60 each)."""
MOSTLY = 0.9
"""Share of last fields that are 00 from which the whole document is taken as mis-scaled."""
PARTLY = 0.1
"""Share from which a document is taken to mix both scales."""
SEVERAL = 3
"""A single odd time is a slip; as many as these are a habit."""
MAJORITY = 0.6
"""Share of the impossible times that must end alike before their ending counts as a frame."""
SMALL, MANY, NEARLY_ALL = 10, 12, 0.95
"""A last field below SMALL in nearly all of MANY times is a counter: in 6 of 10 000 000 000 sane
notes of twelve citations it is chance."""
IMPOSSIBLE_HOURS = 13
"""Hours.  Longer than any lecture or stream of the family of notes."""
SANE_HOURS = 5
"""Hours.  A talk in whole minutes that ends before this may be just that."""
FAR_BEHIND = 2
"""How many times further than all other notes of a video a sane note may reach."""
FAR_OFF = 60
"""How many times further than all others a few times must lie before the distance tells: a scale
is wrong by 60, and no sane note of the samples leaps that far to whole minutes."""
NEAR_BY = 5
"""How many times further than the others they may lie once they are read an order lower."""
SLACK = 5
"""Seconds by which a citation may pass the length that was set: lengths are rounded."""
USUAL_GAP = 120
"""Seconds up to which the way from one citation to the next says little."""
BACKWARD = 1.3
"""How much worse a step back is than the same step ahead."""
SWITCH = 3.0
"""Cost of a change between the scales: a note that mixes them does so in stretches."""


@dataclass
class Scale:
    """What became of each citation, and the reasons in words."""

    read: list[Citation]
    """Every citation that was measured, in order, as it is to be read."""
    evidence: str = ""
    """Why times of this document were read an order lower; "" if none was."""
    doubt: str = ""
    """What an instructor has to settle; "" if nothing."""


def _impossible(citation: Citation) -> bool:
    return len(citation.fields) == 3 and citation.fields[0] >= IMPOSSIBLE_HOURS


def _low(citation: Citation) -> int:
    """Seconds, if the first two fields are minutes and seconds."""
    return citation.fields[0] * 60 + citation.fields[1]


def _lowered(citation: Citation) -> Citation:
    if _low(citation) == citation.seconds:
        return citation
    state = citation.state if citation.fields[1] > 59 else "repaired"
    return citation._replace(seconds=_low(citation), state=state)


def _endings(timed: Sequence[Citation]) -> tuple[frozenset[int], bool]:
    """The last fields that tell of a wrong scale, and whether any ending does.

    00 always tells, and what most impossible times end in; where these end in anything, the last
    field counts frames.
    """
    impossible = [c for c in timed if _impossible(c)]
    ends = Counter(c.fields[2] for c in impossible)
    trailing = frozenset({0})
    if len(impossible) >= SEVERAL:
        end, count = ends.most_common(1)[0]
        if count >= MAJORITY * len(impossible):
            trailing = frozenset({0, end})
    small = sum(c.fields[2] < SMALL for c in timed)
    if len(timed) >= MANY and small >= NEARLY_ALL * len(timed):
        trailing |= frozenset(range(SMALL))
    others = sum(c.fields[2] not in trailing for c in impossible)
    frames = others >= SEVERAL and others >= PARTLY * len(impossible)
    return trailing, frames


def _step(before: int, after: int) -> float:
    """How unlikely it is that a note goes from one second of its video to another.

    The square of a logarithm: small steps cost next to nothing, and one leap over half a video
    costs more than several steps of some minutes.
    """
    gap = after - before
    cost = math.log1p(abs(gap) / USUAL_GAP) ** 2
    return cost if gap >= 0 else BACKWARD * cost


class _Reading(NamedTuple):
    seconds: int
    lowered: bool


def _likeliest(options: Sequence[Sequence[_Reading]]) -> list[_Reading]:
    """For each citation in order the reading that lies on the likeliest path through the video."""
    if all(len(option) == 1 for option in options):
        return [option[0] for option in options]
    costs = [0.0] * len(options[0])
    came: list[list[int]] = []
    for before, after in itertools.pairwise(options):
        back: list[int] = []
        reached: list[float] = []
        for one in after:
            prices = [
                cost + _step(other.seconds, one.seconds) + SWITCH * (other.lowered != one.lowered)
                for cost, other in zip(costs, before, strict=True)
            ]
            best = min(range(len(prices)), key=prices.__getitem__)
            back.append(best)
            reached.append(prices[best])
        came.append(back)
        costs = reached
    at = min(range(len(costs)), key=costs.__getitem__)
    path = [at]
    for back in reversed(came):
        at = back[at]
        path.append(at)
    return [option[pick] for option, pick in zip(options, reversed(path), strict=True)]


@dataclass(frozen=True)
class _Signs:
    """What the document as a whole tells about its times; see the module's list."""

    trailing: frozenset[int]
    frames: bool
    whole: bool
    mixed: bool
    impossible: int
    late: tuple[Citation, ...]
    alike: int
    timed: int
    furthest: int
    others: int
    stranded: int
    length: int | None

    @cached_property
    def end(self) -> float:
        """The second that no citation may pass."""
        return self.length + SLACK if self.length else math.inf

    @cached_property
    def settled(self) -> bool:
        """Whether every time can be meant as it is written."""
        if self.length and self.furthest <= self.end:
            return True
        reached = self.others * FAR_BEHIND >= self.furthest > 0
        return (self.whole or self.stranded > 0) and not self.impossible and reached

    @property
    def ambiguous(self) -> bool:
        """Whether nothing but the last fields speaks, and a sane talk may look the same."""
        sane = self.furthest < SANE_HOURS * 3600
        return self.whole and not self.impossible and sane and not (self.length or self.others)

    def readings(self, citation: Citation) -> tuple[_Reading, ...]:
        """The seconds that a citation may mean: as written, an order lower, or both."""
        written = _Reading(citation.seconds or 0, False)
        if len(citation.fields) != 3 or self.settled or not any(citation.fields[:2]):
            return (written,)
        low = _Reading(_low(citation), True)
        hours, ending = citation.fields[0], citation.fields[2]
        beyond = written.seconds > self.end
        sure = _impossible(citation) or (hours > 0 and beyond and low.seconds <= self.end)
        sure = sure or bool(self.stranded and hours)
        if sure or (self.whole and ending in self.trailing and (hours or not ending)):
            return (low,)
        if beyond or not (hours or self.impossible >= SEVERAL or self.whole):
            return (written,)
        may = self.frames or (self.impossible > 0 and hours >= SANE_HOURS)
        may = may or ((self.mixed or self.whole) and ending in self.trailing)
        return (written, low) if may else (written,)

    def words(self) -> str:
        """The evidence of a wrong scale for an instructor."""
        signs = []
        if self.length and self.furthest > self.end:
            signs.append(f"the video is {format_time(self.length)} long")
        if self.impossible:
            share = f"{self.impossible} of {self.timed}"
            signs.append(f"{share} times would lie past {IMPOSSIBLE_HOURS} hours")
        if self.whole or self.mixed:
            signs.append(f"{self.alike} of {self.timed} end alike")
        if self.others and self.furthest > FAR_BEHIND * self.others:
            signs.append(f"other notes of this video end at {format_time(self.others)}")
        if self.stranded:
            signs.append("all other citations of the note end far before")
        return "; ".join(signs) or "their order in the note"


def _stranded(every: Sequence[Citation], late: Sequence[Citation]) -> int:
    """How many times lie far off all others but would join them, read an order lower; 0 if others
    lie there too."""
    far = set(late)
    near = [c for c in every if c not in far]
    if not late or len(near) < max(ENOUGH, len(late)) or any(c.fields[2] for c in late):
        return 0
    end = max(c.seconds or 0 for c in near)
    lows = [_low(c) for c in late]
    off = min(c.seconds or 0 for c in late) >= FAR_OFF * end
    return len(late) if off and 0 < max(lows) <= NEAR_BY * end else 0


def _read_signs(
    every: Sequence[Citation], siblings: Sequence[int] | None, length: int | None
) -> _Signs:
    timed = [c for c in every if len(c.fields) == 3]
    trailing, frames = _endings(timed)
    alike = [c for c in timed if c.fields[2] in trailing]
    late = tuple(c for c in alike if c.fields[0])
    # A rough but sane talk gives every five minutes; a mis-scaled one has odd "minutes".
    odd = any(c.fields[1] % 5 or _impossible(c) for c in late)
    return _Signs(
        trailing=trailing,
        frames=frames,
        whole=odd and len(timed) >= ENOUGH and len(alike) >= MOSTLY * len(timed),
        mixed=odd and len(late) >= max(SEVERAL, PARTLY * len(timed)),
        impossible=sum(map(_impossible, timed)),
        late=late,
        alike=len(alike),
        timed=len(timed),
        furthest=max((c.seconds or 0 for c in every), default=0),
        others=max((s for s in siblings or () if s < IMPOSSIBLE_HOURS * 3600), default=0),
        stranded=_stranded(every, late),
        length=length,
    )


def measure(
    citations: Sequence[Citation],
    *,
    siblings: Sequence[int] | None = None,
    length: int | None = None,
) -> Scale:
    """Decides for each citation of a document, in the order written, what second it means.

    ``siblings`` are the seconds that other notes of the video cite; ``length`` is the video's.
    """
    scale = Scale(list(citations))
    timed = [(place, c) for place, c in enumerate(citations) if c.seconds is not None]
    every = [c for _, c in timed]
    if not length and not any(len(c.fields) == 3 and c.fields[0] for c in every):
        return scale  # all in the first hour, where no order lower is to be had
    signs = _read_signs(every, siblings, length)
    if signs.ambiguous:
        _doubt(scale, signs.late)
        return scale
    options = [signs.readings(citation) for citation in every]
    path = _likeliest(options)
    lowered = sum(reading.lowered for reading in path)
    proven = signs.whole or signs.frames or signs.impossible > 0 or lowered >= SEVERAL
    for (place, citation), option, reading in zip(timed, options, path, strict=True):
        read = citation
        if reading.lowered:
            sure = proven or (len(option) == 1 and signs.stranded != 1)
            read = _lowered(citation) if sure else citation._replace(state="doubtful")
        if (read.seconds or 0) > signs.end:
            read = read._replace(state="doubtful")
        scale.read[place] = read
    if lowered:
        scale.evidence = signs.words()
    return scale


def _doubt(scale: Scale, late: Sequence[Citation]) -> None:
    doubtful = set(late)
    for place, citation in enumerate(scale.read):
        if citation in doubtful:
            scale.read[place] = citation._replace(state="doubtful")
    example = late[0]
    scale.doubt = (
        f"{len(late)} times end in 00: {':'.join(f'{f:02}' for f in example.fields)} may mean"
        f" {format_time(example.seconds or 0)} or {format_time(_low(example))}."
        " The video's length would settle it; until then they are read as written."
    )
