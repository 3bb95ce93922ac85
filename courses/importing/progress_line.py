"""One line on a terminal that says how far a long work is; nothing where nobody watches."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 24
"""Signs of the bar."""
PAUSE = 0.1
"""Seconds between two drawings: a terminal may be slower than the work."""


class ProgressLine:
    """Draws on ``stream`` if it is a terminal; ``with`` clears the line at the end."""

    def __init__(self, stream: TextIO, *, total: int) -> None:
        self.stream = stream
        self.total = total
        self.done = 0
        self.seen = stream.isatty()
        self.began = time.monotonic()
        self.drawn = 0.0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *error: object) -> None:
        if self.seen:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def step(self, name: str) -> None:
        self.done += 1
        now = time.monotonic()
        if not self.seen or (now - self.drawn < PAUSE and self.done < self.total):
            return
        self.drawn = now
        self.stream.write("\r\x1b[K" + self.line(name, now - self.began))
        self.stream.flush()

    def line(self, name: str, seconds: float) -> str:
        """``seconds`` have passed since the start."""
        total = max(self.total, self.done)
        full = WIDTH * self.done // total
        rate = self.done / seconds if seconds > 0 else 0.0
        shown = "".join(sign if sign.isprintable() else "?" for sign in name)
        return (
            f"{'#' * full}{'.' * (WIDTH - full)} {self.done} of {total}, {rate:.0f}/s  {shown[:32]}"
        )
