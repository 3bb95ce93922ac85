"""How the cost of work grows: a ratio of two runs beside each other, never a number of seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

Work = Callable[[], object]


def least_growth(small: Work, large: Work, *, bound: float, tries: int = 6) -> float:
    """CPU time of ``large`` over that of ``small``: the least of up to ``tries`` pairs.

    A busy machine can spoil one pair and seldom two; work that really grows too fast spoils all of
    them. The first pair under ``bound`` ends it.
    """
    least = float("inf")
    for _ in range(tries):
        least = min(least, _seconds(large) / max(_seconds(small), 1e-4))
        if least < bound:
            break
    return least


def _seconds(work: Work) -> float:
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
