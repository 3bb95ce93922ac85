"""One POST over HTTP, bounded in everything: time, size, headers. No redirects, no proxies.

The standard library's client is used bare, since every comfort of the others (redirects, unpacking,
proxies from the environment) is something that a bad server could use.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from .refusals import BROKEN, LATE, PACKED, TOO_LARGE, UNREACHABLE, Refused

MOST_BYTES = 256 * 1024  # of a reply
_CHUNK = 16 * 1024


@dataclass(frozen=True)
class Answer:
    """``headers`` by lower-case name. Of a refusal (no 200) the body is not read."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Line:
    """A connection that is cut at a moment, whatever it waits for: single reads have their own
    time limit only, which a server that sends a byte a second never exceeds."""

    def __init__(self, seconds: float) -> None:
        self.deadline = time.monotonic() + seconds
        self.cut = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def __enter__(self) -> _Line:
        self._timer.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()

    def left(self) -> float:
        return max(0.001, self.deadline - time.monotonic())

    def open(self, host: str, port: int, *, encrypted: bool) -> socket.socket:
        self._socket = socket.create_connection((host, port), timeout=self.left())
        if self.cut:  # several addresses were tried, each with the time that was left at first
            raise TimeoutError
        if encrypted:
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(
                self._socket, server_hostname=host, do_handshake_on_connect=False
            )
            self._socket = wrapped
            wrapped.settimeout(self.left())
            wrapped.do_handshake()
        return self._socket

    def _hang_up(self) -> None:
        self.cut = True
        if self._socket is not None:
            with suppress(OSError):  # it is closed already
                # Below the encryption: another thread may be reading through that.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float) -> Answer:
    """Raises ``Refused`` for everything but a whole answer in time."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    encrypted = parts.scheme == "https"
    port = parts.port or (443 if encrypted else 80)
    with _Line(seconds) as line:
        try:
            sock = line.open(host, port, encrypted=encrypted)
        except (OSError, ValueError) as error:  # refused, unknown, not certified
            late = line.cut or isinstance(error, TimeoutError)
            raise Refused(LATE if late else UNREACHABLE) from None
        client = HTTPConnection(host, port, timeout=line.left())
        client.sock = sock
        try:
            client.request("POST", parts.path, body=body, headers=dict(headers))
            response = client.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            content = _body(response, found, line) if response.status == 200 else b""
        except (OSError, HTTPException, ValueError):
            late = line.cut or time.monotonic() >= line.deadline
            raise Refused(LATE if late else BROKEN) from None
        finally:
            client.close()
        if line.cut:
            raise Refused(LATE)
        return Answer(response.status, found, content)


def _body(response: HTTPResponse, headers: Mapping[str, str], line: _Line) -> bytes:
    if headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Refused(PACKED)
    parts: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        size += len(chunk)
        if size > MOST_BYTES:
            raise Refused(TOO_LARGE)
        if time.monotonic() >= line.deadline:
            raise Refused(LATE)
        parts.append(chunk)
    if response.length:  # it promised more than it sent
        raise Refused(LATE if line.cut else BROKEN)
    return b"".join(parts)
