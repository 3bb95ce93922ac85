"""Small things done to plain strings: cleaning, folding, naming, counting lines."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from slugify import slugify

from courses.documents.model import DocumentError, Problem

_SURROGATES = re.compile("[\ud800-\udfff]")
# Control characters other than tab and line feed mean nothing in prose.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
_NOT_WORD = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´]")
# The same for ASCII, which nearly every name and sentence is, several times as fast.
_FOLDED = bytes(byte if chr(byte).isalnum() else 32 for byte in range(128)).lower() + bytes(128)
_PLAIN = re.compile(r"[A-Za-z0-9 -]*")
SLUG_LENGTH = 80


def decode(data: bytes) -> str:
    """The text of a file's bytes.

    Raises DocumentError when they are no text: neither UTF-8 nor UTF-16 with its mark. A few bytes
    that are broken in an else sound text become U+FFFD, of which its reader warns.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
        if b"\x00" in data:
            raise DocumentError(Problem(1, "This file holds binary data, not text."))
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        broken = text.count("\ufffd")
        # In another encoding hardly a character beyond ASCII would come out as one.
        if sum(char > "\x7f" for char in text) >= 3 * broken:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        line = data[: error.start].count(b"\n") + 1
        raise DocumentError(
            Problem(
                line,
                f"This file is not {encoding[:5].upper()} text (byte {error.start}). "
                "Save it as UTF-8 and send it again.",
            )
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """The same text with odd line ends and unprintable characters made harmless.

    Every replacement keeps the length, so that offsets into either text agree.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
        text = _OTHER_BREAKS.sub(" ", text)
        if text.startswith("\ufeff"):
            text = " " + text[1:]
    return _CONTROLS.sub("\ufffd", text)


def fold_name(name: str) -> str:
    """The form under which names are compared: link targets, titles and file stems.

    Case, punctuation, underscores and spaces do not count, and neither do apostrophes, which the
    notes' titles have lost ("Japans" and "Japan's" are one name).
    """
    if name.isascii():
        return " ".join(name.encode().translate(_FOLDED, b"'`").decode().split())
    folded = _APOSTROPHES.sub("", name.casefold())
    return _NOT_WORD.sub(" ", folded).strip()


def make_slug(text: str, fallback: str) -> str:
    """An address-safe name of at most SLUG_LENGTH characters."""
    if len(text) <= SLUG_LENGTH and _PLAIN.fullmatch(text):
        return "-".join(text.lower().replace("-", " ").split()) or fallback
    plain = _APOSTROPHES.sub("", text[:400])
    return slugify(plain, max_length=SLUG_LENGTH, word_boundary=True) or fallback


def unique(name: str, taken: dict[str, int]) -> str:
    """``name``, or ``name-2``, ``name-3`` … if taken; the answer is taken from then on.

    ``taken`` remembers for each name the last number given, so that many equal names stay cheap.
    """
    candidate = name
    while candidate in taken:
        taken[name] += 1
        candidate = f"{name}-{taken[name]}"
    taken[candidate] = 1
    return candidate


def stable_key(parts: Iterable[str]) -> str:
    """16 hexadecimal digits that depend on the parts and nothing else."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


class Lines:
    """Finds the line, counted from 1, of any offset of a text."""

    def __init__(self, text: str) -> None:
        self._starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))

    def at(self, offset: int) -> int:
        return bisect_right(self._starts, offset)
