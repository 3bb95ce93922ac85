"""A folder of notes as facts, without any row, and which part of the documents a note belongs to.

Documents are split once and for ever by their names alone: rules and weights are made on the
training part, figures are measured on the held-out part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Literal

from courses.documents.model import Document, DocumentError
from courses.documents.reader import read_document
from courses.importing.sources import collect
from quizzes.generation.model import SourceFact

Part = Literal["training", "held-out"]
_HELD_OUT = frozenset("abcdef")
_LARGEST = 10 * 1024 * 1024


def tag_of(name: str) -> str:
    """12 hex digits of sha256 of the file's name, its folders left out: a name that tells none."""
    return sha256(PurePosixPath(name).name.encode()).hexdigest()[:12]


def part_of_tag(tag: str) -> Part:
    """Six of sixteen documents are held out: those whose tag begins with a letter."""
    return "held-out" if tag[:1] in _HELD_OUT else "training"


def part_of(name: str) -> Part:
    return part_of_tag(tag_of(name))


@dataclass(frozen=True)
class Reading:
    """Facts in the order of their documents; ``names`` gives the file name of each module."""

    facts: tuple[SourceFact, ...]
    names: dict[str, str]
    problems: tuple[str, ...] = ()


def read_folder(folder: Path, *, part: Part | None = None) -> Reading:
    """The facts of every document below ``folder``. One that cannot be read is a problem."""
    facts: list[SourceFact] = []
    names: dict[str, str] = {}
    problems: list[str] = []
    for source in collect([folder], limit=_LARGEST):
        if part is not None and part_of(source.name) != part:
            continue
        if source.problems:
            problems.extend(f"{source.name}: {one.message}" for one in source.problems)
            continue
        try:
            document = read_document(source.text, name=source.name)
        except DocumentError as error:
            problems.append(f"{source.name}: {error}")
            continue
        module = str(PurePosixPath(source.name).with_suffix(""))
        names[module] = source.name
        facts.extend(facts_of(document, module))
    return Reading(tuple(facts), names, tuple(problems))


def facts_of(document: Document, module: str) -> Iterable[SourceFact]:
    """What the generator reads of one document, as an import would hand it over."""
    for lesson in document.lessons:
        for fact in lesson.facts:
            yield SourceFact(
                id=f"{module}/{fact.key}",
                text=fact.text,
                lesson=f"{module}/{lesson.key}",
                module=module,
                title=document.title,
                heading=fact.heading,
                lead_in=fact.lead_in,
                terms=tuple(fact.terms),
                seconds=fact.citations[0].seconds if fact.citations else None,
                paragraph=fact.paragraph,
                position=fact.position,
            )
