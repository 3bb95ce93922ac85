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

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from courses.documents.model import Problem
from courses.importing.file_names import rename_documents
from courses.importing.known_documents import LOADED, Known, KnownDocuments, text_of, title_of
from courses.importing.likeness import alike
from courses.importing.renaming import ALIKE, Kin, Plan, Text, assign, least
from courses.importing.sources import Source, hash_of
from courses.models import Course

if TYPE_CHECKING:
    from courses.importing.outcomes import DocumentReport

LONGEST_NAME = 255
"""Characters of the path of a document."""
SAME_LINES = 0.3
"""Part of the lines of the shorter text that shows without more ado that a text was only edited."""
ENOUGH_LINES = 5
"""Lines in common below which that part says nothing."""


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
        self.known = KnownDocuments(course, names if look else ())
        self.look = look
        self.plan: Plan | None = None
        self._kin: Kin | None = None
        self._told: dict[str, str] = {}

    def concern(self, sources: Sequence[Source]) -> bool:
        """Whether something speaks for a move of one of them: then there is a plan from here on."""
        if self.plan is None and self.known.names:
            odd = list(self._odd(sources))
            kept = self.known.kept(self.known.rows.get(one.name) for one in odd)
            for one in odd:
                own = self.known.rows.get(one.name)
                if self._speaks(one, own, kept.get(own.pk) if own else None):
                    self.plan = self._find()
                    break
        return self.plan is not None

    def carry_out(self, sources: Sequence[Source]) -> bool:
        """Renames the modules of all moved documents, once it concerns some of ``sources``.

        Whether it was done now: what was read of modules before does not hold any more.
        """
        if self.plan is not None or not self.concern(sources) or self.plan is None:
            return False
        moved = self.plan.moved
        if moved and not rename_documents(self.known.course, moved, known=self.known.rows):
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

    def _odd(self, sources: Iterable[Source]) -> Iterator[Source]:
        """Those whose text is not what the course has by their names."""
        for source in sources if self.known.rows else ():
            row = self.known.rows.get(source.name)
            if source.problems or source.name not in self.known.names or not source.text.strip():
                continue
            if len(source.name) > LONGEST_NAME:
                continue  # which no module can have
            if row is None or row.digest != hash_of(source.text):
                yield source

    def _speaks(self, source: Source, own: Known | None, kept: str | None) -> bool:
        if hash_of(source.text) in self.known.digests:  # of another one: its own is another text
            return True
        if not self.known.are_related:
            # A file further on may show that they are: then this one must not be written by now.
            return len(self.known.names) > 1 and title_of(source) in self.known.titles
        if own is not None:
            return not self._goes_on(own, source, kept)
        file = text_of(source)
        kin = self._kin
        if kin is None:
            left = list(self.known.texts(self.known.may_be([file])))
            kin = Kin(left, named=self.known.only_by_name)
            if self.known.are_whole:  # then it is the same for every file
                self._kin = kin
        return bool(kin.of(file))

    def _goes_on(self, own: Known, source: Source, kept: str | None) -> bool:
        """Whether a file is the document that the course has by its name, edited."""
        if kept is None:
            return True
        mine, theirs = set(kept.split("\n")), set(source.text.split("\n"))
        common = len(mine & theirs)
        if common >= max(ENOUGH_LINES, SAME_LINES * min(len(mine), len(theirs))):
            return True
        old, file = own.text(kept), text_of(source)
        share = alike(old.sketch, file.sketch)
        if file.digest in self.known.digests:
            return share >= ALIKE
        return share >= least(file, old)

    def _find(self) -> Plan:
        """Looks at all sources of the import."""
        assert self.look is not None  # noqa: S101  # else there are no names
        files: list[Text] = []
        displaced: list[Known] = []
        seen: set[str] = set()
        waiting = iter(self.look())
        while some := list(islice(waiting, LOADED)):
            odd = [one for one in self._odd(some) if one.name not in seen]
            kept = self.known.kept(self.known.rows.get(one.name) for one in odd)
            for one in odd:
                own = self.known.rows.get(one.name)
                if own is None or not self._goes_on(own, one, kept.get(own.pk)):
                    files.append(text_of(one))
                    displaced += [own] if own else []
                seen.add(one.name)
        left = list(self.known.texts([*self.known.may_be(files), *displaced]))
        same = {one.digest for one in left}.intersection(one.digest for one in files)
        related = self.known.are_related or (len(self.known.names) > 1 and bool(same))
        return assign(files, left, guess=related, named=self.known.only_by_name)


def told(former: str) -> str:
    return f"Known as {former} until now: it stays the same module under its new name."


def unsure(others: Sequence[str]) -> str:
    if len(others) == 1:
        return f"Much of it is that of {others[0]}, as in another file: it is a module of its own."
    shown = " or ".join(others[:3]) + (" or another" if len(others) > 3 else "")
    return (
        f"It may be {shown} under a new name, one as well as the other: it is a module of its own."
    )
