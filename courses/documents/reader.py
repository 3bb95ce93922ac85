"""From the text of a document to its lessons, slices and facts."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from courses.documents import captions, scale
from courses.documents.blocks import Block, scan
from courses.documents.citations import Citation, Run, canonical, format_time
from courses.documents.credit import build_credit, read_byline, split_tail
from courses.documents.facts import is_checkable, is_evident, statements
from courses.documents.frontmatter import (
    FrontMatter,
    read_channel,
    read_front_matter,
    read_video_id,
)
from courses.documents.hints import NO_HINTS, ReadingHints
from courses.documents.index import read_index
from courses.documents.model import (
    CitationRef,
    Credit,
    Document,
    DocumentError,
    FactDraft,
    Kind,
    LessonDraft,
    LinkRef,
    Problem,
    Slice,
)
from courses.documents.outline import Section, heading_text, split_sections
from courses.documents.plain import Plain, to_plain
from courses.documents.ranking import ranked
from courses.documents.segments import slices
from courses.documents.text import (
    Lines,
    clean,
    decode,
    fold_name,
    make_slug,
    stable_key,
    unique,
)

__all__ = ["decode", "fold_name", "read_document"]

INTRODUCTION = "Introduction"
_TITLE_LENGTH = 200
_INDEX = re.compile(r"^#{1,6} \[[^\n]{1,300}\]\(https?://(?:www\.)?youtu", re.MULTILINE)


@dataclass(slots=True)
class _Text:
    """A block in plain words; ``read`` is what its citations mean, by run."""

    block: Block
    plain: Plain
    read: list[tuple[Citation, ...]]

    @classmethod
    def of(cls, block: Block, plain: Plain) -> "_Text":
        return cls(block, plain, [run.citations for _, run in plain.marks])


@dataclass(slots=True)
class _Draft:
    """A section on its way to a lesson. ``cited`` are its texts with citations, in order."""

    section: Section
    texts: list[_Text]
    cited: list[_Text] = field(default_factory=list)
    changed: bool = False
    """Whether a citation means another time than is written."""

    @classmethod
    def of(cls, section: Section) -> "_Draft":
        texts = [_Text.of(b, to_plain(b.content)) for b in section.blocks if b.pieces]
        every = texts
        if section.opening and section.opening_block:
            every = [_Text.of(section.opening_block, section.opening), *texts]
        return cls(section, texts, [text for text in every if text.read])

    def runs(self) -> Iterator[tuple[int, Run, tuple[Citation, ...]]]:
        """Every run of citations with its offset in the document and what it means."""
        for text in self.cited:
            for (_, run), read in zip(text.plain.marks, text.read, strict=True):
                yield text.block.offset(run.start), run, read

    def citations(self) -> list[Citation]:
        """All citations in order, as they are to be read."""
        return [citation for text in self.cited for read in text.read for citation in read]


def read_document(
    text: str,
    *,
    name: str,
    siblings: Sequence[int] | None = None,
    video_seconds: int | None = None,
    hints: ReadingHints = NO_HINTS,
) -> Document:
    """Reads a note or an article; ``name`` is its file name, with or without ending.

    ``siblings`` are the seconds that other notes of the same video cite, ``video_seconds`` is the
    video's length where somebody knows it: both help to tell mis-scaled times from late ones, and
    the length settles it.  ``hints`` are both of them, where they were found beforehand.

    What is odd becomes a warning of the result.  Raises DocumentError only for a text that holds
    nothing to read.
    """
    siblings = hints.siblings if siblings is None else siblings
    video_seconds = video_seconds or hints.video_seconds
    original = text
    text = clean(text)
    if not text.strip():
        raise DocumentError(Problem(1, "The document is empty."))
    if text.count("\ufffd") * 5 > len(text) and len(text) > 100:
        raise DocumentError(Problem(1, "This is not text: most of it cannot be read."))
    stem = re.split(r"[\\/]", name)[-1]
    stem = re.sub(r"\.(?:md|markdown|txt)$", "", stem, flags=re.IGNORECASE)
    head = read_front_matter(text)
    warnings = [*_unreadable(original), *head.warnings]
    video_id, problems = read_video_id(head)
    warnings += problems
    blocks = scan(text, head.end, head.next_line)
    channel, blocks = _take_channel(blocks)
    kind = _kind(text, head, video_id, channel, blocks)
    title, blocks = _take_title(blocks, head, kind)
    title = (title or _title_from(stem))[:_TITLE_LENGTH]
    credit, blocks = _take_credit(blocks, head, kind, channel)
    end = blocks[-1].end if blocks else head.end
    start = blocks[0].start if blocks else head.end
    line = blocks[0].line if blocks else head.next_line
    drafts = [_Draft.of(section) for section in split_sections(blocks, start, end, line)]
    marked = captions.find(blocks) if kind == "article" else {}
    measured = _measured(drafts, siblings, video_seconds)
    builder = _Builder(text, kind, marked, measured, warnings, video_seconds)
    lessons = _lessons(builder, drafts, title)
    if not lessons:
        warnings.append(Problem(head.next_line, "The document has a title but no text to teach."))
    return Document(
        name=name,
        title=title,
        kind=kind,
        video_id=video_id,
        slug=make_slug(title, make_slug(stem, "module")),
        source_hash=hashlib.sha256(original.encode("utf-8", "replace")).hexdigest(),
        credit=credit,
        lessons=tuple(lessons),
        warnings=tuple(sorted(warnings, key=lambda w: w.line)),
        citations_found=sum(lesson.citations_found for lesson in lessons),
        citations_used=sum(lesson.citations_used for lesson in lessons),
        citations_repaired=len(builder.repaired),
        citations_refused=builder.refused,
        index=() if video_id or kind == "article" else read_index(blocks),
    )


def _unreadable(text: str) -> list[Problem]:
    """One warning for all characters that were lost before the document came here."""
    first = text.find("\ufffd")
    if first < 0:
        return []
    count = text.count("\ufffd")
    shown = "A character" if count == 1 else f"{count} characters"
    return [Problem(text.count("\n", 0, first) + 1, f"{shown} cannot be read (shown as \ufffd).")]


def _title_from(stem: str) -> str:
    words = " ".join(stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] if words else "Untitled"


def _take_channel(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The source line of a note, which stands first or right below a title."""
    for index, block in enumerate(blocks[:3]):
        if block.kind == "heading":
            continue
        if block.kind != "paragraph":
            break
        channel = read_channel(block.pieces[0][1])
        if channel is None:
            break
        rest = blocks[:index]
        if len(block.pieces) > 1:
            first = block.pieces[1][0]
            body = Block("paragraph", block.line + 1, first, block.end, block.pieces[1:])
            rest = [*rest, body]
        return channel, rest + blocks[index + 1 :]
    return "", blocks


