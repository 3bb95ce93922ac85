"""A document that comes under another name is the same document, also where it was edited.

A note that was renamed, or put into another folder, would else become a second module, and the
first one would keep the progress and the questions. What tells is its text (``importing.renaming``
says how much of it), and that the course's document is none of the files of this import: where both
names come, one is a copy of the other. Files that exchanged their names, or each took the next
one's ("Part 2" with a part put in before it), are known by their texts too.

For that all texts of an import must be looked at before the first is written. It is done only once
something speaks for a move, and never for a single file, which may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from courses.documents.frontmatter import read_front_matter, read_video_id
from courses.documents.model import Problem
from courses.documents.reader import fold_name
from courses.importing.file_names import rename_documents
from courses.importing.likeness import alike, sketch
from courses.importing.renaming import ALIKE, Kin, Plan, Text, assign, least, stem_of
from courses.importing.sources import Source, hash_of
from courses.models import Course, ModuleText

if TYPE_CHECKING:
    from courses.importing.outcomes import DocumentReport

LONGEST_NAME = 255
"""Characters of the path of a document."""
LOADED = 32
"""Kept texts that one query loads."""
SAME_LINES = 0.3
"""Part of the lines of the shorter text that shows without more ado that a text was only edited."""


class Moves:
    """Finds moved documents. ``names`` are those of the whole import, ``look`` gives its sources.

    Without both none is looked for.
    """

    def __init__(
        self,
        course: Course,
        names: Collection[str] = (),
        look: Callable[[], Iterable[Source]] | None = None,
    ) -> None:
        self.course = course
        self.names = frozenset(names) if look else frozenset()
        self.look = look
        self.plan: Plan | None = None
        self._known: dict[str, _Row] | None = None
        self._digests: dict[str, int] = {}
        self._kin: Kin | None = None
        self._told: dict[str, str] = {}

    def concern(self, sources: Sequence[Source]) -> bool:
        """Whether something speaks for a move of one of them: then there is a plan from here on."""
        if self.plan is None and self.names:
            odd = list(self._odd(sources))
            kept = self._kept(self._rows().get(one.name) for one in odd)
            if any(self._speaks(one, kept) for one in odd):
                self.plan = self._find()
        return self.plan is not None

    def carry_out(self, sources: Sequence[Source]) -> bool:
        """Renames the modules of all moved documents, once it concerns some of ``sources``.

        Whether it was done now: what was read of modules before does not hold any more.
        """
        if self.plan is not None or not self.concern(sources) or self.plan is None:
            return False
        moved = self.plan.moved
        if moved and not rename_documents(self.course, moved, known=self._rows()):
            self.plan = Plan()
            return False
        self._told = {name: self.says(name) for name in (*moved, *self.plan.unsure)}
        return bool(moved)

    def known_as(self, name: str) -> str:
        """The name by which the course has this file's document, before the plan; "" if not."""
        if self.plan is None:
            return name
        if name in self.plan.moved:
            return self.plan.moved[name]
        return "" if name in self.plan.moved.values() else name

    def says(self, name: str) -> str:
        """What a report and a preview say of a file that moved, or that may have; else ""."""
        if self.plan is None:
            return ""
        if name in self.plan.moved:
            return told(self.plan.moved[name])
        return unsure(self.plan.unsure[name]) if name in self.plan.unsure else ""

    def tell(self, report: DocumentReport) -> None:
        """Says in the report of a document that it moved, or why it did not."""
        message = self._told.pop(report.name, "")
        if message:
            report.warnings = (Problem(0, message), *report.warnings)
            moved = self.plan is not None and report.name in self.plan.moved
            if report.state == "unchanged" and moved:
                report.state = "changed"

    def _rows(self) -> dict[str, _Row]:
        if self._known is None:
            rows = self.course.modules.order_by("position", "pk").values_list(
                "pk", "source_name", "source_hash", "folded_title", "video__key"
            )
            self._known = {row[1]: _Row(*row) for row in rows.iterator()}
            for known in self._known.values():
                self._digests[known.digest] = self._digests.get(known.digest, 0) + 1
        return self._known

    @cached_property
    def _related(self) -> bool:
        """Whether the import is a new state of documents that the course has.

        Of one file alone, and of files that have no name in common with the course's, nothing is
        guessed.
        """
        known = self._rows()
        stems = {stem_of(row.name) for row in known.values() if self._is_left(row)}
        some = (name in known or stem_of(name) in stems for name in self.names)
        return len(self.names) > 1 and any(some)

    def _odd(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Those whose text is not what the course has by their names."""
        known = self._rows()
        for source in sources if known else ():
            row = known.get(source.name)
            if source.problems or source.name not in self.names or not source.text.strip():
                continue
            if len(source.name) > LONGEST_NAME:
                continue  # which no module can have
            if row is None or row.digest != hash_of(source.text):
                yield source

    def _speaks(self, source: Source, kept: Mapping[int, str]) -> bool:
        known = self._rows()
        if hash_of(source.text) in self._digests:  # of another one: its own is another text
            return True
        if not self._related:
            return False
        own = known.get(source.name)
        if own is not None:
            return not self._goes_on(own, source, kept.get(own.pk))
        if self._kin is None:
            left = [row for row in known.values() if self._is_left(row)]
            self._kin = Kin(list(self._texts(left)))
        return bool(self._kin.left and self._kin.of(_text_of(source)))

    def _is_left(self, row: _Row) -> bool:
        return row.name not in self.names

    def _goes_on(self, own: _Row, source: Source, kept: str | None) -> bool:
        """Whether a file is the document that the course has by its name, edited."""
        if kept is None:
            return True
        mine, theirs = set(kept.split("\n")), set(source.text.split("\n"))
        if (
            len(mine & theirs) >= SAME_LINES * min(len(mine), len(theirs))
            and len(mine & theirs) > 4
        ):
            return True
        old, file = own.text(kept), _text_of(source)
        share = alike(old.sketch, file.sketch)
        if file.digest in self._digests:
            return share >= ALIKE
        return share >= least(file, old)

    def _find(self) -> Plan:
        """Looks at all sources of the import."""
        assert self.look is not None  # noqa: S101  # else there are no names
        known = self._rows()
        files: list[Text] = []
        displaced: list[_Row] = []
        seen: set[str] = set()
        waiting = iter(self.look())
        while some := list(islice(waiting, LOADED)):
            odd = [one for one in self._odd(some) if one.name not in seen]
            kept = self._kept(known.get(one.name) for one in odd)
            for one in odd:
                own = known.get(one.name)
                if own is None or not self._goes_on(own, one, kept.get(own.pk)):
                    files.append(_text_of(one))
                    displaced += [own] if own else []
                seen.add(one.name)
        old = [row for row in known.values() if self._is_left(row)] + displaced
        left = list(self._texts(old))
        same = {one.digest for one in left}.intersection(one.digest for one in files)
        related = self._related or (len(self.names) > 1 and bool(same))
        return assign(files, left, guess=related)

    def _texts(self, rows: Iterable[_Row]) -> Iterator[Text]:
        waiting = iter(rows)
        while some := list(islice(waiting, LOADED)):
            kept = self._kept(some)
            yield from (row.text(kept.get(row.pk, "")) for row in some)

    def _kept(self, rows: Iterable[_Row | None]) -> dict[int, str]:
        """The texts of a few modules."""
        wanted = [row.pk for row in rows if row is not None]
        kept = ModuleText.objects.filter(module__in=wanted)
        return dict(kept.values_list("module", "text")) if wanted else {}


class _Row:
    """What is asked of a module."""

    def __init__(self, pk: int, name: str, digest: str, title: str, video: str | None) -> None:
        self.pk, self.name, self.digest = pk, name, digest
        self.title, self.video = title, video or ""

    def text(self, kept: str) -> Text:
        return Text(self.name, self.digest, sketch(kept), self.title, self.video)


def _text_of(source: Source) -> Text:
    head = read_front_matter(source.text[:20_000])
    title = fold_name(head.values.get("title", ""))[:300]
    video = read_video_id(head)[0]
    return Text(source.name, hash_of(source.text), sketch(source.text), title, video)


def told(former: str) -> str:
    return f"Known as {former} until now: it stays the same module under its new name."


def unsure(others: Sequence[str]) -> str:
    if len(others) == 1:
        return f"Much of it is that of {others[0]}, as in another file: it is a module of its own."
    shown = " or ".join(others[:3]) + (" or another" if len(others) > 3 else "")
    return (
        f"It may be {shown} under a new name, one as well as the other: it is a module of its own."
    )
