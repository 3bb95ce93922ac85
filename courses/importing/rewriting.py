"""The lessons and facts of a module are brought up to its document, row by row.

Rows are found again by key, by words, by likeness (``importing.pairing``) and keep their ids, so
that progress and questions stay with them. What the document no longer has is retired. A lesson
that a person edited keeps its text: the document's new one waits beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from courses.documents.model import FactDraft, LessonDraft
from courses.documents.reader import fold_name
from courses.importing.pairing import pair
from courses.importing.preparing import lead
from courses.importing.slugs import free_slug
from courses.library.linking import Target, find_targets, resolver, write_links
from courses.models import Citation, Fact, Lesson, Module, Segment

BATCH = 500
"""Rows that one statement writes: SQLite bounds the values of a statement."""
FACT_FIELDS = ("key", "position", "text", "paragraph", "start", "end", "context")


@dataclass
class Changes:
    """What became of facts, by their ids, and of lessons that somebody edited."""

    changed_facts: list[int] = field(default_factory=list)
    retired_facts: list[int] = field(default_factory=list)
    waiting_lessons: list[int] = field(default_factory=list)


def write_lessons(module: Module, drafts: Sequence[LessonDraft], pages: Sequence[str]) -> Changes:
    """Call it inside of the document's transaction, with the course locked.

    ``pages`` are the lessons' HTML as ``preparing.draw`` gives it.
    """
    changes = Changes()
    # Locked, so that an instructor's save waits and then finds the new text, or was seen here.
    locked = Lesson.objects.select_for_update(no_key=True)
    lessons = list(locked.filter(module=module).order_by("position", "pk"))
    facts = list(
        Fact.objects.filter(lesson__module=module)
        .prefetch_related("citations")
        .order_by("position", "pk")
    )
    fact_drafts = [fact for draft in drafts for fact in draft.facts]
    pairs = pair(lessons, facts, drafts)
    kept_facts, kept_lessons = pairs.facts, pairs.lessons
    _free_keys(lessons, drafts, kept_lessons)

    targets = find_targets(
        (link.folded for draft in drafts for link in draft.links), course=module.course
    )
    taken = {lesson.slug for lesson in lessons}
    written: list[Lesson] = []
    for place, (draft, page) in enumerate(zip(drafts, pages, strict=True)):
        if place in kept_lessons:
            lesson = lessons[kept_lessons[place]]
        else:
            lesson = Lesson(module=module, slug=free_slug(draft.slug, taken))
            taken.add(lesson.slug)
        if write_lesson(lesson, draft, page, targets):
            changes.waiting_lessons.append(lesson.pk)
        _write_segments(lesson, draft)
        written.append(lesson)

    homes = [lesson for lesson, draft in zip(written, drafts, strict=True) for _ in draft.facts]
    rows = [
        facts[kept_facts[place]] if place in kept_facts else None
        for place in range(len(fact_drafts))
    ]
    _write_facts(fact_drafts, homes, rows, changes)
    stated, standing = {*kept_facts.values()}, {*kept_lessons.values()}
    _retire(
        [lesson for place, lesson in enumerate(lessons) if place not in standing],
        [fact for place, fact in enumerate(facts) if place not in stated],
        changes,
    )
    return changes


def _free_keys(
    lessons: Sequence[Lesson], drafts: Sequence[LessonDraft], kept: Mapping[int, int]
) -> None:
    """Whoever holds a key that goes to another row gives it up first: no two may hold one."""
    becomes = {old: drafts[new].key for new, old in kept.items()}
    wanted = {draft.key for draft in drafts}
    held = [
        lesson
        for place, lesson in enumerate(lessons)
        if lesson.key in wanted and becomes.get(place) != lesson.key
    ]
    for lesson in held:
        lesson.key = f"~{lesson.pk}"
    if held:
        Lesson.objects.bulk_update(held, ["key"], batch_size=BATCH)


def write_lesson(
    lesson: Lesson, draft: LessonDraft, page: str, targets: Mapping[str, Target]
) -> bool:
    """Writes a lesson and its links; whether its text has to wait beside a person's own."""
    lesson.key = draft.key
    lesson.position = draft.position
    lesson.first_paragraph = draft.first_paragraph
    lesson.last_paragraph = draft.last_paragraph
    lesson.is_intro = draft.is_intro
    lesson.retired_at = None
    if lesson.edited_at is None:
        lesson.heading = draft.heading[:300]
        lesson.folded_heading = "" if draft.is_intro else fold_name(draft.heading)[:300]
        lesson.source = draft.source
        lesson.words = draft.words
        lesson.html = lead(page, resolver(targets))
        lesson.save()
        write_links(lesson, draft.links, targets)
        return False
    _offer(lesson, draft)
    lesson.save()
    return lesson.incoming_at is not None


