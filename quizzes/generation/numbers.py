"""Numbers as they are written: read, measured for precision, and written again in one style."""

from __future__ import annotations

from dataclasses import dataclass

_SMALL_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty
"""
_SMALL = _SMALL_WORDS.split()
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_TENS["ninety"] = 90
WORDS: dict[str, int] = {word: number for number, word in enumerate(_SMALL)} | _TENS
_BY_NUMBER = {number: word for word, number in WORDS.items()}

# A pattern for verbose regular expressions: digits with or without thousands' commas, or a word.
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
NUMBER = rf"(?:{DIGITS}|(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b)"


@dataclass(frozen=True)
class Written:
    """How a number was written: digits or a word, commas, decimals and significant digits."""

    value: float
    word: bool
    comma: bool
    decimals: int
    significant: int


def significant_digits(value: float, decimals: int = 0) -> int:
    """Digits that carry information: trailing zeros of a whole number do not."""
    text = f"{value:.{decimals}f}"
    if decimals:
        return len(text.replace(".", "").replace("-", "").lstrip("0")) or 1
    return len(text.lstrip("-").strip("0")) or 1


def read_number(text: str) -> Written:
    """Read what NUMBER matched. Raises ValueError for anything else."""
    lowered = text.lower()
    if lowered in WORDS:
        value = float(WORDS[lowered])
        return Written(value, True, False, 0, significant_digits(value))
    plain = text.replace(",", "")
    value = float(plain)
    decimals = len(plain.partition(".")[2])
    return Written(value, False, "," in text, decimals, significant_digits(value, decimals))


def can_write(value: float, like: Written) -> bool:
    """Whether a number can be written in the style of another."""
    return not like.word or (value == int(value) and int(value) in _BY_NUMBER)


def write_number(value: float, like: Written) -> str:
    """Write a number in the style of another one: as a word, with commas, with as many decimals."""
    if like.word:
        return _BY_NUMBER[int(value)]
    comma = like.comma or (value >= 10_000 and like.value >= 1_000) or value >= 1_000 > like.value
    return f"{value:,.{like.decimals}f}" if comma else f"{value:.{like.decimals}f}"
