"""What a run may spend. Everything is taken from it before it is sent, at its dearest."""

from __future__ import annotations

import threading
from decimal import Decimal

from config.language_model import LanguageModel

MILLION = Decimal(1_000_000)


class Budget:
    """Calls and tokens of one run; safe between threads.

    ``reserved`` calls of a plan are kept for it: waiting and asking again comes out of the rest.
    """

    def __init__(self, model: LanguageModel, *, reserved: int) -> None:
        self._lock = threading.Lock()
        self._calls = model.max_calls
        self._spare = model.max_calls - reserved
        self._most_tokens = model.max_tokens
        self.calls = 0
        self.tokens_in = 0
        self.tokens_out = 0

    def take_first(self) -> bool:
        """One call of the plan; False when nothing may be sent any more."""
        with self._lock:
            if self.calls >= self._calls or self._spent > self._most_tokens:
                return False
            self.calls += 1
            return True

    def take_again(self) -> bool:
        """One more call for a request that was not served."""
        with self._lock:
            if self._spare <= 0:
                return False
            self._spare -= 1
            self.calls += 1
            return True

    def count(self, tokens_in: int, tokens_out: int) -> None:
        with self._lock:
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out

    @property
    def _spent(self) -> int:
        return self.tokens_in + self.tokens_out


def cost(model: LanguageModel, tokens_in: int, tokens_out: int) -> Decimal | None:
    """In the currency of the prices; None where a price is not known."""
    if model.price_in is None or model.price_out is None:
        return None
    return (tokens_in * model.price_in + tokens_out * model.price_out) / MILLION
