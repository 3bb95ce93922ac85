"""How fast key facts become questions, beside spaCy alone parsing the same sentences.

The floor is spaCy as its manual shows it: the model as it comes, `nlp.pipe` over the texts of the
facts with the model's own batch size, one process. Parsing, reading, forms, gates and ranking have
to fit into a small multiple of it. Floor and questions take turns, each time in a fresh process
that has loaded the model and seen nothing of the texts: neither profits from what the other has
learned. What is printed is the least of the turns, by the clock and by the seconds of all
processors together; other work on the machine changes the latter less.

Run it with `make bench-questions` (N=…, notes of `bench.corpus`, beside the two documents of the
demonstration); `--folder` reads notes of your own instead.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from bench.corpus import corpus
from courses.documents.reader import decode, read_document
from quizzes.generation import SourceFact, generate
from quizzes.parsing import MODEL, load_model, parse_texts
from quizzes.rating.documents import facts_of, read_folder

ROOT = Path(__file__).parents[1]
HEAD = (
    "processes  facts  questions  spaCy s  ours s  facts/s  ours/spaCy  all processors: spaCy s"
    "  ours s  ours/spaCy"
)


# How many questions there are, and a fingerprint of all that was made and refused.
Said = tuple[int, str]
Work = Callable[[], Said]


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of all processors, and what the work said of itself."""

    wall: float
    processor: float
    said: Said


def made_facts(notes: int) -> list[SourceFact]:
    """The facts of the made notes and of the demonstration's documents."""
    seeds = [
        (path.name, decode(path.read_bytes()))
        for path in sorted((ROOT / "seeds").glob("*.md"))
        if path.name != "README.md"
    ]
    return [
        fact
        for name, text in (*seeds, *corpus(notes))
        for fact in facts_of(read_document(text, name=name), name)
    ]


def spacy_alone(facts: Sequence[SourceFact]) -> Work:
    """Loads the model as it comes; the work is its own pipeline over all texts."""
    model = importlib.import_module(MODEL).load()
    texts = [fact.text for fact in facts]

    def work() -> Said:
        for _ in model.pipe(texts):
            pass
        return 0, ""

    return work


def questions(facts: Sequence[SourceFact], workers: int) -> Work:
    """Loads the parser; the work is all that makes questions of the facts."""
    load_model()

    def work() -> Said:
        parses = parse_texts([fact.text for fact in facts], workers=workers)
        found = generate(facts, {fact.id: one for fact, one in zip(facts, parses, strict=True)})
        return len(found.published), hashlib.sha256(repr(found).encode()).hexdigest()

    return work


def measured(prepare: Callable[[], Work]) -> Cost:
    """What the work costs in a new process, once that process is prepared."""
    context = get_context("spawn")  # words hash differently in each: no order may hang on that
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(prepare, there))
    process.start()
    there.close()
    cost = here.recv()
    process.join()
    assert isinstance(cost, Cost)  # noqa: S101
    return cost


def _measure(prepare: Callable[[], Work], to: Connection) -> None:
    work = prepare()
    before, start = _processor(), time.perf_counter()
    said = work()
    to.send(Cost(time.perf_counter() - start, _processor() - before, said))


def _processor() -> float:
    """Seconds of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=60, help="made notes")
    parser.add_argument("--folder", type=Path, help="notes to read instead of the made ones")
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    facts = read_folder(given.folder).facts if given.folder else made_facts(given.notes)
    print(HEAD)
    prints = set()
    for workers in sorted({1, os.cpu_count() or 1}):
        floors, ours = [], []
        for _ in range(given.turns):
            floors.append(measured(partial(spacy_alone, facts)))
            ours.append(measured(partial(questions, facts, workers)))
        prints |= {one.said for one in ours}
        least, wall = (min(one.wall for one in ones) for ones in (floors, ours))
        least_busy, busy = (min(one.processor for one in ones) for ones in (floors, ours))
        print(
            f"{workers:9}  {len(facts):5}  {ours[0].said[0]:9}  {least:7.1f}  {wall:6.1f}"
            f"  {len(facts) / wall:7.0f}  {wall / least:10.2f}"
            f"  {least_busy:23.1f}  {busy:6.1f}  {busy / least_busy:10.2f}",
            flush=True,
        )
    print("The same to the byte." if len(prints) == 1 else "DIFFERENT from run to run.")


if __name__ == "__main__":
    main()
