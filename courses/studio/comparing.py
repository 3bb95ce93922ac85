"""What an import would do to the rows of one module, told before it does: nothing is written.

It asks the import's own pairing (``importing.pairing``) which lesson and which fact goes on in
which row, and says what becomes of each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.documents.model import LessonDraft
from courses.importing.pairing import Pairs, pair
from courses.models import Fact, Lesson

NEW, BACK, SAME, CHANGED, RENAMED = "new", "back", "same", "changed", "renamed"
WAITS, KEPT = "waits", "kept"


@dataclass(frozen=True)
class LessonFate:
    """What becomes of a lesson.

    ``state``: new; back (it was retired); same; changed (its text, perhaps its heading too);
    renamed (its heading alone); waits (a person edited it: the new text waits beside theirs);
    kept (a person edited it, and nothing new waits). ``row`` is the lesson that it goes on in.
    """

    state: str
    row: Lesson | None = None
    moved: bool = False
    was: str = ""
    """Its heading so far, where the import gives it another."""


@dataclass
class Fates:
    """What becomes of a module's rows; lessons in the order of the new document."""

    lessons: list[LessonFate] = field(default_factory=list)
    retired_lessons: list[Lesson] = field(default_factory=list)
    new_facts: int = 0
    changed_facts: list[int] = field(default_factory=list)
    retired_facts: list[int] = field(default_factory=list)
    fact_texts: dict[int, str] = field(default_factory=dict)
    """By id, of every fact that will say something else: what it will say, "" once retired."""

    @property
    def anything(self) -> bool:
        """Whether the import changes what a reader could notice."""
        still = all(one.state in (SAME, KEPT) and not one.moved for one in self.lessons)
        return not still or bool(self.retired_lessons or self.new_facts or self.fact_texts)

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.lessons)


def foretell(
    lessons: Sequence[Lesson], facts: Sequence[Fact], drafts: Sequence[LessonDraft]
) -> Fates:
    """Rows in the order of their positions, retired ones too; ``facts`` with their citations."""
    pairs = pair(lessons, facts, drafts)
    fates = Fates()
    moved = _moved(lessons, pairs)
    for place, draft in enumerate(drafts):
        old = pairs.lessons.get(place)
        if old is None:
            fates.lessons.append(LessonFate(NEW))
        else:
            fates.lessons.append(_fate(lessons[old], draft, moved=place in moved))
    goes_on = set(pairs.lessons.values())
    fates.retired_lessons = [
        row for place, row in enumerate(lessons) if place not in goes_on and row.retired_at is None
    ]
    _tell_facts(fates, facts, drafts, pairs)
    return fates


def _fate(row: Lesson, draft: LessonDraft, *, moved: bool) -> LessonFate:
    heading = draft.heading[:300]
    if row.edited_at is not None:
        known = ((row.heading, row.source), (row.base_heading, row.base_source))
        waits = (heading, draft.source) not in known
        return LessonFate(WAITS if waits else KEPT, row, moved)
    was = row.heading if row.heading != heading else ""
    if row.retired_at is not None:
        return LessonFate(BACK, row, was=was)
    if row.source != draft.source:
        return LessonFate(CHANGED, row, moved, was)
    return LessonFate(RENAMED if was else SAME, row, moved, was)


def _moved(lessons: Sequence[Lesson], pairs: Pairs) -> set[int]:
    """Places of the fewest new lessons that have to move for the others to stay in order.

    These others are the longest rising run of old places: patience sorting, n·log n.
    """
    stays = [
        (place, old)
        for place, old in sorted(pairs.lessons.items())
        if lessons[old].retired_at is None
    ]
    ends: list[int] = []  # the least old place that ends a run of each length
    holders: list[int] = []  # and where it stands in ``stays``
    before: list[int] = []
    for number, (_, old) in enumerate(stays):
        length = bisect_left(ends, old)
        before.append(holders[length - 1] if length else -1)
        ends[length : length + 1] = [old]
        holders[length : length + 1] = [number]
    kept: set[int] = set()
    number = holders[-1] if holders else -1
    while number >= 0:
        kept.add(stays[number][0])
        number = before[number]
    return {place for place, _ in stays} - kept


def _tell_facts(
    fates: Fates, facts: Sequence[Fact], drafts: Sequence[LessonDraft], pairs: Pairs
) -> None:
    texts = [fact.text for draft in drafts for fact in draft.facts]
    fates.new_facts = len(texts) - len(pairs.facts)
    for place, old in sorted(pairs.facts.items()):
        row = facts[old]
        if row.text != texts[place]:
            fates.changed_facts.append(row.pk)
        if row.text != texts[place] or row.retired_at is not None:
            fates.fact_texts[row.pk] = texts[place]
    stated = set(pairs.facts.values())
    for place, row in enumerate(facts):
        if place not in stated and row.retired_at is None:
            fates.retired_facts.append(row.pk)
            fates.fact_texts[row.pk] = ""
