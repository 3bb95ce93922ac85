"""Which document of a course goes on in which file, where names alone mislead. Pure.

A file that was renamed is known by its text, and one that was renamed and edited by most of it.
Nothing is guessed where two documents come into question alike: then the file is a new document,
and whoever imports is told between which it could not be decided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from courses.importing.likeness import Sketch, alike

ALIKE = 0.3
"""Part of the text (``likeness.alike``) that makes another name's text the same document: twice
what two notes of one video ever had in common, and what every third line replaced leaves."""
ALIKE_NAMED = 0.1
"""The same where the file is called as it was, in another folder, or is titled as it was."""
NAMED = 0.3
"""What such a name weighs when several documents come into question."""
MARGIN = 0.1
"""By so much the best must be better than the next, twice the error of the estimate."""
MOST_COMPARED = 8
"""Documents that a file is compared with, those that share most with it."""
MOST_HOLDERS = 32
"""Documents that a run may stand in and still lead to them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document, of the course or of an import. ``title`` is folded, ``video`` its key."""

    name: str
    digest: str
    sketch: Sketch
    title: str = ""
    video: str = ""

    @property
    def stem(self) -> str:
        return stem_of(self.name)


@dataclass
class Plan:
    """``moved``: names of files to the names that the course knows their documents by.

    ``unsure``: names of files to those of the documents between which it could not be decided.
    """

    moved: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, tuple[str, ...]] = field(default_factory=dict)


def stem_of(name: str) -> str:
    """A file's name without its folders."""
    return name.rsplit("/", 1)[-1]


def assign(
    files: Sequence[Text], left: Sequence[Text], *, guess: bool, named: Collection[str] = ()
) -> Plan:
    """Finds for files the documents of the course that they are.

    ``files`` are those of which the course has no document by name, or another one; ``left`` the
    documents that no file of the import is by its name, in the order of the course. With ``guess``
    texts that changed are recognised too, else only those that are the same to the letter. Of
    those in ``named`` no text is enough that has not also their file's name or their title.
    """
    plan = Plan()
    _by_text(files, left, plan)
    if guess:
        taken = set(plan.moved.values())
        _by_likeness(
            [one for one in files if one.name not in plan.moved],
            Kin([one for one in left if one.name not in taken], named=named),
            plan,
        )
    return plan


def least(file: Text, old: Text) -> float:
    """The likeness from which the two are one document; above 1 where they never are."""
    titled = bool(file.title) and file.title == old.title
    if file.stem != old.stem and not titled:
        return ALIKE
    # No two notes of a video are called alike, however much of one was rewritten.
    return 0.0 if file.video and file.video == old.video else ALIKE_NAMED


def _by_text(files: Sequence[Text], left: Sequence[Text], plan: Plan) -> None:
    holders: dict[str, list[Text]] = defaultdict(list)
    for old in left:
        holders[old.digest].append(old)
    for file in files:
        found = holders.get(file.digest)
        if found:
            # Of several with one text rather the one whose file is called so.
            old = next((one for one in found if one.stem == file.stem), found[0])
            found.remove(old)
            plan.moved[file.name] = old.name


def _by_likeness(files: Sequence[Text], kin: Kin, plan: Plan) -> None:
    by_file = {file.name: found for file in files if (found := kin.of(file))}
    by_old: dict[str, dict[str, float]] = defaultdict(dict)
    for name, found in by_file.items():
        for other, weight in found.items():
            by_old[other][name] = weight
    sure = True
    while sure:
        # What is sure takes its two out of the question for others.
        sure = False
        for file in list(by_file):
            old = _best(by_file[file])
            if old and _best(by_old[old]) == file:
                plan.moved[file] = old
                _drop(file, by_file, by_old)
                _drop(old, by_old, by_file)
                sure = True
    for file, found in by_file.items():
        if found:
            near = max(found.values()) - MARGIN
            plan.unsure[file] = tuple(sorted(name for name in found if found[name] >= near))


def _best(found: Mapping[str, float]) -> str:
    """The name that is clearly the best, or "" where none is."""
    first, *others = sorted(found.items(), key=lambda item: (-item[1], item[0])) or [("", 0.0)]
    return "" if others and others[0][1] > first[1] - MARGIN else first[0]


def _drop(
    name: str, mine: dict[str, dict[str, float]], theirs: dict[str, dict[str, float]]
) -> None:
    for other in mine.pop(name, {}):
        theirs.get(other, {}).pop(name, None)


class Kin:
    """Documents of the course, found by what a file has in common with them."""

    def __init__(self, left: Sequence[Text], *, named: Collection[str] = ()) -> None:
        self.left = left
        self.named = frozenset(named)
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._named: dict[str, list[int]] = defaultdict(list)
        for place, old in enumerate(left):
            for found in old.sketch.hashes:
                # What half a library says (a rights notice) leads to nobody.
                if len(self._holders[found]) <= MOST_HOLDERS:
                    self._holders[found].append(place)
            self._named[old.stem].append(place)
            if old.title:
                self._named["title " + old.title].append(place)

    def of(self, file: Text) -> dict[str, float]:
        """The names of those that the file may be, each with how much speaks for it."""
        hits: Counter[int] = Counter()
        for found in file.sketch.hashes:
            holders = self._holders.get(found, ())
            if len(holders) <= MOST_HOLDERS:
                hits.update(holders)
        best = sorted(hits, key=lambda place: (-hits[place], place))[:MOST_COMPARED]
        called = [*self._named.get(file.stem, ()), *self._named.get("title " + file.title, ())]
        kin = {}
        for place in {*best, *called[:MOST_COMPARED]}:
            old = self.left[place]
            share, enough = alike(file.sketch, old.sketch), least(file, old)
            if share >= enough and (enough < ALIKE or old.name not in self.named):
                kin[old.name] = share + (NAMED if enough < ALIKE else 0.0)
        return kin
