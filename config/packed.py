"""Pages of people are packed for the way, as those of strangers are (``config.stored``).

Packed pages let an attacker who can put words into a page guess at secrets beside them from the
length alone. Django masks its tokens anew each time, and here a random length is added as Django's
own middleware does; that one packs more slowly.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from gzip import GzipFile
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from config.encodings import best_encoding

GetResponse = Callable[[HttpRequest], HttpResponseBase]
KINDS = ("text/html", "application/json")
LEAST = 1_000
"""Bytes below which packing gains nothing."""
LEVEL = 2
MOST_NOISE = 100


class PackedPagesMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or "Content-Encoding" in response:
            return response
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind not in KINDS or len(response.content) < LEAST:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        if not best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), ["gzip"]):
            return response
        response.content = _packed(response.content)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        if "ETag" in response:
            response["ETag"] = "W/" + response["ETag"].removeprefix("W/")
        return response


def _packed(content: bytes) -> bytes:
    noise = "x" * secrets.randbelow(MOST_NOISE)
    out = BytesIO()
    with GzipFile(filename=noise, mode="wb", compresslevel=LEVEL, fileobj=out, mtime=0) as packer:
        packer.write(content)
    return out.getvalue()
