"""What waiting documents would become, compared with the course; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from courses.documents.hints import ReadingHints
from courses.documents.model import Document, DocumentError, FactDraft, LessonDraft, Problem
from courses.documents.reader import fold_name, read_document
from courses.documents.rendering import render
from courses.importing.importer import ADDED, CHANGED, REFUSED, UNCHANGED
from courses.importing.siblings import hints_for
from courses.importing.sources import Source
from courses.library.linking import find_targets
from courses.models import Course, Fact, Lesson, Module

SAMPLE = 3
"""Key facts of a lesson that are shown before the rest is counted."""
LESSONS_SHOWN = 60
"""Lessons of a document that are shown before the rest is counted: few real ones have more."""
RENDERED = 400_000
"""Characters of Markdown that one preview renders: about a second. The import has no such bound."""
NEW, SAME, KEPT = "new", "same", "kept"
# Several lessons on one page would repeat each other's ids.
_ID = re.compile(r"(<(?:p|h[2-6])\b[^<>]*?) id=\"[^\"]*\"")


@dataclass(frozen=True)
class LessonPreview:
    """A lesson to be: ``state`` is new, changed, same, or kept (a person's edit stands)."""

    draft: LessonDraft
    state: str
    anchor: str
    html: str = ""

    @property
    def sample(self) -> tuple[FactDraft, ...]:
        return self.draft.facts[:SAMPLE]

    @property
    def more(self) -> int:
        return max(0, len(self.draft.facts) - SAMPLE)


@dataclass
class DocumentPreview:
    """One document: what it becomes, or why it is refused."""

    name: str
    state: str
    anchor: str
    document: Document | None = None
    problems: tuple[Problem, ...] = ()
    module: Module | None = None
    lessons: list[LessonPreview] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    facts: int = 0
    new_facts: int = 0
    gone_facts: int = 0
    links: int = 0
    links_found: int = 0

    @property
    def shown(self) -> list[LessonPreview]:
        return self.lessons[:LESSONS_SHOWN]

    @property
    def more(self) -> int:
        return len(self.lessons) - len(self.shown)


def preview(course: Course, sources: Sequence[Source]) -> list[DocumentPreview]:
    """Reads every source; six queries at most, however many documents and lessons there are."""
    hints = hints_for(course, sources)
    pages = [
        _read(number, source, hint)
        for number, (source, hint) in enumerate(zip(sources, hints, strict=True), 1)
    ]
    read = [(page, page.document) for page in pages if page.document]
    modules = {
        module.source_name: module
        for module in course.modules.filter(source_name__in=[page.name for page, _ in read])
    }
    lessons = _lessons_of(modules)
    facts = _facts_of(modules)
    addresses = _addresses(course, read)

    def resolve(target: str) -> str | None:
        return addresses.get(fold_name(target.split("#", 1)[0]))

    left = RENDERED
    for page, document in read:
        module = page.module = modules.get(page.name)
        known = lessons.get(module.pk, {}) if module else {}
        _compare_facts(page, document, facts.get(module.pk, set()) if module else set())
        if module and module.source_hash == document.source_hash:
            page.state = UNCHANGED
        elif module:
            page.state = CHANGED
        for draft in document.lessons:
            state = _state(draft, known.pop(draft.key, None))
            html = ""
            if page.state != UNCHANGED and len(page.lessons) < LESSONS_SHOWN:
                left -= len(draft.source)
                html = _look(document, draft, resolve) if left >= 0 else ""
            anchor = f"{page.anchor}-{draft.position}"
            page.lessons.append(LessonPreview(draft, state, anchor, html))
        page.gone = [lesson.heading for lesson in known.values() if lesson.retired_at is None]
        targets = [link.folded for lesson in document.lessons for link in lesson.links]
        page.links = len(targets)
        page.links_found = sum(name in addresses for name in targets)
    return pages


def _read(number: int, source: Source, hints: ReadingHints) -> DocumentPreview:
    page = DocumentPreview(source.name, ADDED, f"document-{number}")
    if source.problems:
        page.state, page.problems = REFUSED, source.problems
        return page
    try:
        page.document = read_document(source.text, name=source.name, hints=hints)
    except DocumentError as error:
        page.state, page.problems = REFUSED, error.problems
    else:
        page.problems = page.document.warnings
    return page


def _lessons_of(modules: dict[str, Module]) -> dict[int, dict[str, Lesson]]:
    found: dict[int, dict[str, Lesson]] = {}
    for lesson in Lesson.objects.filter(module__in=modules.values()).defer("html"):
        found.setdefault(lesson.module_id, {})[lesson.key] = lesson
    return found


def _facts_of(modules: dict[str, Module]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Fact.objects.standing().filter(lesson__module__in=modules.values())
    for module, key in rows.values_list("lesson__module_id", "key"):
        found.setdefault(module, set()).add(key)
    return found


def _addresses(course: Course, read: list[tuple[DocumentPreview, Document]]) -> dict[str, str]:
    """Folded names to addresses: the library's own, else places on the preview's page."""
    here: dict[str, str] = {}
    for page, document in read:
        for number, lesson in enumerate(document.lessons, 1):
            if not lesson.is_intro:
                here.setdefault(fold_name(lesson.heading), f"#{page.anchor}-{number}")
    for page, document in read:
        here[fold_name(document.title)] = f"#{page.anchor}"
        here[fold_name(page.name.rsplit(".", 1)[0])] = f"#{page.anchor}"
    names = {link.folded for _, doc in read for lesson in doc.lessons for link in lesson.links}
    library = {name: target.url for name, target in find_targets(names, course=course).items()}
    return {name: address for name, address in (here | library).items() if name}


def _compare_facts(page: DocumentPreview, document: Document, known: set[str]) -> None:
    keys = {fact.key for lesson in document.lessons for fact in lesson.facts}
    page.facts = len(keys)
    page.new_facts = len(keys - known)
    page.gone_facts = len(known - keys)


def _state(draft: LessonDraft, known: Lesson | None) -> str:
    if known is None or known.retired_at is not None:
        return NEW
    if known.edited_at is not None:
        return KEPT
    same = (known.source, known.heading) == (draft.source, draft.heading[:300])
    return SAME if same else CHANGED


def _look(document: Document, draft: LessonDraft, resolve: Callable[[str], str | None]) -> str:
    """The lesson as it will look."""
    html = render(
        draft.source,
        resolve=resolve,
        video_id=document.video_id,
        first_paragraph=draft.first_paragraph,
        numbered=document.kind == "article",
    )
    return _ID.sub(r"\1", html)
