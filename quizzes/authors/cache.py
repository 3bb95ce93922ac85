"""Replies on disk, by the hash of their request: a second run costs nothing and says the same.

Files, not rows: a reply must be found again by a fresh database, outlive a run that is rolled back
or killed half-way, be written by several threads at once and be thrown away with the folder; and
no backup or export needs it. The key is in none of them.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from .protocol import Completion
from .wire import MOST_BYTES


class Cache:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> Completion | None:
        """The reply, None where there is none or what is there cannot be read."""
        try:
            raw = (self.folder / f"{name}.json").read_bytes()
            found = json.loads(raw) if len(raw) <= 8 * MOST_BYTES else None
            content, cut = found["content"], found["cut"]  # type: ignore[index]
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        return Completion(content, 0, 0, cut=cut is True) if isinstance(content, str) else None

    def put(self, name: str, reply: Completion) -> None:
        """All or nothing, readable by us alone. A full or missing disk costs the cache only."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            number, path = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with os.fdopen(number, "w", encoding="utf-8") as file:
                    json.dump({"content": reply.content, "cut": reply.cut}, file)
                os.replace(path, self.folder / f"{name}.json")
            except OSError:
                Path(path).unlink(missing_ok=True)
                raise
