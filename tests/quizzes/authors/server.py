"""A server of the chat protocol on this machine that behaves as a test wants it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behaviour = Callable[["Caller"], None]


@dataclass
class Call:
    """What one request brought."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def sentence(self) -> str:
        """The sentence that is asked about."""
        return str(self.data["sentence"])

    @property
    def data(self) -> dict[str, Any]:
        user = self.body["messages"][1]["content"]
        return dict(json.loads(user.split("\n", 1)[1].rsplit("\n", 1)[0]))


class Caller(BaseHTTPRequestHandler):
    """The handler, with short ways to answer."""

    server: Server
    call: Call

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        self.call = Call(self.path, dict(self.headers), json.loads(raw))
        with self.server.lock:
            self.server.calls.append(self.call)
        try:
            self.server.behaviour(self)
        except OSError:  # the other side hung up
            self.close_connection = True

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def say(self, content: str, *, finish: str = "stop", usage: Any = None) -> None:
        """A chat completion with this content."""
        answer = {
            "choices": [{"message": {"content": content}, "finish_reason": finish}],
            "usage": {"prompt_tokens": 300, "completion_tokens": 60} if usage is None else usage,
        }
        self.send(200, json.dumps(answer).encode(), Content_Type="application/json")

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), Caller)
        self.behaviour = behaviour
        self.calls: list[Call] = []
        self.lock = threading.Lock()

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a connection that was hung up is what some tests are about

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Server]:
    with Server(behaviour) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Script:
    """Answers by the sentence that is asked about; {"answerable": false} for all others."""

    replies: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, caller: Caller) -> None:
        caller.say(json.dumps(self.replies.get(caller.call.sentence, NOTHING)))


NOTHING = {"answerable": False, "stem": "", "key": "", "wrong": [], "evidence": ""}
