"""How fast key facts become questions, beside spaCy alone parsing the same sentences.

The floor is spaCy's own `nlp.pipe` over the texts of the facts, measured in the same run right
before. Parsing, reading, forms, gates, ranking: everything has to fit into a small multiple of it.

Run it with `make bench-questions` (N=…, notes of `bench.corpus`, beside the two documents of the
demonstration). The seconds of all processors together are shown too: other work on the machine
changes them less.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.corpus import corpus
from courses.documents.reader import decode, read_document
from quizzes.generation import Generation, SourceFact, generate
from quizzes.parsing import BATCH, load_model, parse_texts

ROOT = Path(__file__).parents[1]
HEAD = (
    "processes  facts  questions  spaCy s  ours s  facts/s  ours/spaCy  all processors: ours/spaCy"
)


def facts_of(name: str, text: str) -> list[SourceFact]:
    """The facts of one document as the generator reads them."""
    document = read_document(text, name=name)
    return [
        SourceFact(
            id=f"{name}/{fact.key}",
            text=fact.text,
            lesson=f"{name}/{lesson.key}",
            module=name,
            title=document.title,
            heading=fact.heading,
            lead_in=fact.lead_in,
            terms=tuple(fact.terms),
            seconds=fact.citations[0].seconds if fact.citations else None,
            paragraph=fact.paragraph,
            position=fact.position,
        )
        for lesson in document.lessons
        for fact in lesson.facts
    ]


def all_facts(notes: int) -> list[SourceFact]:
    """The facts of the made notes and of the demonstration's documents."""
    seeds = [
        (path.name, decode(path.read_bytes()))
        for path in sorted((ROOT / "seeds").glob("*.md"))
        if path.name != "README.md"
    ]
    return [fact for name, text in (*seeds, *corpus(notes)) for fact in facts_of(name, text)]


def questions_of(facts: list[SourceFact], workers: int) -> Generation:
    parses = parse_texts([fact.text for fact in facts], workers=workers)
    return generate(facts, {fact.id: one for fact, one in zip(facts, parses, strict=True)})


def floor(texts: list[str]) -> None:
    for _ in load_model().pipe(texts, batch_size=BATCH):
        pass


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Wall seconds, seconds of all processors, and what the work gave."""
    before, start = _processor(), time.perf_counter()
    found = work()
    return time.perf_counter() - start, _processor() - before, found


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=60)
    facts = all_facts(parser.parse_args().notes)
    texts = [fact.text for fact in facts]
    floor(texts[:BATCH])  # loads the model: neither side is charged for it
    print(HEAD)
    prints = set()
    for workers in (1, os.cpu_count() or 1):
        least, least_processor, _ = timed(partial(floor, texts))
        wall, processor, found = timed(partial(questions_of, facts, workers))
        assert isinstance(found, Generation)  # noqa: S101
        prints.add(hashlib.sha256(repr(found).encode()).hexdigest())
        print(
            f"{workers:9}  {len(facts):5}  {len(found.published):9}  {least:7.1f}  {wall:6.1f}"
            f"  {len(facts) / wall:7.0f}  {wall / least:10.2f}"
            f"  {processor / least_processor:27.2f}"
        )
    print("The same to the byte." if len(prints) == 1 else "DIFFERENT from run to run.")


if __name__ == "__main__":
    main()
