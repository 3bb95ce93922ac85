"""Documents that an earlier reader read are read again, from the texts that their modules keep."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from courses.documents import version
from courses.importing.importer import import_sources
from courses.importing.outcomes import DocumentReport, ImportReport
from courses.importing.sources import Source
from courses.models import Course, Module, ModuleText

LOADED = 20
"""Texts that one query loads: one may have 5 MB."""


def read_by_others(course: Course) -> tuple[list[int], int]:
    """Modules that another reader than this one read, in the order of the course.

    Their ids, and how many more there are whose texts were not kept, by an early Cuepoint.
    """
    rows = Module.objects.filter(course=course).order_by("position", "pk")
    # Compared here, because databases do not agree on what a missing key of JSON is not equal to.
    readers = rows.values_list("pk", "outcome__reader", "kept_text__pk")
    others = [(pk, kept) for pk, reader, kept in readers if reader != version.READER_VERSION]
    found = [pk for pk, kept in others if kept is not None]
    return found, len(others) - len(found)


def reread(
    *, course: Course, modules: Sequence[int], told: Callable[[DocumentReport], None] | None = None
) -> ImportReport:
    """Reads the modules' kept texts with the reader of today, like an import of their files.

    Lessons and facts keep their identity, edited lessons let the new text wait. Each document is a
    transaction of its own; after an interruption the rest is left to read.
    """
    return import_sources(course=course, sources=_sources(modules), told=told)


def _sources(modules: Sequence[int]) -> Iterator[Source]:
    left = iter(modules)
    while some := list(islice(left, LOADED)):
        rows = ModuleText.objects.filter(module__in=some).select_related("module")
        found = {row.pk: row for row in rows.defer("module__credit")}
        for pk in some:
            if pk in found:
                yield Source(found[pk].module.source_name, found[pk].text)
