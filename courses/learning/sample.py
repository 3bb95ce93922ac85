"""The live sample of the first page: three sentences of a real lesson with their seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from courses.learning.outline import OutlineLesson, OutlineModule
from courses.learning.timeline import Timeline, build_timeline
from courses.models import Citation, Fact

SHORT, LONG = 90, 330
"""Characters that three sentences should have together to stand beside the heading."""
LOOKED_AT = 300
"""Facts that are read to find them."""


@dataclass(frozen=True)
class Sentence:
    text: str
    seconds: int


@dataclass(frozen=True)
class Sample:
    """Three sentences in a row, the middle one as being spoken."""

    lesson: OutlineLesson
    before: Sentence
    now: Sentence
    after: Sentence
    timeline: Timeline


def read_sample(part: OutlineModule | None) -> Sample | None:
    """The first fitting three sentences of the module, None when it has no such."""
    if part is None:
        return None
    rows = {row.lesson.pk: row for row in part.lessons}
    cited = list(
        Citation.objects.filter(position=1, fact__lesson__in=rows, fact__retired_at__isnull=True)
        .select_related("fact")
        .order_by("fact__lesson__position", "fact__position")[:LOOKED_AT]
    )
    # The introduction tells of the whole; a lesson further in tells of a moment.
    cited.sort(key=lambda one: rows[one.fact.lesson_id].lesson.is_intro)
    for place in (_paragraph, _lesson):
        for _, group in groupby(cited, key=place):
            together = list(group)
            for three in zip(together, together[1:], together[2:], strict=False):
                if _fits(three):
                    return _sample(rows[three[0].fact.lesson_id], three, cited)
    return None


def _paragraph(citation: Citation) -> tuple[int, int]:
    return citation.fact.lesson_id, citation.fact.paragraph


def _lesson(citation: Citation) -> tuple[int, int]:
    """Second choice: notes of bullet points have a paragraph for each sentence."""
    return citation.fact.lesson_id, 0


def _fits(three: Sequence[Citation]) -> bool:
    facts = [one.fact for one in three]
    seconds = [one.seconds for one in three]
    whole = all(_is_sentence(fact) for fact in facts)
    rising = seconds[0] < seconds[1] < seconds[2]
    return whole and rising and SHORT <= sum(len(fact.text) for fact in facts) <= LONG


def _is_sentence(fact: Fact) -> bool:
    return fact.text[:1].isupper() and fact.text.rstrip("”’\"')").endswith((".", "!", "?"))


def _sample(row: OutlineLesson, three: Sequence[Citation], cited: Sequence[Citation]) -> Sample:
    ticks = [one.seconds for one in cited if one.fact.lesson_id == row.lesson.pk]
    before, now, after = (Sentence(one.fact.text, one.seconds) for one in three)
    head = now.seconds + max((after.seconds - now.seconds) // 3, 1)
    timeline = build_timeline(
        [row.stretch(ticks)], current=0, watched=[(row.spans[0][0], head)], head=head, width=485
    )
    return Sample(row, before, now, after, timeline)
