"""A document that comes under another name, with the text that it had, is the same document.

A note that was renamed, or put into another folder, would else become a second module, and the
first one would keep the progress and the questions. What tells is its text, and that its old name
is in none of the files of this import: where both names come, one is a copy of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from courses.documents.model import Problem
from courses.documents.reader import fold_name
from courses.importing.sources import Source, hash_of
from courses.models import Course, Module

if TYPE_CHECKING:
    from courses.importing.outcomes import DocumentReport


class Moves:
    """Finds moved documents. ``names`` are those of the whole import; empty: none is looked for."""

    def __init__(self, course: Course, names: Collection[str] = ()) -> None:
        self.course = course
        self.names = frozenset(names)
        self._left: dict[str, list[str]] | None = None
        self._done: dict[str, str] = {}

    def former(self, source: Source) -> str:
        """The name under which the course has this document, "" where it has none.

        Ask only for documents that the course does not have by their own name. Each former name is
        given once.
        """
        if source.name not in self.names or not source.text.strip():
            return ""
        if self._left is None:
            self._left = self._find()
        if not self._left:
            return ""
        found = self._left.get(hash_of(source.text), [])
        if not found:
            return ""
        stem = source.name.rsplit("/", 1)[-1]
        # Of several with one text rather the one whose file is called so.
        name = next((one for one in found if one.rsplit("/", 1)[-1] == stem), found[0])
        found.remove(name)
        return name

    def carry_out(self, source: Source) -> Module | None:
        """The module of a moved document, under its new name; ``None`` if it is none."""
        former = self.former(source)
        module = _rename(self.course, former, source.name) if former else None
        if module is not None:
            self._done[source.name] = former
        return module

    def tell(self, report: DocumentReport) -> None:
        """Says in the report of a moved document that it moved."""
        former = self._done.pop(report.name, "")
        if former:
            report.warnings = (Problem(0, told(former)), *report.warnings)
            if report.state == "unchanged":
                report.state = "changed"

    def _find(self) -> dict[str, list[str]]:
        """By hash, the documents of the course that are none of the files of this import."""
        left = defaultdict(list)
        rows = self.course.modules.order_by("position", "pk")
        for name, digest in rows.values_list("source_name", "source_hash").iterator():
            if name not in self.names:
                left[digest].append(name)
        return left


def told(former: str) -> str:
    """What a report and a preview say of a document that moved."""
    return f"Known as {former} until now: it stays the same module under its new name."


@transaction.atomic
def _rename(course: Course, former: str, name: str) -> Module | None:
    """Gives a module its document's new name; ``None`` if another import was faster."""
    Course.objects.select_for_update().get(pk=course.pk)
    module = Module.objects.filter(course=course, source_name=former).first()
    if module is None or Module.objects.filter(course=course, source_name=name).exists():
        return None
    module.source_name = name
    module.folded_name = folded_stem(name)
    # Links by the old file name lead nowhere now, and those by the new one lead here.
    module.links_due = True
    module.save(update_fields=["source_name", "folded_name", "links_due"])
    return module


def folded_stem(name: str) -> str:
    """The file's name as links may call it, without folders and ending."""
    return fold_name(name.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:255]
