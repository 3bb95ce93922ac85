"""The index note of a channel puts the modules of a course in the order of its videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from courses.documents.model import IndexEntry
from courses.documents.reader import fold_name
from courses.models import Course, Module


@transaction.atomic
def put_in_order(*, course: Course, index: Sequence[IndexEntry]) -> int:
    """Orders the modules that the index names, and gives their number.

    A module is named by its file, its title or its video. Those that the index does not name stay
    where they are: the others change places among themselves only.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    places = places_in(index)
    named: list[tuple[int, Module]] = []
    modules = list(course.modules.select_related("video").order_by("position", "pk"))
    for module in modules:
        key = module.video.key if module.video else ""
        place = place_of(names_of(module.folded_name, module.folded_title, key), places)
        if place is not None:
            named.append((place, module))
    positions = [module.position for _, module in named]
    named.sort(key=lambda pair: pair[0])
    moved: list[Module] = []
    for position, (_, module) in zip(positions, named, strict=True):
        if module.position != position:
            module.position = position
            moved.append(module)
    Module.objects.bulk_update(moved, ["position"], batch_size=200)
    return len(named)


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
    return f"video:{key}"
