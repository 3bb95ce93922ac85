"""Which rows of a module its document's new lessons and facts go on in.

The import writes by it and the studio's preview tells by it, so that a preview promises nothing
that the import does not keep. Nothing is written or asked here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courses.documents.model import FactDraft, LessonDraft
from courses.importing.matching import Piece, match, match_parts
from courses.models import Fact, Lesson

_TAG = re.compile(r"<[^<>]*>|\[[\d:\s]*\]")


@dataclass(frozen=True)
class Pairs:
    """Places of new facts (counted through the document) and lessons, to places of old rows."""

    facts: Mapping[int, int]
    lessons: Mapping[int, int]


def pair(lessons: Sequence[Lesson], facts: Sequence[Fact], drafts: Sequence[LessonDraft]) -> Pairs:
    """Rows in the order of their positions, retired ones too; ``facts`` with their citations."""
    new = [_piece(fact) for draft in drafts for fact in draft.facts]
    kept = match([_piece_of_row(row) for row in facts], new)
    return Pairs(kept, _pair_lessons(lessons, facts, drafts, kept))


def _piece(draft: FactDraft) -> Piece:
    return Piece(draft.key, draft.text, frozenset(one.seconds for one in draft.citations))


def _piece_of_row(fact: Fact) -> Piece:
    seconds = frozenset(one.seconds for one in fact.citations.all())
    return Piece(fact.key, fact.text, seconds, standing=fact.retired_at is None)


def _pair_lessons(
    lessons: Sequence[Lesson],
    facts: Sequence[Fact],
    drafts: Sequence[LessonDraft],
    kept_facts: Mapping[int, int],
) -> dict[int, int]:
    """A lesson goes on where half of its facts, or half of the new one's, are both's."""
    places = {lesson.pk: place for place, lesson in enumerate(lessons)}
    homes = [place for place, draft in enumerate(drafts) for _ in draft.facts]
    shared: Counter[tuple[int, int]] = Counter()
    for new, old in kept_facts.items():
        shared[homes[new], places[facts[old].lesson_id]] += 1
    gone = {place for place, lesson in enumerate(lessons) if lesson.retired_at is not None}
    # A lesson that is gone had all that it ever had; it may come back with the greater part.
    sizes = Counter(
        places[fact.lesson_id]
        for fact in facts
        if fact.retired_at is None or places[fact.lesson_id] in gone
    )
    counts = {place: len(draft.facts) for place, draft in enumerate(drafts)}
    texts = [_said(lesson) for lesson in lessons]
    for new, old in _same_texts(texts, drafts, sizes):
        shared[new, old], counts[new], sizes[old] = 1, 1, 1
    enough = {
        (new, old): count
        for (new, old), count in shared.items()
        if count * 2 >= min(sizes[old], counts[new])
    }
    return match_parts(
        [
            Piece(one.key, _words_of(*text), standing=one.retired_at is None)
            for one, text in zip(lessons, texts, strict=True)
        ],
        [Piece(one.key, _words_of(one.heading, one.source)) for one in drafts],
        enough,
        [
            (new, old)
            for (new, old), count in shared.items()
            if count * 2 > max(sizes[old], counts[new])
        ],
    )


def _said(lesson: Lesson) -> tuple[str, str]:
    """What the document said: not what a person made of it."""
    if lesson.edited_at is not None:
        return lesson.base_heading, lesson.base_source
    return lesson.heading, lesson.source


def _same_texts(
    texts: Sequence[tuple[str, str]], drafts: Sequence[LessonDraft], sizes: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Lessons without facts have nothing to share but their whole text, where it is unique."""
    old = [source for _, source in texts]
    new = [draft.source for draft in drafts]
    seen, known = Counter(new), Counter(old)
    at = {source: place for place, source in enumerate(old) if not sizes.get(place)}
    for place, draft in enumerate(drafts):
        text = draft.source
        if not draft.facts and text and text in at and seen[text] == known[text] == 1:
            yield place, at[text]


def _words_of(heading: str, source: str) -> str:
    # Two lessons are not alike because both cite the video.
    return heading + "\n" + _TAG.sub(" ", source)
