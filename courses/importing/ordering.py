"""The index note of a channel puts the modules of a course in the order of its videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Q

from courses.documents.model import IndexEntry
from courses.documents.reader import fold_name
from courses.importing.bulk import update
from courses.library import lookups as lookups  # which knows ``__among``
from courses.models import Course, Module

_VIDEO = "video:"


@transaction.atomic
def put_in_order(*, course: Course, index: Sequence[IndexEntry]) -> int:
    """Orders the modules that the index names, and gives their number.

    A module is named by its file, its title or its video. Those that the index does not name stay
    where they are: the others change places among themselves only.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    places = places_in(index)
    named: list[tuple[int, int, int]] = []
    for position, pk, name, title, key in sorted(_find(course, index, places)):
        place = place_of(names_of(name, title, key or ""), places)
        if place is not None:
            named.append((place, position, pk))
    positions = [position for _, position, _ in named]
    named.sort(key=lambda one: one[0])
    update(
        Module,
        ["position"],
        [
            (position, pk)
            for position, (_, before, pk) in zip(positions, named, strict=True)
            if before != position
        ],
    )
    return len(named)


def _find(
    course: Course, index: Sequence[IndexEntry], places: Mapping[str, int]
) -> set[tuple[int, int, str, str, str | None]]:
    """Position, id and names of the modules that the index may mean: a library has many others."""
    names = [name for name in places if not name.startswith(_VIDEO)]
    keys = [entry.video_id for entry in index]
    found = course.modules.filter(
        Q(folded_name__among=names) | Q(folded_title__among=names) | Q(video__key__among=keys)
    )
    columns = ("position", "pk", "folded_name", "folded_title", "video__key")
    return set(found.order_by().values_list(*columns))


def places_in(index: Sequence[IndexEntry]) -> dict[str, int]:
    """By every name that the index gives its videos: their place in it."""
    places: dict[str, int] = {}
    for entry in index:
        for target in entry.targets:
            places.setdefault(fold_name(target), len(places))
        # A note of the video that the index forgot comes behind those that it names.
        places.setdefault(_video_name(entry.video_id), len(places))
    return places


def names_of(folded_name: str, folded_title: str, video: str) -> tuple[str, ...]:
    """What an index may call a module by: its file, its title, its video (its key, or "")."""
    names = (folded_name, folded_title)
    return (*names, _video_name(video)) if video else names


def place_of(names: Sequence[str], places: Mapping[str, int]) -> int | None:
    """The place of a module in the index; ``None`` where it is not named."""
    return next((places[name] for name in names if name in places), None)


def _video_name(key: str) -> str:
    """No folded name holds a colon, so this is never mistaken for one."""
    return _VIDEO + key
