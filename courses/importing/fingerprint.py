"""Whether reading a document again changed anything: all that its rows say, in one number."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from courses.models import Citation, Fact, Lesson, Module, Segment


def fingerprint(module: Module) -> str:
    """sha256 (hex) of the module with its lessons, slices, facts and citations, ids included."""
    digest = sha256()
    for row in _rows(module):
        digest.update(repr(row).encode("utf-8", "replace"))
        digest.update(b"\n")
    return digest.hexdigest()


def _rows(module: Module) -> Iterable[Any]:
    """What a learner could see or an import goes by; when it was written is left out."""
    yield (module.title, str(module.kind), module.video_id)
    yield json.dumps(module.credit, sort_keys=True)  # a row just filled holds tuples for lists
    yield from (
        Lesson.objects.filter(module=module)
        .order_by("pk")
        .values_list(
            *("pk", "key", "position", "heading", "folded_heading", "source", "html", "words"),
            *("first_paragraph", "last_paragraph", "is_intro", "retired_at"),
            *("incoming_heading", "incoming_source"),
        )
    )
    yield from (
        Segment.objects.filter(lesson__module=module)
        .order_by("lesson", "position")
        .values_list("lesson", "start", "end")
    )
    facts = Fact.objects.filter(lesson__module=module).order_by("pk")
    for *columns, context in facts.values_list(
        *("pk", "lesson", "key", "position", "text", "paragraph", "start", "end", "retired_at"),
        "context",
    ):
        yield (*columns, json.dumps(context, sort_keys=True))
    yield from (
        Citation.objects.filter(fact__lesson__module=module)
        .order_by("fact", "position")
        .values_list("fact", "seconds", "state")
    )
