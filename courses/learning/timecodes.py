"""How seconds are written. Pure."""

from __future__ import annotations

import re


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


LONGEST = 48 * 3600
"""Seconds. No video of the family is longer, and a slip of the keyboard may be."""
_LENGTH = re.compile(r"(?:(\d{1,2}):(?=\d{1,2}:))?(?:(\d{1,4}):(?=\d{1,2}$))?(\d{1,6})", re.ASCII)


def read_length(text: str) -> int:
    """Seconds of ``1:02:03``, ``17:04`` or ``1024``; ValueError in words for anything else."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError("Write the length as 1:02:03, as 17:04 or in seconds.")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if (found[2] and seconds > 59) or (found[1] and minutes > 59):
        raise ValueError("Behind a colon, numbers go up to 59.")
    length = hours * 3600 + minutes * 60 + seconds
    if not length:
        raise ValueError("A video lasts one second at least.")
    if length > LONGEST:
        raise ValueError(f"No video here is longer than {LONGEST // 3600} hours.")
    return length