def _kind(
    text: str, head: FrontMatter, video_id: str, channel: str, blocks: Sequence[Block]
) -> Kind:
    named = any(key in head.lines for key in ("videoid", "video_id"))
    if video_id or channel or named or "yt-timestamp" in text:
        return "note"
    if head.found and _INDEX.search(text, head.end):
        return "note"
    return "article"


def _take_title(blocks: list[Block], head: FrontMatter, kind: Kind) -> tuple[str, list[Block]]:
    """The title, and the blocks without the heading that only repeats it."""
    given = " ".join(head.values.get("title", "").split())
    first = next((b for b in blocks if b.kind != "rule"), None)
    if first is None or first.kind != "heading" or first.level != 1:
        return given, blocks
    words = heading_text(first)
    others = sum(1 for b in blocks if b.kind == "heading" and b.level == 1)
    if (others == 1 and (kind == "article" or not given)) or fold_name(words) == fold_name(given):
        index = blocks.index(first)
        return given or words, blocks[:index] + blocks[index + 1 :]
    return given, blocks


def _take_credit(
    blocks: list[Block], head: FrontMatter, kind: Kind, channel: str
) -> tuple[Credit, list[Block]]:
    """The source's record, and the blocks without its lines."""
    if kind == "note":
        return Credit(channel=channel), blocks
    when, authors = "", ()  # type: str, tuple[str, ...]
    kept = list(blocks)
    if kept and kept[0].is_text and (byline := read_byline(kept[0].content)):
        when, authors = byline
        kept.pop(0)
        if kept and kept[0].kind == "rule":
            kept.pop(0)
    elif kept and kept[0].kind == "rule":
        kept.pop(0)
    count, tail = split_tail(kept)
    if count:
        kept = kept[: len(kept) - count]
        while kept and kept[-1].kind == "rule":
            kept.pop()
    credit = build_credit(
        when or head.values.get("date", ""),
        authors or tuple(head.all("authors") or head.all("author")),
        tail,
    )
    if not credit.publisher and head.values.get("publisher"):
        credit = Credit(
            credit.channel,
            credit.authors,
            credit.date,
            head.values["publisher"],
            credit.address,
            credit.rights,
            credit.citation,
        )
    return credit, kept


