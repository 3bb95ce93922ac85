"""What waiting documents would become, compared with the course; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from courses.documents.hints import ReadingHints
from courses.documents.model import Document, DocumentError, FactDraft, LessonDraft, Problem
from courses.documents.reader import fold_name, read_document
from courses.documents.rendering import render
from courses.importing.file_names import folded_stem
from courses.importing.importer import is_read_as_now
from courses.importing.moving import Moves
from courses.importing.ordering import names_of, place_of, places_in
from courses.importing.outcomes import ADDED, CHANGED, ORDERED, REFUSED, UNCHANGED
from courses.importing.siblings import hints_for
from courses.importing.sources import Source
from courses.library.differences import Row, compare
from courses.library.linking import find_targets
from courses.models import Course, Fact, Lesson, Module
from courses.studio import comparing
from courses.studio.comparing import Fates, LessonFate, foretell

SAMPLE = 3
"""Key facts of a lesson that are shown before the rest is counted."""
LESSONS_SHOWN = 60
"""Lessons of a document that are shown before the rest is counted: few real ones have more."""
RENDERED = 400_000
"""Characters of Markdown that one preview renders: about a second. The import has no such bound."""
COMPARED = 60_000
"""Characters of old and new texts that one preview compares word by word, for the same reason."""
FACTS_AT_ONCE = 2000
"""Facts whose citations one query asks for: a database bounds the values of a query."""
# Several lessons on one page would repeat each other's ids.
_ID = re.compile(r"(<(?:p|h[2-6])\b[^<>]*?) id=\"[^\"]*\"")


@dataclass
class LessonPreview:
    """A lesson to be, and what becomes of the one that it goes on in."""

    draft: LessonDraft
    fate: LessonFate
    anchor: str
    html: str = ""
    differences: tuple[Row, ...] | None = ()
    """The lines that the import changes; ``None`` where they are too long to compare here."""

    @property
    def state(self) -> str:
        return self.fate.state

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
    fates: Fates = field(default_factory=Fates)
    was: str = ""
    """The module's title so far, where the import gives it another."""
    former: str = ""
    """The name of the document so far, where it was moved or renamed."""
    facts: int = 0
    links: int = 0
    links_found: int = 0
    orders: int = 0
    """Modules that an index puts in order."""

    @property
    def shown(self) -> list[LessonPreview]:
        return self.lessons[:LESSONS_SHOWN]

    @property
    def more(self) -> int:
        return len(self.lessons) - len(self.shown)

    @property
    def summary(self) -> list[str]:
        """What happens to the lessons of a module that is there already."""
        fates = self.fates
        counts = (
            (fates.count(comparing.NEW), "new"),
            (fates.count(comparing.CHANGED), "changed"),
            (sum(bool(one.was) for one in fates.lessons), "renamed"),
            (sum(one.moved for one in fates.lessons), "moved"),
            (fates.count(comparing.BACK), "back again"),
            (fates.count(comparing.WAITS), "waiting beside an edit"),
            (len(fates.retired_lessons), "retired"),
        )
        return [f"{count} {words}" for count, words in counts if count]

    @property
    def fact_summary(self) -> list[str]:
        fates = self.fates
        counts = (
            (fates.new_facts, "new"),
            (len(fates.changed_facts), "changed"),
            (len(fates.retired_facts), "retired"),
        )
        return [f"{count} {words}" for count, words in counts if count]


def preview(
    course: Course,
    sources: Sequence[Source],
    *,
    beside: Iterable[str] = (),
    look: Callable[[], Iterable[Source]] | None = None,
) -> list[DocumentPreview]:
    """Reads every source; as many queries for one document as for fifty.

    ``beside`` are the names of further documents of the same import, which are not looked into,
    except that ``look`` gives all of them where something speaks for a document that moved.
    """
    hints = hints_for(course, sources)
    pages = [
        _read(number, source, hint)
        for number, (source, hint) in enumerate(zip(sources, hints, strict=True), 1)
    ]
    read = [(page, page.document) for page in pages if page.document and page.state != ORDERED]
    beside = list(beside)
    names = [*(source.name for source in sources), *beside]
    moves = Moves(course, names, look or (lambda: sources))
    _compare(course, read, {source.name: source for source in sources}, moves)
    addresses = _addresses(course, read)

    def resolve(target: str) -> str | None:
        return addresses.get(fold_name(target.split("#", 1)[0]))

    left = RENDERED
    for page, document in read:
        page.facts = sum(len(lesson.facts) for lesson in document.lessons)
        for one in page.shown if page.state != UNCHANGED else ():
            if one.state not in (comparing.SAME, comparing.KEPT):
                left -= len(one.draft.source)
                one.html = _look(document, one.draft, resolve) if left >= 0 else ""
        targets = [link.folded for lesson in document.lessons for link in lesson.links]
        page.links = len(targets)
        page.links_found = sum(name in addresses for name in targets)
    _count_ordered(course, pages, beside)
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
        if page.document.index:
            page.state = ORDERED
    return page


