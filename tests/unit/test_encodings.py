"""Browsers say which encodings they take, and how gladly."""

from __future__ import annotations

import pytest

from config.encodings import best_encoding


@pytest.mark.parametrize(
    ("header", "best"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP;Q=1.0", "gzip"),
        ("br;q=0.2, gzip;q=0.9", "gzip"),
        ("br;q=0.9, gzip;q=0.9", "br"),
        ("br ; q=0, gzip", "gzip"),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("*;q=0, gzip;q=0.001", "gzip"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("identity;q=0.5, gzip;q=0.4", ""),
        ("identity, gzip", "gzip"),
        ("gzip;level=1;q=0", ""),
        ("", ""),
        ("identity", ""),
        ("*;q=0", ""),
        ("identity;q=0", ""),
        ("gzip;q=0, br;q=0.000", ""),
        ("gzip;q=abc", ""),
        ("gzip;q=2", ""),
        ("gzip;q=", ""),
        ("not-gzip, brotli", ""),
        (",;,", ""),
        ("gzip," + "x" * 10_000, ""),
    ],
)
def test_the_best_of_ours_that_is_taken(header: str, best: str) -> None:
    assert best_encoding(header, ("br", "gzip")) == best
