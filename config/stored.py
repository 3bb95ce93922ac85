"""Pages of strangers, stored as they were sent and sent again until the content changes.

A view says by ``@stored`` that its page is the same for everybody who is not logged in, or by
``@still`` that it is made of templates alone. Then the page is kept, compressed, beside the content
stamp (``config.stamp``) that was read before it was made; the next stranger costs one query for the
stamp and no view. Nobody with a session is ever given such a page, and a page is stored only if
it is whole and nobody's own: see ``_may_be_stored``.

Browsers and proxies may keep the page too, but ask each time whether it is still the one (ETag).
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language_from_request

from config.encodings import best_encoding
from config.stamp import read_stamp, stamp_of
from config.versions import code_version

try:
    import brotli
except ImportError:  # gzip does
    brotli = None

GetResponse = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., Any])
T = TypeVar("T")
CACHE = "pages"
QUERY = {
    "page": re.compile(r"[1-9][0-9]{0,3}"),
    "kind": re.compile(r"video|article"),
    "t": re.compile(r"0|[1-9][0-9]{0,4}"),
}
"""What may stand behind a stored page's address, each once, where its view reads it.

With anything else the page is made anew each time: else whoever makes up addresses would fill the
store, and drive out of it what others ask for.
"""
BROTLI_QUALITY, GZIP_LEVEL = 6, 6
OWN_HEADERS = {"content-length", "content-encoding", "etag"}
KEPT_HEADERS = ("Cache-Control", "Vary", "ETag", "Content-Security-Policy", "Content-Language")
"""What an answer without a body repeats."""


def stored(*, reads: Collection[str] = ()) -> Callable[[View], View]:
    """The view's page may be stored for strangers while the content stamp stays.

    ``reads`` are the names in the address (of ``QUERY``) that the page depends on. A view that
    finds nothing under what it reads, the 900th page of two, says ``keep_out``.
    """

    def mark(view: View) -> View:
        view.is_stored, view.reads = True, frozenset(reads)  # type: ignore[attr-defined]
        return view

    return mark


def keep_out(request: HttpRequest) -> None:
    """This page is not stored: its address asks for what there is not."""
    request.stored_stamp = None  # type: ignore[attr-defined]


def still(view: View) -> View:
    """The view's page is the same for all strangers as long as the code is."""
    view.is_still = True  # type: ignore[attr-defined]
    return view


def paged(request: HttpRequest, pages: Paginator[T]) -> Page[T]:
    """The page of a list that ``?page=`` names, else the nearest there is, which is not stored."""
    asked = request.GET.get("page")
    page = pages.get_page(asked)
    if asked is not None and asked != str(page.number):
        keep_out(request)
    return page


@dataclass(frozen=True)
class Stored:
    """A page as it was sent. ``stamp`` is empty for a still page; ``bodies`` by encoding."""

    stamp: str
    tag: str
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]


class StoredPagesMiddleware:
    """Stands where it sees an answer whole, with the headers of all that stand further in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = _key(request) if settings.STORED_PAGES else ""
        if not key:
            return self.get_response(request)
        cache = caches[CACHE]
        kept: Stored | None = cache.get(key)
        if kept is not None and (not kept.stamp or kept.stamp == read_stamp()):
            return _answer(request, kept)
        request.stored_stamp = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        stamp: str | None = request.stored_stamp  # type: ignore[attr-defined]
        if stamp is None or not _may_be_stored(request, response):
            return response
        page = _store(response, stamp)
        cache.set(key, page)
        return _answer(request, page)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Reads the stamp before the view reads rows: what changes meanwhile counts as later."""
        if not hasattr(request, "stored_stamp"):
            return
        if getattr(view, "is_still", False) and not request.GET:
            request.stored_stamp = ""
        elif getattr(view, "is_stored", False) and request.GET.keys() <= view.reads:  # type: ignore[attr-defined]
            request.stored_stamp = stamp_of(request) or None


def _key(request: HttpRequest) -> str:
    """Of a request that a stored page may answer; empty for all others."""
    cookies = request.COOKIES
    if request.method != "GET" or settings.SESSION_COOKIE_NAME in cookies or "messages" in cookies:
        return ""
    if "HTTP_AUTHORIZATION" in request.META:
        return ""
    query = request.META.get("QUERY_STRING", "")
    if query:
        pairs = _pairs(query)
        if len({name for name, _ in pairs}) != len(pairs):
            return ""
        if not all(name in QUERY and QUERY[name].fullmatch(value) for name, value in pairs):
            return ""
    words = (
        code_version(),
        request.scheme or "",
        # Pages name no port, and strangers may write any.
        split_domain_port(request.get_host())[0],
        get_language_from_request(request),
        request.path,
        query,
    )
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _pairs(query: str) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (one.partition("=") for one in query.split("&"))]


def _may_be_stored(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A whole page that sets no cookie, holds no token or nonce, and was made for nobody."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return False
    session = getattr(request, "session", None)
    if session is None or session.modified or not session.is_empty():
        return False
    user = getattr(request, "user", None)
    if user is None or user.is_authenticated:
        return False
    if getattr(getattr(request, "_messages", None), "added_new", False):
        return False
    if "'nonce-" in response.get("Content-Security-Policy", ""):
        return False
    control = response.get("Cache-Control", "")
    return not any(word in control for word in ("private", "no-store"))


def _store(response: HttpResponseBase, stamp: str) -> Stored:
    assert isinstance(response, HttpResponse)  # noqa: S101  # not streaming: see above
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    if "Cache-Control" not in response:
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    plain = response.content
    headers = tuple(
        (name, value) for name, value in response.items() if name.lower() not in OWN_HEADERS
    )
    bodies = {"gzip": gzip.compress(plain, GZIP_LEVEL, mtime=0)}
    if brotli is not None:
        bodies["br"] = brotli.compress(plain, quality=BROTLI_QUALITY)
    return Stored(stamp, hashlib.sha256(plain).hexdigest()[:24], headers, bodies)


def _answer(request: HttpRequest, page: Stored) -> HttpResponse:
    ours = [one for one in ("br", "gzip") if one in page.bodies]
    encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""), ours)
    tag = f'"{page.tag}-{encoding or "plain"}"'
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    if known and (tag in {one.removeprefix("W/") for one in known} or "*" in known):
        response: HttpResponse = HttpResponseNotModified()
        for name, value in page.headers:
            if name in KEPT_HEADERS:
                response[name] = value
    else:
        body = page.bodies[encoding] if encoding else gzip.decompress(page.bodies["gzip"])
        response = HttpResponse(body)
        for name, value in page.headers:
            response[name] = value
        if encoding:
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
    response["ETag"] = tag
    return response
