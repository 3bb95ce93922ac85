"""One call to a language model's server, however badly that behaves."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate

import pytest

from config.language_model import LanguageModel
from quizzes.authors import refusals, wire
from quizzes.authors.protocol import Completion, ask
from quizzes.authors.refusals import Busy, Refused
from tests.quizzes.authors.server import Behaviour, Caller, serving

KEY = "sk-very-secret-0123456789"
BODY = json.dumps({"messages": [{}, {"content": 'm\n{"sentence": "x"}\nm'}]}).encode()


def model_at(url: str, timeout: int = 5) -> LanguageModel:
    return LanguageModel(base_url=url, model="tern-7b", key=KEY, timeout=timeout)


def asked(behaviour: Behaviour, timeout: int = 5) -> Completion:
    with serving(behaviour) as server:
        return ask(BODY, model_at(server.url, timeout))


def reason(behaviour: Behaviour, timeout: int = 5) -> str:
    with pytest.raises(Refused) as caught:
        asked(behaviour, timeout)
    assert KEY not in "".join(map(str, (caught.value, caught.value.__cause__)))
    return caught.value.reason


def test_a_good_server_is_asked_with_the_key_and_heard() -> None:
    with serving(lambda caller: caller.say("text")) as server:
        found = ask(BODY, model_at(server.url))
        (call,) = server.calls
    assert found == Completion("text", 300, 60)
    assert call.path == "/v1/chat/completions"
    assert call.headers["Authorization"] == f"Bearer {KEY}"
    assert call.headers["Accept-Encoding"] == "identity"


def test_without_a_key_none_is_sent() -> None:
    with serving(lambda caller: caller.say("text")) as server:
        ask(BODY, LanguageModel(base_url=server.url, model="m"))
        assert "Authorization" not in server.calls[0].headers


def test_a_reply_at_its_bound_is_known_to_be_cut() -> None:
    assert asked(lambda caller: caller.say("{", finish="length")).cut


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": -5}, {"prompt_tokens": True}, None])
def test_tokens_that_are_no_counts_are_not_believed(usage: object) -> None:
    def behave(caller: Caller) -> None:
        answer = {"choices": [{"message": {"content": "text"}}], "usage": usage}
        caller.send(200, json.dumps(answer).encode())

    assert asked(behave) == Completion("text", None, None)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"{}", b"[]", b"null", b'{"choices": []}', b'{"choices": [{}]}',
        b'{"choices": {"0": 1}}', b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}', b"\xff\xfe", b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_chat_completion_is_refused(body: bytes) -> None:
    assert reason(lambda caller: caller.send(200, body)) == refusals.ENVELOPE


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (400, refusals.DENIED), (401, refusals.DENIED), (404, refusals.DENIED),
        (500, refusals.FAILED), (502, refusals.FAILED), (204, refusals.DENIED),
    ],
)  # fmt: skip
def test_the_words_of_a_refusal_are_ours_alone(status: int, why: str) -> None:
    body = f"the key {KEY} is wrong".encode() if status != 204 else b""
    assert reason(lambda caller: caller.send(status, body)) == why


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with serving(lambda caller: caller.say("elsewhere")) as other:
        behave = _redirecting(status, f"{other.url}/chat/completions")
        assert reason(behave) == refusals.REDIRECTED
        assert not other.calls


def _redirecting(status: int, to: str) -> Behaviour:
    return lambda caller: caller.send(status, b"", Location=to)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7.0),
        ({}, None),
        ({"Retry_After": "soon"}, None),
        ({"Retry_After": "-3"}, None),
        ({"Retry_After": "9" * 400}, 999999999.0),
        ({"Retry_After": formatdate(0, usegmt=True)}, 0.0),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_says_how_long(
    status: int, headers: dict[str, str], seconds: float | None
) -> None:
    with pytest.raises(Busy) as caught:
        asked(lambda caller: caller.send(status, b"", **headers))
    assert caught.value.seconds == seconds
    assert caught.value.reason == refusals.BUSY


def test_a_packed_reply_is_not_unpacked() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    assert reason(lambda c: c.send(200, bomb, Content_Encoding="gzip")) == refusals.PACKED
    # Unpacked nowhere, even where it hides what it is.
    assert reason(lambda c: c.send(200, bomb)) == refusals.ENVELOPE


def test_a_body_that_never_ends_is_left_at_its_bound() -> None:
    sent = []

    def behave(caller: Caller) -> None:
        caller.send_response(200)
        caller.end_headers()
        while True:
            sent.append(caller.wfile.write(b" " * 65536))

    assert reason(behave) == refusals.TOO_LARGE
    assert sum(sent) < 200 * wire.MOST_BYTES


def test_a_body_in_endless_chunks_is_left_too() -> None:
    def behave(caller: Caller) -> None:
        caller.protocol_version = "HTTP/1.1"
        caller.send_response(200)
        caller.send_header("Transfer-Encoding", "chunked")
        caller.end_headers()
        while True:
            caller.wfile.write(b"1000\r\n" + b" " * 4096 + b"\r\n")

    assert reason(behave) == refusals.TOO_LARGE


@pytest.mark.parametrize(
    "head", [b"X: " + b"x" * 100_000 + b"\r\n", b"".join(b"X-%d: 1\r\n" % n for n in range(300))]
)
def test_huge_headers_break_the_connection(head: bytes) -> None:
    def behave(caller: Caller) -> None:
        caller.wfile.write(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n{}")

    assert reason(behave) == refusals.BROKEN


def test_a_reply_that_promises_more_than_it_sends_is_refused() -> None:
    def behave(caller: Caller) -> None:
        caller.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 900\r\n\r\n{}")

    assert reason(behave) == refusals.BROKEN


def _silent(caller: Caller) -> None:
    time.sleep(3)


def _dripping_head(caller: Caller) -> None:
    caller.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        caller.wfile.write(b"X-%d: " % number)
        caller.wfile.flush()
        time.sleep(0.05)
        caller.wfile.write(b"1\r\n")


def _dripping_body(caller: Caller) -> None:
    caller.send_response(200)
    caller.end_headers()
    for _ in range(60):
        caller.wfile.write(b" ")
        time.sleep(0.05)


def _continuing(caller: Caller) -> None:
    for _ in range(60):
        caller.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("behave", [_silent, _dripping_head, _dripping_body, _continuing])
def test_a_slow_server_is_left_at_the_whole_time_limit(behave: Behaviour) -> None:
    begun = time.monotonic()
    assert reason(behave, timeout=1) == refusals.LATE
    assert time.monotonic() - begun < 2.5


@contextmanager
def _listening(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """Below HTTP."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            line, _ = listener.accept()
            with line:
                behave(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}/v1"
        thread.join()


