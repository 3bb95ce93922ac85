"""The places that questions come from: for each fact the clip or the paragraph that proves it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from config.stamp import trusted_stamp
from courses.learning.kept import Shelf
from courses.learning.timecodes import timecode
from courses.models import Citation, Fact, Segment
from quizzes.evidence import evidence_range


@dataclass(frozen=True)
class Evidence:
    """Where a fact is said. ``video`` is its key, "" in an article; times in seconds."""

    href: str
    sentence: str
    video: str = ""
    start: int = 0
    end: int = 0
    paragraph: int | None = None
    lesson: str = ""
    title: str = ""
    # Of its whole lesson, for the timeline.
    slices: tuple[tuple[int, int | None], ...] = ()
    citations: tuple[int, ...] = ()


_PLACE = re.compile(
    r"^(That belongs|The source says so)"
    r" (?:at (?:\d+:)?\d{1,2}:\d\d|in paragraph \d+)(?=: “|\.$)"
)
"""How the generator says where a wrong option belongs, and where the right one is said."""


def why_now(why: str, evidence: Evidence | None) -> str:
    """What is told of an option, with the place where its source stands now.

    A version never changes, but a document that is imported again may give the same sentence
    another second, or another paragraph: the words that name it follow, in what was approved,
    edited and answered alike. What people wrote in words of their own stays as they wrote it.
    """
    if evidence is None:
        return why
    now = (
        f"at {timecode(evidence.start)}" if evidence.video else f"in paragraph {evidence.paragraph}"
    )
    return _PLACE.sub(rf"\1 {now}", why)


EVIDENCE: Shelf[Evidence] = Shelf(3_000)
"""By fact, until the content changes."""


class SourceBook:
    """The evidence of many facts, read with three queries however many they are."""

    def __init__(self, evidence: dict[int, Evidence]) -> None:
        self._evidence = evidence

    def evidence(self, fact: int) -> Evidence | None:
        return self._evidence.get(fact)

    @classmethod
    def of(cls, facts: Iterable[int], stamp: str | None = None) -> SourceBook:
        """For facts given by their ids. The content ``stamp`` is read where none is given."""
        wanted = set(facts)
        if stamp is None:
            stamp = trusted_stamp()
        kept = {fact: one for fact in wanted if (one := EVIDENCE.find(fact, stamp)) is not None}
        missing = wanted - kept.keys()
        if missing:
            read = cls._read(missing)
            for fact, one in read.items():
                EVIDENCE.put(fact, stamp, one)
            kept |= read
        return cls(kept)

    @staticmethod
    def _read(facts: Iterable[int]) -> dict[int, Evidence]:
        rows = list(
            Fact.objects.filter(pk__in=facts)
            .select_related("lesson__module__course", "lesson__module__video")
            .defer("lesson__source", "lesson__html")
        )
        lessons = {row.lesson_id for row in rows}
        said: dict[int, list[int]] = defaultdict(list)
        own: dict[int, int] = {}
        for lesson, fact, seconds in (
            Citation.objects.filter(fact__lesson__in=lessons)
            .order_by("fact", "position")
            .values_list("fact__lesson", "fact", "seconds")
        ):
            said[lesson].append(seconds)
            own.setdefault(fact, seconds)
        slices: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
        for segment in Segment.objects.filter(lesson__in=lessons):
            slices[segment.lesson_id].append((segment.start, segment.end))
        return {
            row.pk: _evidence(row, own.get(row.pk), said[row.lesson_id], slices[row.lesson_id])
            for row in rows
        }


def _evidence(
    fact: Fact,
    seconds: int | None,
    citations: list[int],
    segments: list[tuple[int, int | None]],
) -> Evidence:
    lesson, module = fact.lesson, fact.lesson.module
    page = reverse("courses:lesson", args=[module.course.slug, module.slug, lesson.slug])
    if seconds is None or module.video is None:
        # A lesson that left its document has no page any more; its module still has.
        gone = lesson.retired_at is not None
        return Evidence(
            href=module.get_absolute_url() if gone else f"{page}#p-{fact.paragraph}",
            sentence=fact.text,
            paragraph=fact.paragraph,
            lesson=lesson.heading,
            title=module.title,
        )
    start, end = evidence_range(seconds, citations, segments)
    return Evidence(
        href=module.video.url_at(start),
        sentence=fact.text,
        video=module.video.key,
        start=start,
        end=end,
        lesson=lesson.heading,
        title=module.title,
        slices=tuple(segments),
        citations=tuple(citations),
    )