def _measured(
    drafts: Sequence[_Draft], siblings: Sequence[int] | None, length: int | None
) -> scale.Scale:
    """What every citation of the document means: the drafts are told."""
    written = [citation for draft in drafts for citation in draft.citations()]
    measured = scale.measure(written, siblings=siblings, length=length)
    if measured.read != written:
        read = iter(measured.read)
        for draft in drafts:
            for text in draft.cited:
                text.read = [tuple(islice(read, len(citations))) for citations in text.read]
            draft.changed = True
    return measured


def _lessons(builder: "_Builder", drafts: Sequence[_Draft], title: str) -> list[LessonDraft]:
    cited = [draft.citations() for draft in drafts]
    times = [[c.seconds for c in citations if c.seconds is not None] for citations in cited]
    everywhere = sorted({second for lesson in times for second in lesson})
    lessons = []
    for position, (draft, seconds) in enumerate(zip(drafts, times, strict=True), 1):
        only = len(drafts) == 1
        heading = draft.section.heading or (title if only else INTRODUCTION)
        if not draft.section.is_intro and not draft.section.heading:
            builder.warnings.append(Problem(draft.section.line, "A heading without words."))
            heading = f"Part {position}"
        found = len(cited[position - 1])
        lessons.append(
            builder.lesson(
                draft, position, heading, slices(seconds, everywhere), found, len(seconds)
            )
        )
    builder.report()
    return ranked(lessons)


