"""A plan is carried out: a few calls at once, each refusal counted, the bounds kept exactly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from quizzes.generation.authored import ModelForm, Reply, Unusable, read_reply

from .budget import Budget
from .cache import Cache
from .planning import Plan, Planned
from .protocol import MOST_REPLY, Completion, ask, most_tokens_in
from .refusals import (
    BUSY,
    CUT,
    DENIED,
    GIVEN_UP,
    KEY_REPEATED,
    OVER_BUDGET,
    REDIRECTED,
    UNREACHABLE,
    Busy,
    Refused,
)

AT_ONCE = 4
MOST_TRIES = 3
MOST_WAIT = 30.0  # seconds: who asks to wait longer is not asked again
FIRST_WAIT = 2.0  # seconds, where a busy server does not say how long
FAILURES_IN_A_ROW = 5
SHORTEST_KEY = 8  # characters: a shorter one could be a word
# What another call would only meet again, and what surely cost nothing.
_HOPELESS = frozenset({UNREACHABLE, DENIED, REDIRECTED})
_FREE = frozenset({UNREACHABLE, DENIED, REDIRECTED, BUSY, GIVEN_UP, OVER_BUDGET})


@dataclass(frozen=True)
class Writing:
    """What came of a plan. ``refused`` are reasons by fact; the tokens of calls of which the server
    counted none are counted at their most."""

    form: ModelForm
    refused: dict[str, str]
    calls: int
    cached: int
    tokens_in: int
    tokens_out: int


def write(
    plan: Plan,
    *,
    sleep: Callable[[float], None] = time.sleep,
    told: Callable[[int, int], None] = lambda done, all_: None,
) -> Writing:
    """Sends what the plan has to send. ``told`` hears how many of how many are done.

    Never raises for what a server does; a reply is in the cache as soon as it is there, so that a
    run that is stopped (Ctrl-C) has paid for nothing twice.
    """
    return _Run(plan, sleep, told).write()


class _Run:
    def __init__(
        self, plan: Plan, sleep: Callable[[float], None], told: Callable[[int, int], None]
    ) -> None:
        self.plan, self.sleep, self.told = plan, sleep, told
        self.budget = Budget(plan.model, reserved=plan.calls)
        self.cache = Cache(plan.model.cache)
        self._lock = threading.Lock()
        self._failures = 0
        self._stopped = threading.Event()
        self._done = 0

    def write(self) -> Writing:
        came: dict[str, Completion | Refused] = {
            one.request.fact_id: one.known for one in self.plan.asked if one.known is not None
        }
        to_send = self.plan.to_send
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            try:
                for one, reply in zip(to_send, pool.map(self._send, to_send), strict=True):
                    came[one.request.fact_id] = reply
            except BaseException:
                self._stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        replies: dict[str, Reply] = {}
        refused = dict.fromkeys(self.plan.over_budget, OVER_BUDGET)
        for planned in self.plan.asked:
            fact = planned.request.fact_id
            try:
                replies[fact] = self._read(came[fact])
            except (Refused, Unusable) as error:
                refused[fact] = str(error)
        return Writing(
            form=ModelForm(replies, self.plan.model.model),
            refused=refused,
            calls=self.budget.calls,
            cached=self.plan.cached,
            tokens_in=self.budget.tokens_in,
            tokens_out=self.budget.tokens_out,
        )

    def _read(self, came: Completion | Refused) -> Reply:
        if isinstance(came, Refused):
            raise came
        if came.cut:
            raise Refused(CUT)
        reply = read_reply(came.content)
        key = self.plan.model.key
        texts = (reply.stem, reply.key, reply.evidence, *reply.wrong)
        # It may have been hidden in the reply behind escapes, and comes to light here.
        if len(key) >= SHORTEST_KEY and any(key.casefold() in one.casefold() for one in texts):
            raise Refused(KEY_REPEATED)
        return reply

    def _send(self, one: Planned) -> Completion | Refused:
        try:
            reply: Completion | Refused = self._try(one)
        except Refused as refused:
            reply = refused
        with self._lock:
            self._done += 1
            self.told(self._done, self.plan.calls)
        return reply

    def _try(self, one: Planned) -> Completion:
        if self._stopped.is_set():
            raise Refused(GIVEN_UP)
        if not self.budget.take_first():
            raise Refused(OVER_BUDGET)
        tries = 1
        while True:
            try:
                reply = ask(one.body, self.plan.model)
            except Busy as busy:
                wait = FIRST_WAIT * tries if busy.seconds is None else busy.seconds
                again = tries < MOST_TRIES and wait <= MOST_WAIT and not self._stopped.is_set()
                if not again or not self.budget.take_again():
                    self._failed(BUSY)
                    raise Refused(BUSY) from None
                tries += 1
                self.sleep(wait)
            except Refused as refused:
                self._failed(refused.reason)
                if refused.reason not in _FREE:
                    self.budget.count(most_tokens_in(one.body), MOST_REPLY)
                raise
            else:
                break
        with self._lock:
            self._failures = 0
        self.budget.count(
            most_tokens_in(one.body) if reply.tokens_in is None else reply.tokens_in,
            MOST_REPLY if reply.tokens_out is None else reply.tokens_out,
        )
        self.cache.put(one.name, reply)
        return reply

    def _failed(self, reason: str) -> None:
        """After what no other call could mend, or failures one after the other, nothing is sent."""
        with self._lock:
            self._failures += 1
            if reason in _HOPELESS or self._failures >= FAILURES_IN_A_ROW:
                self._stopped.set()