def test_what_is_no_http_is_refused() -> None:
    greeting = b"220 mail.example.org ESMTP\r\n"
    with (
        _listening(lambda line: line.sendall(greeting)) as place,
        pytest.raises(Refused) as caught,
    ):
        ask(BODY, model_at(f"http://{place}"))
    assert caught.value.reason == refusals.BROKEN


def test_a_handshake_that_never_comes_is_left_in_time() -> None:
    begun = time.monotonic()
    with _listening(lambda line: time.sleep(1.5)) as place:
        with pytest.raises(Refused) as caught:
            ask(BODY, model_at(f"https://{place}", timeout=1))
        assert time.monotonic() - begun < 1.4
    assert caught.value.reason == refusals.LATE


def test_encryption_without_a_certificate_that_holds_is_refused() -> None:
    with serving(lambda caller: caller.say("plain")) as server:
        with pytest.raises(Refused) as caught:
            ask(BODY, model_at(server.url.replace("http:", "https:")))
        assert not server.calls  # nothing was sent, the key least of all
    assert caught.value.reason == refusals.UNREACHABLE


def test_a_refused_connection_is_told() -> None:
    with serving(lambda caller: None) as server:
        url = server.url
    with pytest.raises(Refused) as caught:
        ask(BODY, model_at(url))
    assert caught.value.reason == refusals.UNREACHABLE


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda caller: caller.say("proxy")) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert asked(lambda caller: caller.say("server")).content == "server"
        assert not proxy.calls


def test_the_key_is_in_no_log_and_in_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reason(lambda caller: caller.send(401, KEY.encode(), X_Key=KEY))
    assert KEY not in caplog.text
    assert KEY not in repr(model_at("http://127.0.0.1/v1"))


def test_a_reply_that_holds_the_key_is_refused() -> None:
    behave: Behaviour = lambda caller: caller.say(caller.call.headers["Authorization"])  # noqa: E731
    assert reason(behave) == refusals.KEY_REPEATED