def _compare(
    course: Course,
    read: Sequence[tuple[DocumentPreview, Document]],
    sources: Mapping[str, Source],
    moves: Moves,
) -> None:
    """Fills in what becomes of the modules that are there already."""
    moves.concern([sources[page.name] for page, _ in read])
    former = {page.name: moves.known_as(page.name) for page, _ in read}
    rows = _modules(course, [name for name in former.values() if name])
    modules = {name: rows[was] for name, was in former.items() if was in rows}
    for page, _ in read:
        page.former = former[page.name] if former[page.name] != page.name else ""
        if not page.former and (message := moves.says(page.name)):
            page.problems = (Problem(0, message), *page.problems)
    compared = []
    for page, document in read:
        module = page.module = modules.get(page.name)
        if module is None:
            continue
        known = module.source_hash == document.source_hash and is_read_as_now(module)
        if known and not page.former:
            page.state = UNCHANGED
        else:
            compared.append(module.pk)
    lessons, facts = _rows_of(compared)
    left = COMPARED
    for page, document in read:
        module = page.module
        if page.state == UNCHANGED:
            page.fates.lessons = [LessonFate(comparing.SAME)] * len(document.lessons)
        elif module is None:
            page.fates.lessons = [LessonFate(comparing.NEW)] * len(document.lessons)
        else:
            page.fates = foretell(
                lessons.get(module.pk, []), facts.get(module.pk, []), document.lessons
            )
            page.was = module.title if module.title != document.title[:300] else ""
            same_text = module.source_hash == document.source_hash
            same = same_text and not page.fates.anything and not page.former
            page.state = UNCHANGED if same else CHANGED
        for draft, fate in zip(document.lessons, page.fates.lessons, strict=True):
            one = LessonPreview(draft, fate, f"{page.anchor}-{draft.position}")
            if len(page.lessons) < LESSONS_SHOWN:
                left -= _differ(one, left)
            page.lessons.append(one)


def _modules(course: Course, names: Sequence[str]) -> dict[str, Module]:
    if not names:
        return {}
    return {one.source_name: one for one in course.modules.filter(source_name__in=names)}


def _rows_of(modules: Sequence[int]) -> tuple[dict[int, list[Lesson]], dict[int, list[Fact]]]:
    lessons: dict[int, list[Lesson]] = {}
    rows = Lesson.objects.filter(module__in=modules).defer("html", "incoming_source")
    homes: dict[int, int] = {}
    for lesson in rows.order_by("position", "pk"):
        homes[lesson.pk] = lesson.module_id
        lessons.setdefault(lesson.module_id, []).append(lesson)
    facts: dict[int, list[Fact]] = {}
    said = Fact.objects.filter(lesson__module__in=modules).prefetch_related("citations")
    for fact in said.order_by("position", "pk").iterator(chunk_size=FACTS_AT_ONCE):
        facts.setdefault(homes[fact.lesson_id], []).append(fact)
    return lessons, facts


def _differ(one: LessonPreview, left: int) -> int:
    """Fills in the lines that differ, and gives the characters that this took."""
    row = one.fate.row
    if row is None or one.state not in (comparing.CHANGED, comparing.WAITS):
        return 0
    size = len(row.source) + len(one.draft.source)
    if size > left:
        one.differences = None
        return 0
    rows = compare(row.source, one.draft.source)
    one.differences = tuple(line for line in rows if line.kind != "same")
    return size


def _addresses(course: Course, read: Sequence[tuple[DocumentPreview, Document]]) -> dict[str, str]:
    """Folded names to addresses: the library's own, else places on the preview's page."""
    here: dict[str, str] = {}
    for page, document in read:
        for number, lesson in enumerate(document.lessons, 1):
            if not lesson.is_intro:
                here.setdefault(fold_name(lesson.heading), f"#{page.anchor}-{number}")
    for page, document in read:
        here[fold_name(document.title)] = f"#{page.anchor}"
        here[folded_stem(page.name)] = f"#{page.anchor}"
    names = {link.folded for _, doc in read for lesson in doc.lessons for link in lesson.links}
    library = {name: target.url for name, target in find_targets(names, course=course).items()}
    return {name: address for name, address in (here | library).items() if name}


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


def _count_ordered(course: Course, pages: Sequence[DocumentPreview], beside: Iterable[str]) -> None:
    """Counts for each index the modules that it will order, those of this import among them."""
    indexes = [(page, page.document) for page in pages if page.document and page.document.index]
    if not indexes:
        return
    known: dict[str, tuple[str, ...]] = {
        name: names_of(stem, title, video or "")
        for name, stem, title, video in course.modules.order_by().values_list(
            "source_name", "folded_name", "folded_title", "video__key"
        )
    }
    # Of those that are not read yet only the file's name is known.
    known = {name: (folded_stem(name),) for name in beside} | known | _coming(pages)
    for page in pages:
        known.pop(page.former, None)
    for page, document in indexes:
        places = places_in(document.index)
        page.orders = sum(place_of(names, places) is not None for names in known.values())


def _coming(pages: Sequence[DocumentPreview]) -> dict[str, tuple[str, ...]]:
    return {
        page.name: names_of(folded_stem(page.name), fold_name(read.title)[:300], read.video_id)
        for page in pages
        if page.state != ORDERED and (read := page.document)
    }
