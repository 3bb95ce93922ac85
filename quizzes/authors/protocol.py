"""The OpenAI-compatible chat protocol: a request's bytes, and what an answer holds."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any

from config.language_model import LanguageModel
from quizzes.generation.authored.request import SCHEMA, Request

from .refusals import (
    DENIED,
    ENVELOPE,
    FAILED,
    KEY_REPEATED,
    REDIRECTED,
    Busy,
    Refused,
)
from .wire import Answer, post

MOST_REPLY = 400
"""Tokens that a reply may have."""

AROUND_MESSAGES = 64
"""Tokens that a server may put around the messages."""


@dataclass(frozen=True)
class Completion:
    """``content`` is what the model wrote, ``cut`` if it was not done at the bound on its length;
    tokens are what the server says it counted, or None."""

    content: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cut: bool = False


def body_of(request: Request, model: LanguageModel) -> bytes:
    """The same request is the same bytes. Replies are asked to be as alike as a model can make."""
    content = {
        "model": model.model,
        "messages": [
            {"role": "system", "content": request.system},
            {"role": "user", "content": request.user},
        ],
        "temperature": 0,
        "seed": 0,
        "n": 1,
        "stream": False,
        "max_tokens": MOST_REPLY,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "question", "strict": True, "schema": SCHEMA},
        },
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def most_tokens_in(body: bytes) -> int:
    """No tokenizer makes more tokens of a text than it has bytes."""
    return len(body) + AROUND_MESSAGES


def name_of(body: bytes, model: LanguageModel) -> str:
    """The hash of all that a reply depends on; the key is no part of it."""
    return sha256(model.base_url.encode() + b"\n" + body).hexdigest()


def ask(body: bytes, model: LanguageModel) -> Completion:
    """One call. Raises ``Refused``, or ``Busy`` where the server asks to wait."""
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Cuepoint",
        "Connection": "close",
    }
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    url = f"{model.base_url}/chat/completions"
    answer = post(url, body, headers, seconds=model.timeout)
    _see_status(answer)
    found = _completion(answer.body)
    # A server could send back what it was sent; nothing of that may get into a question.
    if model.key and model.key in found.content:
        raise Refused(KEY_REPEATED)
    return found


def _see_status(answer: Answer) -> None:
    status = answer.status
    if status == 200:
        return
    if status in {429, 503}:
        raise Busy(_wait(answer.headers))
    if 300 <= status < 400:
        raise Refused(REDIRECTED)
    raise Refused(FAILED if status >= 500 else DENIED)


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds of Retry-After, a number or a date."""
    raw = headers.get("retry-after", "").strip()
    if raw.isascii() and raw.isdigit():
        return float(raw[:9])
    try:
        return max(0.0, parsedate_to_datetime(raw).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def _completion(body: bytes) -> Completion:
    try:
        found = json.loads(body)
        choice = found["choices"][0]
        content = choice["message"]["content"]
        usage = found.get("usage") or {}
        counted = (_count(usage.get("prompt_tokens")), _count(usage.get("completion_tokens")))
        cut = choice.get("finish_reason") == "length"
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise Refused(ENVELOPE) from None
    if not isinstance(content, str):
        raise Refused(ENVELOPE)
    return Completion(content, *counted, cut=cut)


def _count(raw: Any) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None
