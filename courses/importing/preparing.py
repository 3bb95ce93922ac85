"""Reading and rendering, the dear part of an import, on every core of the machine.

Pure code: workers are processes of their own that know nothing of Django or of the database. They
are given texts and give back documents and HTML. Whether they are used changes no row: what they
cannot do (too few texts, one core, a worker that died) is done in this process instead.

Wikilinks are drawn with the name that they mean in place of an address, because only the database
knows the addresses: see ``lead``.
"""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any
from urllib.parse import quote, unquote

from courses.documents.hints import NO_HINTS, ReadingHints
from courses.documents.model import Document, DocumentError, Problem
from courses.documents.reader import fold_name, read_document
from courses.documents.rendering import render
from courses.documents.terms import NO_TERMS, Terms, terms_of
from courses.importing.collecting import collect_seldom

GROUP = 8
"""Texts that a worker is given at a time."""
GROUP_SIZE = 200_000
"""Characters of such a group, unless one text alone is longer: this bounds the memory."""
AHEAD = 24
"""Groups that all workers together have before them, so that none waits while rows are written.

That is 192 texts, three times what the importer writes at once; many workers get two groups each.
"""
PIPE = 1 << 20
"""Bytes of a pipe from or to a worker. Eight notes and their HTML have 200 kB."""
WORTH = 24
"""Texts below which starting workers (0.3 s) takes longer than they save."""
_ROOT = Path(__file__).parents[1]
_MARK = "#to:"
_MARKED = re.compile(rf'<a class="wiki" href="{_MARK}([^"]*)">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document, the HTML of each of its lessons, its wikilinks not yet led anywhere, its terms.

    The terms hold as long as its facts and links are those of the document: no person has edited
    one of its lessons.
    """

    document: Document
    pages: tuple[str, ...]
    terms: Terms = NO_TERMS


Result = Prepared | tuple[Problem, ...]
"""A document, or why it cannot be read."""
Outcome = Result | Exception | None
"""Or what our own code stumbled over; ``None`` where there was no text."""


def prepare(name: str, text: str, hints: ReadingHints = NO_HINTS) -> Result:
    try:
        document = read_document(text, name=name, hints=hints)
    except DocumentError as error:
        return error.problems
    if document.index:
        return Prepared(document, ())
    return Prepared(document, draw_lessons(document), terms_of(document))


def draw_lessons(document: Document) -> tuple[str, ...]:
    return tuple(
        draw(
            lesson.source,
            video_id=document.video_id,
            first_paragraph=lesson.first_paragraph,
            numbered=document.kind == "article",
        )
        for lesson in document.lessons
    )


def draw(source: str, *, video_id: str, first_paragraph: int, numbered: bool) -> str:
    """Safe HTML of a lesson, whose wikilinks hold names: give it to ``lead`` before it is shown."""
    return render(
        source,
        resolve=_mark,
        video_id=video_id,
        first_paragraph=first_paragraph,
        numbered=numbered,
    )


def _mark(target: str) -> str:
    name = fold_name(target.split("#", 1)[0])
    # Of ASCII nothing but letters, figures and spaces is left.
    return _MARK + (name.replace(" ", "%20") if name.isascii() else quote(name, safe=""))


def lead(page: str, resolve: Callable[[str], str | None]) -> str:
    """The HTML with addresses; ``resolve`` gives that of a folded name, or ``None`` for a term."""

    def replace(found: re.Match[str]) -> str:
        return link(found[2], resolve(unquote(found[1])))

    return _MARKED.sub(replace, page)


def link(label: str, address: str | None) -> str:
    """A wikilink as it is shown; ``label`` is HTML."""
    if address:
        return f'<a class="wiki" href="{escape(address)}">{label}</a>'
    return f'<span class="term">{label}</span>'


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


Text = tuple[str, str, ReadingHints]
"""A document's name and text, and what else is known of its video."""
Item = tuple[Any, Text | None]
"""Anything, and the document to read for it."""


def prepare_all(
    items: Iterable[Item], *, workers: int | None = None
) -> Iterator[tuple[Any, Outcome]]:
    """Each item's thing with its document, in order.

    A bounded number of texts is in memory at a time. ``workers`` is for tests; by itself there is
    one for each core, where there are texts enough.
    """
    groups = _groups(items)
    first: list[list[Item]] = []
    count = 0
    if workers is None:
        workers = cores()
        workers = 0 if workers == 1 else workers
        for group in groups if workers else ():
            first.append(group)
            count += sum(text is not None for _, text in group)
            if count >= WORTH:
                break
        else:
            workers = 0
    with _team(workers) as team:
        yield from _shared_out(chain(first, groups), team)


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item[1][1]) if item[1] else 0
        if len(group) >= GROUP or size >= GROUP_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _shared_out(
    groups: Iterable[list[Item]], team: Sequence[_Worker]
) -> Iterator[tuple[Any, Outcome]]:
    waiting: deque[tuple[list[Item], _Worker | None]] = deque()
    number = 0
    ahead = max(AHEAD, 2 * len(team)) if team else 0
    for group in groups:
        texts = [text for _, text in group if text]
        worker = team[number % len(team)] if team and texts else None
        if worker:
            number += 1
            worker.give(texts)
        waiting.append((group, worker))
        if len(waiting) > ahead:
            yield from _finish(*waiting.popleft())
    while waiting:
        yield from _finish(*waiting.popleft())


