"""What became of documents: the reports of an import, and what a module keeps of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from courses.documents import version
from courses.documents.model import Document, IndexEntry, Problem

ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"
# A channel's index teaches nothing: it becomes no module, but the order of the others.
ORDERED = "ordered"

# What a report adds up; the words are those of ``Document`` and of the command's JSON.
COUNTS = (
    "lessons",
    "segments",
    "facts",
    "citations_found",
    "citations_used",
    "citations_repaired",
    "citations_refused",
    "wikilinks",
    "wikilinks_resolved",
)
# Those that the document alone decides; where its links lead depends on the others.
COUNTED = tuple(name for name in COUNTS if name != "wikilinks_resolved")


@dataclass(slots=True)
class DocumentReport:
    """What became of one document."""

    name: str
    state: str
    title: str = ""
    # Its module's id. No row is kept here: there may be thousands of reports.
    module_id: int | None = None
    lessons: int = 0
    segments: int = 0
    facts: int = 0
    citations_found: int = 0
    citations_used: int = 0
    citations_repaired: int = 0
    citations_refused: int = 0
    wikilinks: int = 0
    wikilinks_resolved: int = 0
    warnings: tuple[Problem, ...] = ()
    # Ids of key facts whose text is another now, or that the document no longer has.
    changed_facts: tuple[int, ...] = ()
    retired_facts: tuple[int, ...] = ()
    # Ids of lessons whose new text waits beside the one that a person wrote.
    waiting_lessons: tuple[int, ...] = ()
    index: tuple[IndexEntry, ...] = ()


@dataclass
class ImportReport:
    """What became of all documents of one import."""

    documents: list[DocumentReport] = field(default_factory=list)

    @property
    def refused(self) -> list[DocumentReport]:
        return [one for one in self.documents if one.state == REFUSED]

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.documents)

    def as_json(self) -> dict[str, Any]:
        """The object that ``import_documents --json`` prints."""
        accepted = [one for one in self.documents if one.state != REFUSED]
        return {
            "documents": len(accepted),
            **{name: sum(getattr(one, name) for one in accepted) for name in COUNTS},
            "added": self.count(ADDED),
            "changed": self.count(CHANGED),
            "unchanged": self.count(UNCHANGED),
            "refused": self.count(REFUSED),
            "ordered": self.count(ORDERED),
            "facts_changed": sum(len(one.changed_facts) for one in self.documents),
            "facts_retired": sum(len(one.retired_facts) for one in self.documents),
            "lessons_waiting": sum(len(one.waiting_lessons) for one in self.documents),
            "warnings": [
                {"document": one.name, "line": problem.line, "message": problem.message}
                for one in self.documents
                for problem in one.warnings
            ],
        }


def report_of(document: Document, state: str) -> DocumentReport:
    """What reading the document counted; nothing is said of rows yet."""
    return DocumentReport(
        name=document.name,
        state=state,
        title=document.title,
        lessons=len(document.lessons),
        segments=sum(len(lesson.slices) for lesson in document.lessons),
        facts=sum(len(lesson.facts) for lesson in document.lessons),
        citations_found=document.citations_found,
        citations_used=document.citations_used,
        citations_repaired=document.citations_repaired,
        citations_refused=document.citations_refused,
        wikilinks=sum(len(lesson.links) for lesson in document.lessons),
        warnings=document.warnings,
    )


def outcome_of(report: DocumentReport) -> dict[str, Any]:
    """What a module keeps of its report."""
    return {
        **{name: getattr(report, name) for name in COUNTED},
        "warnings": [[problem.line, problem.message] for problem in report.warnings],
        "reader": version.READER_VERSION,
    }
