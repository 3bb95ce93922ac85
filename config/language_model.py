"""What the environment says about the language model that may word questions. Off by default."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

from config.env import Env

HINT = (
    "Write LLM_BASE_URL=https://models.example.org/v1, or an http address of this very machine,"
    " such as LLM_BASE_URL=http://127.0.0.1:8080/v1."
)


@dataclass(frozen=True)
class LanguageModel:
    """``base_url`` "" and ``model`` "" mean none. Times in seconds, prices for a million tokens."""

    base_url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    timeout: int = 60
    max_calls: int = 200
    max_tokens: int = 1_000_000
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    cache: Path = Path("data/language-model")
    sound: bool = True
    """False where one of its variables cannot be read: nothing is sent on a guess."""

    @property
    def on(self) -> bool:
        return bool(self.sound and self.base_url and self.model)


def read_language_model(env: Env, *, base_dir: Path) -> LanguageModel:
    """From LLM_*; what cannot be read is remembered in ``env.problems``."""
    before = len(env.problems)
    found = LanguageModel(
        base_url=_address(env),
        model=_model(env),
        key=_key(env),
        timeout=env.number("LLM_TIMEOUT", 60, least=1),
        max_calls=env.number("LLM_MAX_CALLS", 200, least=0),
        max_tokens=env.number("LLM_MAX_TOKENS", 1_000_000, least=0),
        price_in=env.amount("LLM_PRICE_IN"),
        price_out=env.amount("LLM_PRICE_OUT"),
        cache=Path(env.text("LLM_CACHE") or base_dir / "data" / "language-model"),
        sound=True,
    )
    if len(env.problems) > before:
        return LanguageModel(base_url=found.base_url, model=found.model, sound=False)
    return found


def _address(env: Env) -> str:
    raw = env.text("LLM_BASE_URL").rstrip("/")
    problem = address_problem(raw) if raw else ""
    if problem:
        # The address itself is not repeated: some write a key into it.
        env.refuse("LLM_BASE_URL", f"LLM_BASE_URL {problem}.", HINT)
        return ""
    return raw


def address_problem(raw: str) -> str:
    """Why an address is not one that texts and a key may be sent to, "" if it is."""
    if not raw.isascii() or not raw.isprintable() or " " in raw:
        return "holds characters that no address has"
    try:
        url = urlsplit(raw)
        host = url.hostname or ""
        _ = url.port
    except ValueError:
        return "cannot be read"
    if url.scheme not in {"http", "https"} or not host:
        return "is no http or https address"
    if "@" in url.netloc:
        return "holds a name or a password; the key belongs into LLM_KEY"
    if url.query or url.fragment or "?" in raw or "#" in raw:
        return "holds a query or a fragment"
    if url.scheme == "http" and not is_loopback(host):
        return "is not encrypted, and leads to another machine"
    return ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its very name or number."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _model(env: Env) -> str:
    name = env.text("LLM_MODEL")
    if len(name) > 100 or not name.isprintable():
        env.refuse(
            "LLM_MODEL",
            "LLM_MODEL is longer than 100 characters, or holds some that do not print.",
            "Write the model's name as its server knows it.",
        )
        return ""
    return name


def _key(env: Env) -> str:
    key = env.text("LLM_KEY")
    if not key.isascii() or not key.isprintable() or " " in key:
        env.refuse(
            "LLM_KEY",
            "LLM_KEY holds blanks, line breaks or characters that no key has.",
            "Copy the key again, without quotation marks or line breaks.",
        )
        return ""
    return key
