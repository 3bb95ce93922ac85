"""Setting a video's length, which settles what the times of its documents mean.

The length is a fact about the video and shared by everybody whose notes tell of it. The documents
are read again only in courses that the person who sets it teaches: other people's courses change
when they say so, on their own page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.outcomes import REFUSED
from courses.importing.sources import Source
from courses.models import Citation, Course, Module, ModuleText, Video


@dataclass(frozen=True)
class Settled:
    """What reading a module again with the length changed, in citations."""

    module: Module
    read: bool = True
    """Whether it could be read: its text may not have been kept, by an earlier Cuepoint."""
    moved: int = 0
    """Citations that lead to another second now."""
    doubtful: int = 0
    waiting: int = 0
    """Edited lessons whose new text waits."""


def settle_length(*, video: Video, seconds: int, by: User) -> list[Settled]:
    """Sets the length and reads every document of the video again that ``by`` teaches.

    Each document is a transaction of its own; after an interruption the same call goes on.
    """
    video.seconds = seconds
    video.save(update_fields=["seconds"])
    courses = Course.objects.taught_by(by).order_by().values("pk")
    modules = Module.objects.filter(video=video, course__in=courses).select_related("course")
    rows = modules.order_by("course", "position")
    return [
        one
        for _, group in groupby(rows, key=lambda module: module.course_id)
        for one in _settle(list(group))
    ]


def _settle(modules: list[Module]) -> Iterator[Settled]:
    """Modules of one course."""
    course = modules[0].course
    texts = dict(ModuleText.objects.filter(module__in=modules).values_list("module", "text"))
    before = _cited(modules)
    report = import_sources(
        course=course,
        sources=[Source(one.source_name, texts[one.pk]) for one in modules if one.pk in texts],
        again=True,
    )
    after = _cited(modules)
    outcomes = {one.name: one for one in report.documents}
    for module in modules:
        outcome = outcomes.get(module.source_name)
        if outcome is None or outcome.state == REFUSED:
            yield Settled(module, read=False)
            continue
        old, new = before.get(module.pk, {}), after.get(module.pk, {})
        yield Settled(
            module,
            moved=sum(key in old and old[key][0] != said[0] for key, said in new.items()),
            doubtful=sum(state == Citation.State.DOUBTFUL for _, state in new.values()),
            waiting=len(outcome.waiting_lessons),
        )


def _cited(modules: list[Module]) -> dict[int, dict[tuple[int, int], tuple[int, str]]]:
    """By module: second and state of each citation, by its fact and its place there."""
    rows = Citation.objects.filter(
        fact__lesson__module__in=modules,
        fact__retired_at__isnull=True,
        fact__lesson__retired_at__isnull=True,
    ).order_by()
    found: dict[int, dict[tuple[int, int], tuple[int, str]]] = {}
    for module, fact, position, seconds, state in rows.values_list(
        "fact__lesson__module", "fact", "position", "seconds", "state"
    ):
        found.setdefault(module, {})[fact, position] = (seconds, state)
    return found
