"""A row times the weights comes out the same to the bit, alone and among any others."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from quizzes.parsing import MODEL, matrices, parse_texts
from quizzes.parsing.matrices import BLOCK, operations, product

numpy: Any = importlib.import_module("numpy")


def drawn(rows: int, columns: int) -> Any:
    return numpy.random.default_rng(rows).standard_normal((rows, columns), dtype="float32")


@pytest.mark.parametrize("rows", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 3])
def test_the_product_is_right(rows: int) -> None:
    left, right = drawn(rows, 96), drawn(50, 96)
    found = product(left, right)
    assert found.shape == (rows, 50)
    assert found.flags.c_contiguous
    assert numpy.allclose(found, left.astype("float64") @ right.T.astype("float64"), atol=1e-3)


def test_a_row_does_not_hang_on_its_neighbours() -> None:
    if not matrices.is_steady():
        pytest.skip("numpy has no steady block on this machine: spaCy's own library is used")
    left, right = drawn(100, 288), drawn(288, 288)
    whole = product(left, right)
    for first, last in ((0, 1), (7, 8), (15, 40), (99, 100)):
        assert (product(left[first:last], right) == whole[first:last]).all()


def test_where_numpy_is_not_steady_spacy_calculates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrices, "is_steady", lambda: False)
    assert "gemm" not in vars(operations())
    monkeypatch.setattr(matrices, "is_steady", lambda: True)
    assert "gemm" in vars(operations())


def test_rounding_by_place_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    steady = product

    def by_place(rows: Any, weights: Any) -> Any:
        found = steady(rows, weights).copy()
        found[1::2] = numpy.nextafter(found[1::2], numpy.float32(1e9))
        return found

    monkeypatch.setattr(matrices, "product", by_place)
    assert not matrices.is_steady()


def test_a_parse_does_not_hang_on_the_texts_around_it() -> None:
    texts = [f"Lund built {n} ships in {1900 + n}, of which Velby kept {n % 7}." for n in range(40)]
    together = parse_texts(texts)
    assert [parse_texts([text])[0] for text in texts] == together
    own = importlib.import_module(MODEL).load()
    assert [[one.dep_ for one in doc] for doc in own.pipe(texts)] == [
        [one.dep for one in parse.tokens] for parse in together
    ]