def _finish(group: list[Item], worker: _Worker | None) -> Iterator[tuple[Any, Outcome]]:
    taken = iter(worker.take() if worker else ())
    for thing, text in group:
        if text is None:
            yield thing, None
            continue
        found: Outcome = next(taken, None)
        if found is None:
            # What a worker could not do is done here, where an error shows where it comes from.
            try:
                found = prepare(*text)
            except Exception as error:
                found = error
        yield thing, found


class _Worker:
    """A process that prepares texts. Its input ends when this process does, and so it ends too."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None
        command = [sys.executable, "-c", "from courses.importing.preparing import work; work()"]
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        try:
            self.process = subprocess.Popen(  # noqa: S603
                command,
                env={**os.environ, "PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        except OSError:
            self.process = None
        else:
            for stream in (self.process.stdin, self.process.stdout):
                _widen(stream)

    def give(self, texts: list[Text]) -> None:
        if self.process and self.process.stdin:
            try:
                pickle.dump(texts, self.process.stdin, pickle.HIGHEST_PROTOCOL)
                self.process.stdin.flush()
            except OSError:
                self.stop()

    def take(self) -> list[Result | None]:
        """The results of the oldest texts given; nothing if the worker is no more."""
        if self.process and self.process.stdout:
            try:
                found: list[Result | None] = pickle.load(self.process.stdout)  # noqa: S301
            except (OSError, EOFError, pickle.UnpicklingError):
                self.stop()
            else:
                return found
        return []

    def stop(self) -> None:
        process, self.process = self.process, None
        if process:
            process.kill()
            for stream in (process.stdin, process.stdout):
                if stream:
                    # Closing writes what is left, to nobody.
                    try:
                        stream.close()
                    except OSError:
                        continue
            process.wait()


def _widen(stream: IO[bytes] | None) -> None:
    """Lets a pipe hold a whole group, where the system can: Linux gives it 64 kB, a third of one.

    The rest would wait until the worker's other thread lets go of Python, for each piece anew.
    """
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    with suppress(OSError):
        fcntl(stream, F_SETPIPE_SZ, PIPE)  # type: ignore[arg-type]


@contextmanager
def _team(count: int) -> Iterator[list[_Worker]]:
    with ExitStack() as stack:
        team = []
        for _ in range(count):
            worker = _Worker()
            stack.callback(worker.stop)
            team.append(worker)
        yield team


def work() -> None:
    """What a worker does: texts come in, results go out, until there is nobody to give them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # told to the terminal's whole group
    collect_seldom()
    groups: SimpleQueue[list[Text] | None] = SimpleQueue()
    results: SimpleQueue[bytes | None] = SimpleQueue()
    # Always reading, so that whoever gives a text never waits for one who waits for them; and never
    # waiting until a result is taken, which may be after rows were written.
    Thread(target=_receive, args=(groups,), daemon=True).start()
    sender = Thread(target=_send, args=(results,), daemon=True)
    sender.start()
    while (texts := groups.get()) is not None:
        results.put(pickle.dumps([_attempt(*text) for text in texts], pickle.HIGHEST_PROTOCOL))
    results.put(None)
    sender.join()


def _send(results: SimpleQueue[bytes | None]) -> None:
    out = sys.stdout.buffer
    while (result := results.get()) is not None:
        try:
            out.write(result)
            out.flush()
        except OSError:
            os._exit(1)


def _receive(groups: SimpleQueue[list[Text] | None]) -> None:
    try:
        while True:
            groups.put(pickle.load(sys.stdin.buffer))  # noqa: S301
    except (OSError, EOFError, pickle.UnpicklingError):
        groups.put(None)


def _attempt(name: str, text: str, hints: ReadingHints) -> Result | None:
    try:
        return prepare(name, text, hints)
    except Exception:
        return None
