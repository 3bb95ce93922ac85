"""What is the same for all learners, kept in the process for as long as the content stamp stays.

A value is made from rows that are read after the stamp was, so it is never older than its stamp.
Whoever takes one out must not change it: it belongs to every request.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """So many values, the one used least recently goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Hashable, tuple[str, Value]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable, stamp: str) -> Value | None:
        """The value if it was kept beside this very stamp."""
        with self._lock:
            found = self._kept.get(key)
            if found is None or found[0] != stamp or not stamp:
                return None
            self._kept.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, stamp: str, value: Value) -> None:
        """Without a stamp nothing is kept."""
        if not stamp:
            return
        with self._lock:
            self._kept[key] = (stamp, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def get(self, key: Hashable, stamp: str, make: Callable[[], Value]) -> Value:
        """The kept value, else a new one, which is kept."""
        found = self.find(key, stamp)
        if found is None:
            found = make()
            self.put(key, stamp, found)
        return found
