"""The parser's matrices, multiplied by numpy: twice as fast as spaCy's own library does it.

A library that multiplies fast rounds a row by its place among the others, so that the parse of a
sentence could hang on its neighbours, once in ten thousand. Rows are therefore taken in blocks of a
size at which every row is treated alike; where a machine's numpy has no such size, spaCy's own
library does the work.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

BLOCK = 16  # rows
_SHAPES = ((288, 288), (576, 288), (96, 1024), (96, 50))  # such as the model's: inputs, outputs


def operations() -> Any:
    """What spaCy's networks calculate with."""
    # One thread: the matrices are so small that more of them mostly wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    own = importlib.import_module("thinc.api").NumpyOps()
    if not is_steady():
        return own
    others = own.gemm

    def gemm(x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        if out is None and trans2 and not trans1:
            return product(x, y)
        return others(x, y, out=out, trans1=trans1, trans2=trans2)

    own.gemm = gemm
    return own


def product(rows: Any, weights: Any) -> Any:
    """Each row (n, inputs) times the weights (outputs, inputs): (n, outputs), all float32."""
    numpy = importlib.import_module("numpy")
    count, inputs = rows.shape
    blocks = -(-count // BLOCK)
    if count % BLOCK:
        filled = numpy.zeros((blocks * BLOCK, inputs), dtype=rows.dtype)
        filled[:count] = rows
        rows = filled
    columns = rows.reshape(blocks, BLOCK, inputs).transpose(0, 2, 1)
    found = numpy.matmul(weights[None], columns).transpose(0, 2, 1)
    return numpy.ascontiguousarray(found.reshape(blocks * BLOCK, len(weights)))[:count]


def is_steady() -> bool:
    """Whether a row comes out the same to the bit wherever it stands and whatever stands beside."""
    numpy = importlib.import_module("numpy")
    draw = numpy.random.default_rng(0)
    for inputs, outputs in _SHAPES:
        weights = draw.standard_normal((outputs, inputs), dtype="float32")
        row = draw.standard_normal((1, inputs), dtype="float32")
        many = draw.standard_normal((5 * BLOCK, inputs), dtype="float32")
        many[BLOCK - 1 :] = row
        alone = product(row, weights)
        if not (product(many, weights)[BLOCK - 1 :] == alone).all():
            return False
        if not (product(numpy.repeat(row, BLOCK, 0), weights) == alone).all():
            return False
    return True
