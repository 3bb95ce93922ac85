"""What reading and rendering one note costs, stage by stage, beside the floor of the import.

Processor milliseconds a note, the least of several rounds in one process: the floor is
markdown-it-py alone rendering the same notes. Run it with `python -m bench.reading_bench`, on notes
of our own or on the documents of a folder (--folder).
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

from bench.corpus import corpus
from courses.documents.model import DocumentError
from courses.documents.reader import decode, read_document
from courses.documents.terms import terms_of
from courses.importing.preparing import Prepared, draw_lessons, prepare

ROUNDS = 5
LONGEST = 100_000
"""Characters. A folder's longer documents are left out: one would outweigh all others."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=150)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    notes = list(texts(options.folder) if options.folder else corpus(options.notes))
    floor = MarkdownIt("commonmark", {"html": True}).enable("table")
    every = [one for name, text in notes if (one := prepared(name, text))]
    stages: dict[str, Iterable[Callable[[], object]]] = {
        "floor": [partial(floor.render, text) for _, text in notes],
        "all of it": [partial(prepare, name, text) for name, text in notes],
        "  reading": [partial(read_document, text, name=name) for name, text in notes],
        "  rendering": [partial(draw_lessons, one.document) for one in every],
        "  terms": [partial(terms_of, one.document) for one in every],
        "handing over": [partial(hand_over, one) for one in every],
    }
    least = dict.fromkeys(stages, float("inf"))
    for _ in range(ROUNDS):
        for stage, work in stages.items():
            start = time.process_time()
            for step in work:
                step()
            least[stage] = min(least[stage], (time.process_time() - start) / len(notes) * 1000)
    print(f"{len(notes)} documents, processor milliseconds each")
    for stage, cost in least.items():
        print(f"{stage:14} {cost:6.2f}  {cost / least['floor']:5.2f} x floor")


def hand_over(one: Prepared) -> None:
    """From a worker to the process that writes."""
    pickle.loads(pickle.dumps(one, pickle.HIGHEST_PROTOCOL))  # noqa: S301


def prepared(name: str, text: str) -> Prepared | None:
    found = prepare(name, text)
    return found if isinstance(found, Prepared) else None


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """The documents of a folder that can be read."""
    for path in sorted(folder.rglob("*.md")):
        try:
            text = decode(path.read_bytes())
            read_document(text, name=path.name)
        except DocumentError:
            continue
        if len(text) < LONGEST:
            yield path.name, text


if __name__ == "__main__":
    main()
