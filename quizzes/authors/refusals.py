"""Why no reply came of a call. Words of ours alone: a server's own words are never passed on."""

from __future__ import annotations

LATE = "late: no whole reply in time"
UNREACHABLE = "nobody answered at the address"
BROKEN = "the connection broke, or its reply was no HTTP"
REDIRECTED = "redirected elsewhere: not followed"
DENIED = "denied: the key, the address or the request was refused"
BUSY = "busy: asked to come again later (429 or 503)"
FAILED = "the server failed (5xx)"
TOO_LARGE = "the reply was too large"
PACKED = "the reply was packed: not unpacked"
ENVELOPE = "malformed: no chat completion"
CUT = "cut short by the bound on its length"
KEY_REPEATED = "the reply repeated the key"
OVER_BUDGET = "over budget: not sent"
GIVEN_UP = "not sent: calls before it failed"


class Refused(Exception):
    """No usable reply; the message is one of the reasons above."""

    @property
    def reason(self) -> str:
        return str(self.args[0])


class Busy(Refused):
    """The server asks to wait ``seconds`` (None: it does not say how long)."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__(BUSY)
        self.seconds = seconds
