"""The names of documents' files, by which an import finds its modules again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice

from django.db import transaction

from courses.documents.reader import fold_name
from courses.models import Course, Module


@transaction.atomic
def rename_documents(course: Course, moved: Mapping[str, str], *, known: Collection[str]) -> bool:
    """Gives modules their documents' new names (by them, the former).

    ``known`` are all names of the course when that was planned. ``False`` if another import was
    faster: then nothing is done.
    """
    if not moved:
        return False
    Course.objects.select_for_update().get(pk=course.pk)
    there = {one.source_name: one for one in _named(course, {*moved, *moved.values()})}
    if not there.keys() >= set(moved.values()) or not there.keys() <= set(known):
        return False
    # No two may hold one name: whoever gives one up does it first.
    for name, module in there.items():
        if name in moved:
            stem, dot, ending = name.rpartition(".")
            _name(module, f"{stem[:220]}~{module.pk}{dot}{ending}")
    for name, former in moved.items():
        _name(there[former], name)
    return True


def _name(module: Module, name: str) -> None:
    module.source_name = name
    module.folded_name = folded_stem(name)
    # Links by the old file name lead nowhere now, and those by the new one lead here.
    module.links_due = True
    module.save(update_fields=["source_name", "folded_name", "links_due"])


def _named(course: Course, names: Collection[str]) -> Iterator[Module]:
    waiting = iter(sorted(names))
    while some := list(islice(waiting, 500)):
        yield from Module.objects.filter(course=course, source_name__in=some).defer("credit")


def folded_stem(name: str) -> str:
    """The file's name as links may call it, without folders and ending."""
    return fold_name(name.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:255]
