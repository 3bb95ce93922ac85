"""Typed readers of the environment.

A bad value never raises while the settings load: the reader keeps the default and remembers the
problem, which a system check then reports with a hint (see ``config.checks``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


@dataclass(frozen=True)
class EnvProblem:
    """One unusable value: the variable's name, what is wrong, and what to write instead."""

    name: str
    message: str
    hint: str


@dataclass
class Env:
    """Reads variables with a type; collects the problems for the system checks."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)
    problems: list[EnvProblem] = field(default_factory=list)

    def refuse(self, name: str, message: str, hint: str) -> None:
        """Remembers a problem."""
        self.problems.append(EnvProblem(name, message, hint))

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        raw = self.values.get(name)
        if raw is None:
            return default
        word = raw.strip().lower()
        if word in TRUE:
            return True
        if word in FALSE:
            return False
        self.refuse(name, f"{name}={raw!r} is neither yes nor no.", f"Write {name}=1 or {name}=0.")
        return default

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        try:
            value = int(raw)
        except ValueError:
            value = least - 1
        if value < least:
            self.refuse(
                name,
                f"{name}={raw!r} is not a whole number of at least {least}.",
                f"Write for example {name}={default}.",
            )
            return default
        return value

    def amount(self, name: str) -> Decimal | None:
        """A sum of money, None where it is left out."""
        raw = self.values.get(name, "").strip()
        if not raw:
            return None
        if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", raw, re.ASCII):
            return Decimal(raw)
        self.refuse(name, f"{name}={raw!r} is no sum of money.", f"Write for example {name}=0.60.")
        return None

    def words(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A list of words separated by commas."""
        raw = self.values.get(name)
        if raw is None:
            return list(default)
        return [word.strip() for word in raw.split(",") if word.strip()]

    def choice(self, name: str, options: tuple[str, ...], default: str) -> str:
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        if raw in options:
            return raw
        self.refuse(name, f"{name}={raw!r} is not known.", f"Choose one of: {', '.join(options)}.")
        return default

    def timezone(self, name: str, default: str) -> str:
        raw = self.text(name)
        if not raw or raw in available_timezones():
            return raw or default
        self.refuse(
            name, f"{name}={raw!r} is not a time zone.", f"Write for example {name}=Europe/Berlin."
        )
        return default

    def database(self, name: str, *, base_dir: Path) -> dict[str, Any]:
        """Django's settings of the database that the URL in ``name`` selects.

        ``sqlite:///PATH`` (relative to the project; four slashes for an absolute path) or
        ``postgresql://user:password@host:port/name?option=value``. An empty host means a socket,
        which ``?host=/folder`` may name.
        """
        default = sqlite(base_dir / "data" / "cuepoint.sqlite3")
        raw = self.values.get(name, "").strip()
        if not raw:
            return default
        hint = f"Write {name}=sqlite:///cuepoint.sqlite3 or {name}=postgresql://user@host/name."
        try:
            url = urlsplit(raw)
            port = url.port
        except ValueError as error:
            self.refuse(name, f"{name} cannot be read: {error}.", hint)
            return default
        if url.scheme == "sqlite":
            path = unquote(url.path[1:])
            if not path:
                self.refuse(name, f"{name} names no file.", hint)
                return default
            return sqlite(path if path == ":memory:" else base_dir / path)
        if url.scheme in {"postgresql", "postgres"}:
            database = unquote(url.path[1:])
            if not database:
                self.refuse(name, f"{name} names no database.", hint)
                return default
            options: dict[str, Any] = dict(parse_qsl(url.query))
            host = options.pop("host", None) or unquote(url.hostname or "")
            return postgresql(
                database=database,
                user=unquote(url.username or ""),
                password=unquote(url.password or ""),
                host=host,
                port=str(port or ""),
                options=options,
                pool_size=self.number("DATABASE_POOL", 8, least=0),
            )
        self.refuse(name, f"{name} begins with {url.scheme or 'nothing'!r}.", hint)
        return default


def sqlite(path: Path | str) -> dict[str, Any]:
    """One file. Writers queue (IMMEDIATE) and readers go on meanwhile (WAL)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "ATOMIC_REQUESTS": False,
        # Opening the file, its settings and its schema would cost more than most queries.
        "CONN_MAX_AGE": 300,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;"
            ),
        },
    }


def postgresql(
    *,
    database: str,
    user: str,
    password: str,
    host: str,
    port: str,
    options: dict[str, Any],
    pool_size: int,
) -> dict[str, Any]:
    """A server, through psycopg's own pool (``pool_size`` 0 switches it off)."""
    pool: dict[str, Any] = {}
    if pool_size:
        pool = {"pool": {"min_size": 1, "max_size": pool_size, "timeout": 10}}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**options, **pool},
    }