def _offer(lesson: Lesson, draft: LessonDraft) -> None:
    """Lets the document's text wait, unless it says nothing that the person has not seen."""
    now = (draft.heading[:300], draft.source)
    if now == (lesson.heading, lesson.source):
        lesson.base_heading, lesson.base_source = now
    if now == (lesson.base_heading, lesson.base_source):
        clear_incoming(lesson)
    elif now != (lesson.incoming_heading, lesson.incoming_source) or lesson.incoming_at is None:
        lesson.incoming_heading, lesson.incoming_source = now
        lesson.incoming_at = timezone.now()


def clear_incoming(lesson: Lesson) -> None:
    lesson.incoming_heading = lesson.incoming_source = ""
    lesson.incoming_at = None


def _write_segments(lesson: Lesson, draft: LessonDraft) -> None:
    wanted = [(part.start, part.end) for part in draft.slices]
    if [(one.start, one.end) for one in lesson.segments.order_by("position")] == wanted:
        return
    lesson.segments.all().delete()
    Segment.objects.bulk_create(
        Segment(lesson=lesson, position=number, start=start, end=end)
        for number, (start, end) in enumerate(wanted, 1)
    )


def _write_facts(
    drafts: Sequence[FactDraft],
    homes: Sequence[Lesson],
    rows: Sequence[Fact | None],
    changes: Changes,
) -> None:
    """Fills the rows that go on, and adds those that are new; their citations with them."""
    old: list[Fact] = []
    new: list[Fact] = []
    cited: list[tuple[Fact, FactDraft]] = []
    for draft, lesson, row in zip(drafts, homes, rows, strict=True):
        if row is None:
            fact = _fill_fact(Fact(), lesson, draft)
            new.append(fact)
            cited.append((fact, draft))
            continue
        if row.text != draft.text:
            changes.changed_facts.append(row.pk)
        before = _state(row)
        said = [(one.seconds, one.state) for one in row.citations.all()]
        _fill_fact(row, lesson, draft)
        if _state(row) != before:
            old.append(row)
        if said != [(one.seconds, one.state) for one in draft.citations]:
            cited.append((row, draft))
    # An insert that updates is several times as fast as bulk_update with its CASE for each value.
    Fact.objects.bulk_create(
        old,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*FACT_FIELDS, "lesson", "retired_at"],
        batch_size=BATCH,
    )
    Fact.objects.bulk_create(new, batch_size=BATCH)
    added = {fact.pk for fact in new}
    again = [fact.pk for fact, _ in cited if fact.pk not in added]
    for chunk in chunks(again):
        Citation.objects.filter(fact__in=chunk).delete()
    Citation.objects.bulk_create(
        (
            Citation(fact=fact, position=number, seconds=one.seconds, state=one.state)
            for fact, draft in cited
            for number, one in enumerate(draft.citations, 1)
        ),
        batch_size=BATCH,
    )


def _state(fact: Fact) -> tuple[object, ...]:
    return (fact.lesson_id, fact.retired_at, *(getattr(fact, name) for name in FACT_FIELDS))


def _fill_fact(fact: Fact, lesson: Lesson, draft: FactDraft) -> Fact:
    for name in FACT_FIELDS[:-1]:
        setattr(fact, name, getattr(draft, name))
    fact.context = context_of(draft)
    fact.lesson = lesson
    fact.retired_at = None
    return fact


def context_of(draft: FactDraft) -> dict[str, object]:
    """What a fact keeps of where it stands, as JSON knows it."""
    return {
        "heading": draft.heading,
        "lead_in": draft.lead_in,
        "terms": list(draft.terms),
        "rank": draft.rank,
    }


def _retire(lessons: Iterable[Lesson], facts: Iterable[Fact], changes: Changes) -> None:
    now = timezone.now()
    gone = [lesson.pk for lesson in lessons if lesson.retired_at is None]
    for chunk in chunks(gone):
        # Nothing can wait for a lesson that the document no longer has.
        Lesson.objects.filter(pk__in=chunk).update(
            retired_at=now, incoming_heading="", incoming_source="", incoming_at=None
        )
    changes.retired_facts = [fact.pk for fact in facts if fact.retired_at is None]
    for chunk in chunks(changes.retired_facts):
        Fact.objects.filter(pk__in=chunk).update(retired_at=now)


def chunks(ids: Sequence[int], size: int = BATCH) -> Iterable[Sequence[int]]:
    """Parts of a list of ids, short enough for one statement."""
    return (ids[start : start + size] for start in range(0, len(ids), size))
