"""What a course has already, beside the files of an import: asked once, texts a few at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from courses.documents.frontmatter import FrontMatter, read_front_matter, read_video_id
from courses.documents.reader import fold_name
from courses.importing.likeness import sketch
from courses.importing.renaming import Text, stem_of
from courses.importing.sources import Source, hash_of
from courses.models import Course, ModuleText

LOADED = 32
"""Kept texts that one query loads, and documents of one name that are looked at."""


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the course, by its file's name, without its text."""

    pk: int
    name: str
    digest: str
    title: str
    video: str

    def text(self, kept: str) -> Text:
        return Text(self.name, self.digest, sketch(kept), self.title, self.video)

    @property
    def marks(self) -> tuple[str, ...]:
        """What tells of it without its text: the file it was, its title, its hash."""
        return (*_called(stem_of(self.name), self.title), self.digest)


class KnownDocuments:
    """The documents of ``course``; ``names`` are those of all files of the import."""

    def __init__(self, course: Course, names: Collection[str]) -> None:
        self.course = course
        self.names = frozenset(names)

    @cached_property
    def rows(self) -> dict[str, Known]:
        """By name, in the order of the course."""
        rows = self.course.modules.order_by("position", "pk").values_list(
            "pk", "source_name", "source_hash", "folded_title", "video__key"
        )
        return {row[1]: Known(*row[:4], row[4] or "") for row in rows.iterator()}

    @cached_property
    def digests(self) -> frozenset[str]:
        return frozenset(row.digest for row in self.rows.values())

    @cached_property
    def left(self) -> list[Known]:
        """Those that are none of the files by name."""
        return [row for row in self.rows.values() if row.name not in self.names]

    @cached_property
    def are_whole(self) -> bool:
        """Whether most of them come in the import: then those that do not are gone.

        Else it may be one of several vaults, and what is left is in the others as it was.
        """
        return 2 * len(self.left) < len(self.rows)

    @cached_property
    def are_related(self) -> bool:
        """Whether the import is a new state of them.

        Of one file alone, and of files that have no name in common with them, nothing is guessed.
        """
        stems = {stem_of(row.name) for row in self.left}
        some = (name in self.rows or stem_of(name) in stems for name in self.names)
        return len(self.names) > 1 and any(some)

    @cached_property
    def titles(self) -> frozenset[str]:
        """Those of the documents that are none of the files by name."""
        return frozenset(row.title for row in self.left if row.title)

    @cached_property
    def only_by_name(self) -> frozenset[str]:
        """Names of those that a text is not enough for; see ``are_whole``."""
        return frozenset() if self.are_whole else frozenset(row.name for row in self.left)

    def may_be(self, files: Sequence[Text]) -> list[Known]:
        """Those that are left and may be one of the files, by what is known without texts."""
        if self.are_whole:
            return self.left
        marks = {mark for one in files for mark in (*_called(one.stem, one.title), one.digest)}
        found: dict[int, Known] = {}
        for mark in sorted(marks):
            found |= {row.pk: row for row in self._by_mark.get(mark, ())[:LOADED]}
        return [row for row in self.left if row.pk in found] if found else []

    @cached_property
    def _by_mark(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = defaultdict(list)
        for row in self.left:
            for mark in row.marks:
                found[mark].append(row)
        return found

    def texts(self, rows: Iterable[Known]) -> Iterator[Text]:
        waiting = iter(rows)
        while some := list(islice(waiting, LOADED)):
            kept = self.kept(some)
            yield from (row.text(kept.get(row.pk, "")) for row in some)

    def kept(self, rows: Iterable[Known | None]) -> dict[int, str]:
        """The texts of a few, by id."""
        wanted = [row.pk for row in rows if row is not None]
        kept = ModuleText.objects.filter(module__in=wanted)
        return dict(kept.values_list("module", "text")) if wanted else {}


def text_of(source: Source) -> Text:
    """A file of the import, with what its head tells."""
    head = read_front_matter(source.text[:20_000])
    title, video = _title_in(head), read_video_id(head)[0]
    return Text(source.name, hash_of(source.text), sketch(source.text), title, video)


def title_of(source: Source) -> str:
    """As ``text_of`` gives it, without a look at the words."""
    return _title_in(read_front_matter(source.text[:20_000]))


def _title_in(head: FrontMatter) -> str:
    return fold_name(head.values.get("title", ""))[:300]


def _called(stem: str, title: str) -> tuple[str, ...]:
    return (f"file {stem}", f"title {title}") if title else (f"file {stem}",)
