"""Reads what the map of a module draws: the places of its lessons, and who mentions what where."""

from __future__ import annotations

from django.db.models import F, Min

from courses.learning.module_map import Mentioned, ModuleMap, Stretch, build_map
from courses.learning.outline import OutlineModule
from courses.learning.reels import Reel
from courses.models import Mention, Module


def read_map(part: OutlineModule, reel: Reel | None) -> ModuleMap | None:
    """The map of one module, in one query; None where its terms draw no picture."""
    stretches = _along_video(part, reel) if part.spans else _along_paragraphs(part)
    if len({one.lesson for one in stretches}) < 2:
        return None
    return build_map(stretches, _mentions(part.module, by_seconds=bool(part.spans)))


def _along_video(part: OutlineModule, reel: Reel | None) -> list[Stretch]:
    """The reel's own blocks, so that both have one measure."""
    if reel is None:
        return []
    by_number = {row.number: row for row in part.lessons}
    return [
        Stretch(
            by_number[block.number].lesson.pk,
            block.number,
            block.title,
            block.href,
            block.start,
            block.end,
            block.x,
            block.width,
        )
        for block in reel.timeline.blocks
        if block.number in by_number
    ]


def _along_paragraphs(part: OutlineModule) -> list[Stretch]:
    """Each lesson as wide as it has paragraphs."""
    counts = [
        max(row.lesson.last_paragraph - row.lesson.first_paragraph + 1, 1) for row in part.lessons
    ]
    total = sum(counts)
    stretches, before = [], 0
    for row, count in zip(part.lessons, counts, strict=True):
        first = row.lesson.first_paragraph
        stretches.append(
            Stretch(
                row.lesson.pk,
                row.number,
                row.lesson.heading,
                row.url,
                # A paragraph's tick stands in its middle.
                first - 0.5,
                first + count - 0.5,
                round(100 * before / total, 3),
                round(100 * count / total, 3),
            )
        )
        before += count
    return stretches


def _mentions(module: Module, *, by_seconds: bool) -> list[Mentioned]:
    rows = Mention.objects.filter(fact__lesson__module=module, fact__retired_at__isnull=True)
    rows = rows.exclude(term__slug=module.slug)
    at = Min("fact__citations__seconds") if by_seconds else F("fact__paragraph")
    told = rows.annotate(at=at).filter(at__isnull=False)
    values = told.values_list("term__name", "term__slug", "fact__lesson", "at")
    return [Mentioned(*row) for row in values.order_by("at", "pk")]
