"""Figures in words, as the pages say them."""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone

SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()


def letter_of(place: int) -> str:
    """The letter of an option, counted from 0: A … Z, then AA."""
    return chr(65 + place) if place < 26 else letter_of(place // 26 - 1) + letter_of(place % 26)


def in_words(number: float) -> str:
    """``4`` is "four", ``0`` "no", ``21`` "21", ``3.5`` "3.5"."""
    whole = round(number)
    if abs(number - whole) < 1e-9:
        return SMALL[whole] if 0 <= whole < len(SMALL) else str(whole)
    # Two places say enough, and a rounded figure must not claim the mark above.
    return f"{int(number * 100) / 100:g}"


def counted(number: int, one: str, many: str) -> str:
    """ "one answer", "four answers", "no answers"."""
    return f"{in_words(number)} {one if number == 1 else many}"


def score_line(score: float, most: float) -> str:
    """ "Four of five." """
    first = in_words(score) if score else "none"
    return f"{first.capitalize()} of {in_words(most)}."


def clock_time(moment: datetime) -> str:
    """ "14:32", in the person's own time zone."""
    return formats.time_format(timezone.localtime(moment), "H:i")


CREDIT = {
    "exact": "All or nothing: exactly the right options earn the mark.",
    "proportional": "Each option counts: ticked where it is right, left where it is wrong.",
    "proportional_correct": "Each right option earns its part; a wrong one ticked earns nothing.",
}


def credit_words(rule: str) -> str:
    """A credit rule of quizzes.grading as learners read it."""
    return CREDIT[rule]


def lasting(seconds: int) -> str:
    """ "45 minutes", "1 hour 30 minutes", "90 seconds": how long something may take."""
    if seconds < 120 and seconds % 60:
        return f"{seconds} seconds"
    hours, rest = divmod(seconds, 3600)
    minutes, odd = divmod(rest, 60)
    parts = []
    if hours:
        parts.append(f"{hours} hour" + ("s" if hours > 1 else ""))
    if minutes:
        parts.append(f"{minutes} minute" + ("s" if minutes > 1 else ""))
    if odd:
        parts.append(f"{odd} seconds")
    return " ".join(parts)
