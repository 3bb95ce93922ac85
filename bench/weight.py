"""What a page weighs as it is sent: its HTML, the style sheets and scripts that it asks for, and
the font that it loads ahead. Everything with the compression that a browser would get.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

from bench.load import TOKEN, Answer, Connection, Unexpected, Visit

STYLES = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPTS = re.compile(r'<script[^>]* src="([^"]+)"')
FONTS = re.compile(r'<link rel="preload" href="([^"]+)" as="font"')
IMPORTS = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
ACCEPTED = "br, gzip"


@dataclass(frozen=True)
class Weight:
    """Bytes of bodies, compressed; ``html_plain`` is what the page has before."""

    html: int
    html_plain: int
    css: int
    js: int
    font: int

    @property
    def total(self) -> int:
        return self.html + self.css + self.js + self.font


def weigh(place: Path, page: bytes) -> Weight:
    """Asks for the page and for all that it names."""
    door = Connection(place)
    try:
        answer = door.ask(page)
        text = _plain(answer).decode()
        styles = sum(_size(door, address) for address in STYLES.findall(text))
        scripts = _scripts(door, SCRIPTS.findall(text))
        fonts = sum(_size(door, address) for address in FONTS.findall(text))
        return Weight(len(answer.body), len(text.encode()), styles, scripts, fonts)
    finally:
        door.close()


def led_to(place: Path, visit: Visit) -> tuple[int, int]:
    """Bytes of the last page of a visit, packed and plain."""
    door = Connection(place)
    try:
        last = [door.ask(request) for request in visit][-1]
        return len(last.body), len(_plain(last))
    finally:
        door.close()


def request_of(path: str, *, session: str = "", form: str = "", encodings: str = "") -> bytes:
    """A request as a browser would make it, as bytes."""
    cookies = [f"csrftoken={TOKEN}"] if form or session else []
    cookies += [f"sessionid={session}"] if session else []
    lines = [
        f"{'POST' if form else 'GET'} {path} HTTP/1.1",
        "Host: bench",
        f"Accept-Encoding: {encodings}" if encodings else "",
        "Accept-Language: en-GB,en;q=0.5",
        f"Cookie: {'; '.join(cookies)}" if cookies else "",
        "Content-Type: application/x-www-form-urlencoded" if form else "",
        f"Content-Length: {len(form)}" if form else "",
    ]
    return ("\r\n".join(line for line in lines if line) + "\r\n\r\n" + form).encode()


def _plain(answer: Answer) -> bytes:
    kind = answer.headers.get("content-encoding", "")
    if kind == "br":
        import brotli

        return bytes(brotli.decompress(answer.body))
    return gzip.decompress(answer.body) if kind == "gzip" else answer.body


def _size(door: Connection, address: str) -> int:
    return len(_fetch(door, address).body)


def _fetch(door: Connection, address: str) -> Answer:
    answer = door.ask(request_of(address, encodings=ACCEPTED))
    if answer.status != 200:
        raise Unexpected(f"{address}: {answer.status}")
    return answer


def _scripts(door: Connection, addresses: list[str]) -> int:
    """Scripts with the modules that they import, each once."""
    seen: set[str] = set()
    waiting = list(addresses)
    total = 0
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = _fetch(door, address)
        total += len(answer.body)
        source = _plain(answer).decode()
        waiting += [normpath(join(dirname(address), one)) for one in IMPORTS.findall(source)]
    return total
