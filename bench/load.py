"""A small load generator: raw requests over kept connections to a server's socket, timed.

It reads no more of an answer than its length, so that what it costs itself is small and the same
for every page. Standard library alone.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TOKEN = "a" * 32
"""Cross-site token of all requests: the cookie and the form hold the same."""


class Unexpected(Exception):
    """The server answered otherwise than the measured page should."""


@dataclass
class Timed:
    """Seconds of each request, and of all together by the clock."""

    each: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def median(self) -> float:
        """Milliseconds."""
        return 1000 * sorted(self.each)[len(self.each) // 2] if self.each else 0.0


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


Visit = tuple[bytes, ...]
"""Requests one after another: a page, or a form and the page that it leads to."""


class Connection:
    """One kept connection."""

    def __init__(self, place: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(30)
        self.socket.connect(str(place))

    def ask(self, request: bytes) -> Answer:
        self.socket.sendall(request)
        held = b""
        while (end := held.find(b"\r\n\r\n")) < 0:
            more = self.socket.recv(65536)
            if not more:
                raise Unexpected(f"No answer to {request[:80]!r}")
            held += more
        first, *lines = held[:end].decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        status = int(first.split(" ")[1])
        body = held[end + 4 :]
        if status == 304:
            return Answer(status, headers, b"")
        length = int(headers["content-length"])
        parts = [body]
        missing = length - len(body)
        while missing > 0:
            more = self.socket.recv(min(missing, 262144))
            if not more:
                raise Unexpected("The answer broke off.")
            parts.append(more)
            missing -= len(more)
        return Answer(status, headers, b"".join(parts))

    def close(self) -> None:
        self.socket.close()


def burst(
    place: Path, visits: Iterator[Visit], *, connections: int, seconds: float, status: int
) -> Timed:
    """Visits over ``connections`` at once for so many seconds, or until no visit is left.

    A visit is timed as a whole. Raises Unexpected when the answer to its first request has another
    status than ``status``, or to a later one than 200.
    """
    timed = Timed()
    lock = threading.Lock()
    wrong: list[str] = []
    doors = [Connection(place) for _ in range(connections)]
    begin = time.perf_counter()
    until = begin + seconds

    def work(door: Connection) -> None:
        own: list[float] = []
        while time.perf_counter() < until:
            with lock:
                visit = next(visits, None)
            if visit is None:
                break
            start = time.perf_counter()
            answers = [door.ask(request) for request in visit]
            own.append(time.perf_counter() - start)
            for place, answer in enumerate(answers):
                if answer.status != (200 if place else status):
                    wrong.append(
                        f"{answer.status} for {visit[place][:120]!r}: {answer.body[:200]!r}"
                    )
            if wrong:
                break
        with lock:
            timed.each += own

    if connections == 1:
        work(doors[0])
    else:
        threads = [threading.Thread(target=work, args=(door,)) for door in doors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    timed.seconds = time.perf_counter() - begin
    for door in doors:
        door.close()
    if wrong:
        raise Unexpected(wrong[0])
    return timed
