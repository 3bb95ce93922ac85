"""Which channel a video is of, by what its notes and the channel's index say.

The rule: the channel that most notes of a video name. Of two that are named equally often the one
that the video has stays, so what was known first is overruled by a majority only. Notes that name
none do not count. An index speaks where no note does: it tells of many videos at once, and may list
what it merely recommends.

A note that contradicts still shows its own word in its credit: see ``Module.channel_name``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models.fields.json import KeyTextTransform

from courses.documents.model import IndexEntry
from courses.documents.reader import fold_name
from courses.library import lookups as lookups  # which knows ``__among``
from courses.models import Channel, Module, Video

LONGEST = 200
"""Characters of a channel's name."""
BATCH = 500
"""Videos that one statement names."""


def channel_key(name: str) -> str:
    """What a channel is found by, whatever its spelling; ``""`` where the name says nothing."""
    return fold_name(name[:LONGEST])[:LONGEST]


@transaction.atomic
def settle_channels(modules: Sequence[int]) -> None:
    """The channels of the videos of these modules; at most six queries, however many they are.

    Give it a bounded number of modules: the notes of all their videos are looked at.
    """
    own = Module.objects.filter(pk__among=modules, video__isnull=False)
    said: dict[int, list[str]] = defaultdict(list)
    named = Module.objects.filter(video__in=own.order_by().values("video")).order_by("pk")
    for video, name in named.values_list("video", KeyTextTransform("channel", "credit")):
        if name and channel_key(name):
            said[video].append(name)
    now = dict(Video.objects.filter(pk__among=said).values_list("pk", "channel__key"))
    wanted = {}
    for video, names in said.items():
        name = _most_named(names, now.get(video))
        if channel_key(name) != now.get(video):
            wanted[video] = name
    _name(wanted)


@transaction.atomic
def name_by_index(*, title: str, index: Sequence[IndexEntry]) -> None:
    """Videos of an index that have no channel get the one that most others of it have.

    Where none has any, the index is called by its channel's name.
    """
    keys = [entry.video_id for entry in index]
    known: Counter[str] = Counter()
    nameless: list[int] = []
    for start in range(0, len(keys), BATCH):
        rows = Video.objects.filter(
            provider=Video.Provider.YOUTUBE, key__in=keys[start : start + BATCH]
        )
        for pk, name in rows.order_by("pk").values_list("pk", "channel__name"):
            if name is None:
                nameless.append(pk)
            else:
                known[name] += 1
    name = known.most_common(1)[0][0] if known else title
    if channel_key(name):
        _name(dict.fromkeys(nameless, name))


def _most_named(names: Sequence[str], now: str | None) -> str:
    """One of ``names``, in the order of their notes; ``now`` is the key that the video has."""
    counts: Counter[str] = Counter(channel_key(name) for name in names)
    most = max(counts.values())
    best = now if counts.get(now or "") == most else None
    return next(
        name
        for name in names
        if (channel_key(name) == best if best else counts[channel_key(name)] == most)
    )


def _name(wanted: Mapping[int, str]) -> None:
    """Sets the channels of videos (by id) by their names, and adds those that are new."""
    if not wanted:
        return
    ids = _ids_of(wanted.values())
    videos: dict[int, list[int]] = defaultdict(list)
    # Locked in the order of their ids: another course's import may name the same ones.
    pks = sorted(wanted)
    for start in range(0, len(pks), BATCH):
        some = pks[start : start + BATCH]
        locked = Video.objects.select_for_update(no_key=True).filter(pk__in=some)
        for pk in locked.order_by("pk").values_list("pk", flat=True):
            videos[ids[channel_key(wanted[pk])]].append(pk)
    for channel, those in sorted(videos.items()):
        for start in range(0, len(those), BATCH):
            Video.objects.filter(pk__in=those[start : start + BATCH]).update(channel=channel)


def _ids_of(names: Iterable[str]) -> dict[str, int]:
    """The channels' ids by their keys."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(channel_key(name), " ".join(name.split())[:LONGEST])
    found = dict(Channel.objects.filter(key__in=list(by_key)).values_list("key", "pk"))
    new = [Channel(key=key, name=name) for key, name in sorted(by_key.items()) if key not in found]
    if new:
        # Another import may add the same one meanwhile: whoever comes second uses it.
        Channel.objects.bulk_create(new, ignore_conflicts=True)
        found = dict(Channel.objects.filter(key__in=list(by_key)).values_list("key", "pk"))
    return found
