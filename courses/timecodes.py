"""How seconds are written. Pure."""

from __future__ import annotations


def timecode(seconds: int) -> str:
    """70 is ``1:10``, 1024 is ``17:04``, 3723 is ``1:02:03``."""
    hours, rest = divmod(max(seconds, 0), 3600)
    minutes, seconds = divmod(rest, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}"
    return f"{minutes}:{seconds:02d}"


def duration(seconds: int) -> str:
    """A length in words, to the minute from one minute on: ``40 s``, ``24 min``, ``2 h 10 min``."""
    if seconds < 60:
        return f"{max(seconds, 0)} s"
    hours, minutes = divmod((seconds + 30) // 60, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
