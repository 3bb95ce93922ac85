"""Python looks for rings of objects after every 700 new ones. An import makes thousands for each
document that form next to none: looking took a tenth of a worker's time, a sixth of the writer's.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

SELDOM = (50_000, 20, 50)
"""New objects after which the youngest are looked at, and how often the older ones: rings are still
found, so that memory stays bounded."""

_lock = Lock()
_running = 0
_before = gc.get_threshold()


def collect_seldom() -> None:
    """For the rest of the process. What is loaded already is not looked at again."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """For a while, in a process that goes on; with several at once until the last is over."""
    global _running, _before
    with _lock:
        if not _running:
            _before = gc.get_threshold()
            collect_seldom()
        _running += 1
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            if not _running:
                gc.unfreeze()
                gc.set_threshold(*_before)