class _Builder:
    """Makes lessons in order; holds what must be unique or counted over the whole document."""

    def __init__(
        self,
        text: str,
        kind: Kind,
        marked: dict[int, Block],
        measured: scale.Scale,
        warnings: list[Problem],
        video_seconds: int | None,
    ) -> None:
        self.text = text
        self.kind = kind
        self.marked = marked
        self.measured = measured
        self.warnings = warnings
        self.video_seconds = video_seconds
        self.lines = Lines(text)
        self.slugs: dict[str, int] = {}
        self.seen: dict[tuple[str, ...], int] = {}
        self.repaired: list[tuple[int, str, int]] = []
        self.doubted: list[int] = []
        self.refused = 0
        self.paragraph = 0
        self.facts = 0

    def lesson(
        self,
        draft: _Draft,
        position: int,
        heading: str,
        parts: tuple[Slice, ...],
        found: int,
        used: int,
    ) -> LessonDraft:
        section = draft.section
        key = self._key("lesson", "introduction" if section.is_intro else fold_name(heading))
        first = self.paragraph + 1
        facts: list[FactDraft] = []
        links: list[LinkRef] = []
        words = 0
        near = heading
        if section.opening:
            links += _links(section.opening)
        for text in draft.texts:
            block, plain = text.block, text.plain
            if plain.links:
                links += _links(plain)
            if block.kind == "heading":
                near = " ".join(plain.text.split()) or heading
                continue
            if block.is_text:
                self.paragraph += 1
            words += len(plain.text.split())
            facts += self._facts(text, key, near)
        self._warn(draft)
        return LessonDraft(
            key=key,
            position=position,
            heading=heading,
            slug=unique(make_slug(heading, f"part-{position}"), self.slugs),
            source=self._source(draft),
            line=section.line,
            words=words,
            slices=parts,
            facts=tuple(facts),
            links=tuple(links),
            citations_found=found,
            citations_used=used,
            first_paragraph=first,
            last_paragraph=self.paragraph,
            is_intro=section.is_intro,
        )

    def _key(self, *parts: str) -> str:
        """A key that depends on the words and, where these repeat, on which one it is."""
        count = self.seen[parts] = self.seen.get(parts, 0) + 1
        return stable_key([*parts, str(count)])

    def _facts(self, text: _Text, lesson: str, near: str) -> Iterator[FactDraft]:
        block, plain = text.block, text.plain
        if block.start in self.marked or (block.kind == "callout" and not plain.marks):
            return
        if self.kind == "note" and not plain.marks:
            return
        accepts = is_evident if self.kind == "note" else is_checkable
        for statement in statements(block, plain, text.read):
            if not (accepts(statement) or (accepts is not is_evident and is_evident(statement))):
                continue
            self.facts += 1
            refs = [
                CitationRef(c.seconds, c.state)
                for c in statement.citations
                if c.seconds is not None
            ]
            yield FactDraft(
                key=self._key("fact", lesson, fold_name(statement.text)),
                text=statement.text,
                position=self.facts,
                paragraph=max(self.paragraph, 1),
                start=statement.start,
                end=statement.end,
                line=self.lines.at(statement.start),
                citations=tuple(dict.fromkeys(refs)) if len(refs) > 1 else tuple(refs),
                heading=near,
                lead_in=statement.lead_in,
                terms=statement.terms,
            )

    def _warn(self, draft: _Draft) -> None:
        """A warning for each citation that could not be used, or not as it was written."""
        if all(c.state == "as_written" and c.seconds is not None for c in draft.citations()):
            return
        for offset, run, means in draft.runs():
            line = self.lines.at(offset)
            for citation, read in zip(run.citations, means, strict=True):
                shown = citation.written.strip()[:60]
                if read.seconds is None:
                    self.refused += 1
                    self.warnings.append(Problem(line, f"No time in the citation {shown}"))
                elif read.state == "repaired":
                    self.repaired.append((line, shown, read.seconds))
                elif read.state == "doubtful":
                    self._doubt(line, shown, citation, read)

    def _doubt(self, line: int, shown: str, written: Citation, read: Citation) -> None:
        length = self.video_seconds
        if length and (read.seconds or 0) > length + scale.SLACK:
            end = format_time(length)
            message = f"Citation {shown} lies beyond the end of the video, which is {end} long."
            self.warnings.append(Problem(line, message))
        elif self.measured.doubt and written.state == "as_written":
            self.doubted.append(line)
        else:
            self.warnings.append(Problem(line, f"The time of citation {shown} is doubtful."))

    def report(self) -> None:
        """One warning for all times of a kind: a mis-scaled note has dozens of them."""
        if self.doubted:
            self.warnings.append(Problem(self.doubted[0], self.measured.doubt))
        if not self.repaired:
            return
        line, shown, seconds = self.repaired[0]
        count = len(self.repaired)
        message = f"Citation {shown} was read as {format_time(seconds)}"
        message += f", and {count - 1} more were put right like it" if count > 1 else ""
        reason = f" ({self.measured.evidence})." if self.measured.evidence else "."
        self.warnings.append(Problem(line, message + reason))

    def _source(self, draft: _Draft) -> str:
        """The section's Markdown.

        Times that the whole document proves wrong are written right, and an article's captions
        become emphasis, so that a lesson can be rendered and edited by itself.
        """
        start, end = draft.section.start, draft.section.end
        edits: list[tuple[int, int, str]] = []
        for offset, run, means in draft.runs() if draft.changed else ():
            if offset >= start and means != run.citations:
                times = " ".join(canonical(c.seconds) for c in means if c.seconds is not None)
                edits.append((offset, offset + run.end - run.start, times))
        for place, block in self.marked.items():
            if start <= place < end and not any(mark in block.content for mark in "*_`"):
                edits.append((place, block.end, f"*{block.content.strip()}*"))
        out = []
        at = start
        for left, right, replacement in sorted(edits):
            if left < at or right > end:
                continue
            out += [self.text[at:left], replacement]
            at = right
        out.append(self.text[at:end])
        return "".join(out).strip("\n").rstrip()


def _links(plain: Plain) -> Iterator[LinkRef]:
    for _, _, link in plain.links:
        yield LinkRef(link.target, link.label, fold_name(link.target.split("#", 1)[0]))
