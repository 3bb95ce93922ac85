"""Files and folders become texts. What cannot be read is reported and stops nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from courses.documents.model import DocumentError, Problem
from courses.documents.reader import decode

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
LEADS_OUT = "It is a link that leads out of the folder. Put the file itself there."


@dataclass(frozen=True)
class Source:
    """One document's text by its name, or the reason why there is none."""

    name: str
    text: str
    problems: tuple[Problem, ...] = ()


def hash_of(text: str) -> str:
    """sha256 (hex) of a document's text, as its reader gives it in ``Document.source_hash``."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def read_bytes(data: bytes, *, name: str, limit: int) -> Source:
    """The text of ``data``; ``limit`` is in bytes. Never raises for what the data hold."""
    if len(data) > limit:
        megabytes = limit / 1024 / 1024
        message = f"The file is larger than {megabytes:.0f} MB. Split it and import the parts."
        return Source(name, "", (Problem(1, message),))
    try:
        return Source(name, decode(data))
    except DocumentError as error:
        return Source(name, "", error.problems)


def collect(paths: Iterable[Path], *, limit: int) -> Iterator[Source]:
    """The documents of files and folders, folders in the order of their names.

    A document's name is its path inside the folder, so that a second run finds the same module.
    Links that lead out of a folder are reported: a vault from elsewhere must not read our files.
    Hidden files and a folder's README, which tells of the folder itself, are passed over.
    """
    for path in paths:
        if path.is_dir():
            for file in files_of(path):
                name = file.relative_to(path).as_posix()
                if file.resolve().is_relative_to(path.resolve()):
                    yield read_file(file, name=name, limit=limit)
                else:
                    yield Source(name, "", (Problem(1, LEADS_OUT),))
        elif path.suffix.lower() not in SUFFIXES:
            endings = ", ".join([*sorted(SUFFIXES), ".zip"])
            message = f"Not a document: its name must end in one of {endings}."
            yield Source(path.name, "", (Problem(1, message),))
        else:
            yield read_file(path, name=path.name, limit=limit)


def files_of(folder: Path) -> list[Path]:
    """The files of a folder that are its documents, in the order of their paths."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in SUFFIXES
        and not is_passed_over(file.relative_to(folder))
        and file.is_file()
    ]


def is_passed_over(inside: PurePath) -> bool:
    """Whether a file of a folder is none of its documents, by its path inside the folder."""
    hidden = any(part.startswith(".") and part != ".." for part in inside.parts)
    return hidden or "__MACOSX" in inside.parts or inside.stem == "README"


def read_file(path: Path, *, name: str, limit: int) -> Source:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        return Source(name, "", (Problem(1, f"Cannot be read: {error.strerror}."),))
    return read_bytes(data, name=name, limit=limit)
