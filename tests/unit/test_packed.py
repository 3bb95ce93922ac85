"""Pages of people are packed, and their lengths tell nothing."""

from __future__ import annotations

import gzip

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.packed import PackedPagesMiddleware

PAGE = b"<p>A sentence of its own.</p>" * 100


def answered(response: HttpResponse, accepted: str = "gzip, br") -> HttpResponse:
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    packed = PackedPagesMiddleware(lambda request: response)(request)
    assert isinstance(packed, HttpResponse)
    return packed


def test_a_page_comes_back_as_it_was() -> None:
    response = answered(HttpResponse(PAGE))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == PAGE
    assert int(response["Content-Length"]) == len(response.content) < len(PAGE) / 5
    assert response["Vary"] == "Accept-Encoding"


def test_lengths_differ_from_time_to_time() -> None:
    assert len({len(answered(HttpResponse(PAGE)).content) for _ in range(20)}) > 3


def test_what_is_small_packed_already_or_no_text_stays() -> None:
    for response in (
        HttpResponse(b"short"),
        HttpResponse(PAGE, headers={"Content-Encoding": "br"}),
        HttpResponse(PAGE, content_type="image/webp"),
    ):
        before = response.content
        assert answered(response).content == before
    assert answered(HttpResponse(PAGE), accepted="br").content == PAGE


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "br", "*;q=0", "gzip ; Q=0.00"])
def test_who_takes_no_gzip_gets_none(accepted: str) -> None:
    response = answered(HttpResponse(PAGE), accepted)
    assert "Content-Encoding" not in response
    assert response.content == PAGE
    assert response["Vary"] == "Accept-Encoding"
