"""A vault packed as ``.zip`` becomes texts, and whatever else an archive may try becomes a message.

Nothing is ever written to a disk and nothing but documents is unpacked, one after another, so that
an archive can neither escape nor swell. What is wrong with the archive as a whole raises
``ArchiveError`` before the first document; what is wrong with one file becomes that file's problem.
"""

from __future__ import annotations

import re
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from courses.documents.model import Problem
from courses.importing.sources import (
    SUFFIXES,
    Source,
    collect,
    files_of,
    is_passed_over,
    read_bytes,
)

MEGABYTE = 1024 * 1024
# The others unpack into far more memory than text needs: no tool packs notes with them unasked.
METHODS = frozenset({ZIP_STORED, ZIP_DEFLATED})
VAULT_MARK = ".obsidian"
"""The hidden folder that stands at the root of a vault."""
_ENTRY = b"PK\x01\x02"
_UTF8 = 0x800
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_COPY = re.compile(r"(?: \(\d+\)|-\d+|-main|-master)$")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
# What zipfile and zlib raise for an archive that is not what it says.
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, OverflowError)


class ArchiveError(Exception):
    """The archive as a whole is refused; its words are for the person who sent it."""


@dataclass(frozen=True)
class Limits:
    """What an archive may hold.

    ``files`` counts every file and folder, ``unpacked`` the bytes of all documents together,
    ``document`` those of one; ``ratio`` is unpacked to packed bytes; ``depth`` is in folders.
    """

    files: int
    unpacked: int
    document: int
    ratio: int
    depth: int
    name: int = 200


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def read_archive(file: BinaryIO, *, name: str, limits: Limits) -> Iterator[Source]:
    """The documents of an archive, in the order of their names as in a folder.

    ``name`` is the archive's own file name. The checks of the whole are made before this returns.
    """
    archive, entries = _open(file, name, limits)
    _check_sizes([info for _, info in entries], limits)
    return _read_all(archive, entries, limits)


def names_packed(paths: Iterable[Path], *, limits: Limits) -> list[str]:
    """The names of the sources that ``collect_packed`` will give, without reading one."""
    found: list[str] = []
    for path in paths:
        if path.is_dir():
            found += [file.relative_to(path).as_posix() for file in files_of(path)]
            continue
        try:
            with path.open("rb") as file:
                inside = _open(file, path.name, limits)[1] if is_archive(path.name) else None
        except (ArchiveError, OSError):
            inside = None  # the problem itself
        found += [path.name] if inside is None else [name for name, _ in inside]
    return found


def collect_packed(paths: Iterable[Path], *, limits: Limits) -> Iterator[Source]:
    """As ``sources.collect``; a path may be an archive, and a bad one is reported as a problem."""
    for path in paths:
        if path.is_dir() or not is_archive(path.name):
            yield from collect([path], limit=limits.document)
            continue
        try:
            with path.open("rb") as file:
                yield from read_archive(file, name=path.name, limits=limits)
        except ArchiveError as error:
            yield Source(path.name, "", (Problem(0, str(error)),))
        except OSError as error:
            yield Source(path.name, "", (Problem(0, f"Cannot be read: {error.strerror}."),))


def _open(file: BinaryIO, name: str, limits: Limits) -> tuple[ZipFile, list[tuple[str, ZipInfo]]]:
    try:
        _check_entries(file, limits)
        archive = ZipFile(file)
    except _DAMAGE as error:
        raise ArchiveError("This is no .zip archive, or it is damaged. Pack it again.") from error
    except NotImplementedError as error:
        raise ArchiveError("This kind of archive is not read. Pack it as a plain .zip.") from error
    return archive, _documents(archive.infolist(), name)


def _check_entries(file: BinaryIO, limits: Limits) -> None:
    """Counts the entries before ``zipfile`` makes an object of each, whatever the header says."""
    found, tail = 0, b""
    file.seek(0)
    while chunk := file.read(MEGABYTE):
        found += (tail + chunk).count(_ENTRY)
        tail = chunk[-3:]
        if found > limits.files:
            raise ArchiveError(
                f"The archive holds more than {limits.files} files. Split it and send the parts."
            )
    file.seek(0)


def _documents(infos: list[ZipInfo], name: str) -> list[tuple[str, ZipInfo]]:
    """Every document by its path in the vault. Archives inside are kept to be reported."""
    paths = [(_path_of(info), info) for info in infos]
    root = _root([path for path, _ in paths], name)
    entries = [(path.removeprefix(root), info) for path, info in paths if not path.endswith("/")]
    wanted = [
        (path, info)
        for path, info in entries
        if not is_passed_over(PurePosixPath(path))
        and (PurePosixPath(path).suffix.lower() in SUFFIXES or is_archive(path))
    ]
    # As a folder is read: file by file in the order of the parts of its path.
    return sorted(wanted, key=lambda entry: PurePosixPath(entry[0]).parts)


def _check_sizes(infos: list[ZipInfo], limits: Limits) -> None:
    infos = [info for info in infos if not is_archive(info.filename)]
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise ArchiveError("The archive is locked with a password. Pack it again without one.")
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked:
        raise ArchiveError(
            f"The documents of the archive have more than {limits.unpacked // MEGABYTE} MB "
            "together. Split it and send the parts."
        )
    # Short texts may repeat themselves; long ones that shrink so far are no notes.
    for info in infos:
        if info.file_size > max(MEGABYTE, info.compress_size * limits.ratio):
            raise ArchiveError(
                f"A file of the archive unpacks to more than {limits.ratio} times its size. "
                "That is no note, so nothing of it is read."
            )
    packed = sum(info.compress_size for info in infos)
    if unpacked > max(16 * MEGABYTE, packed * limits.ratio):
        raise ArchiveError(
            f"The archive unpacks to more than {limits.ratio} times its size. "
            "These are no notes, so nothing of it is read."
        )


def _read_all(
    archive: ZipFile, entries: list[tuple[str, ZipInfo]], limits: Limits
) -> Iterator[Source]:
    taken: set[str] = set()
    for path, info in entries:
        problem = _problem_of(path, info, taken, limits)
        taken.add(path)
        if problem:
            yield Source(_shown(path), "", (Problem(0, problem),))
        else:
            yield _read(archive, path, info, limits)


def _problem_of(path: str, info: ZipInfo, taken: set[str], limits: Limits) -> str:
    parts = path.split("/")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if path.startswith("/") or _DRIVE.match(path):
        return "Its path begins outside of the archive. Pack the folder again."
    if ".." in parts:
        return "Its path leads out of the archive. Pack the folder again."
    if kind not in (0, stat.S_IFREG):
        return "It is a link or no plain file. Pack the file that it stands for."
    if is_archive(path):
        return "An archive inside of an archive is not opened. Send it by itself."
    if any(category(sign) in ("Cc", "Cs") for sign in path) or "" in parts:
        return "Its name cannot be read. Rename it and pack it again."
    if len(path) > limits.name:
        return f"Its path is longer than {limits.name} characters. Give it shorter names."
    if len(parts) - 1 > limits.depth:
        return f"It lies more than {limits.depth} folders deep. Move it up."
    if info.compress_type not in METHODS:
        return "It is packed in a way that is not read. Pack it as a plain .zip."
    if path in taken:
        return "Another file of the archive has the same name. Rename one of them."
    return ""


def _read(archive: ZipFile, path: str, info: ZipInfo, limits: Limits) -> Source:
    try:
        with archive.open(info) as file:
            # A size that lies costs no more than the size that it tells.
            data = file.read(min(limits.document, info.file_size) + 1)
    except (*_DAMAGE, NotImplementedError, RuntimeError):
        return Source(path, "", (Problem(0, "It is damaged in the archive. Pack it again."),))
    return read_bytes(data, name=path, limit=limits.document)


def _shown(path: str) -> str:
    """A bad name, fit to be kept and shown."""
    signs = (sign if category(sign) not in ("Cc", "Cs") else "\ufffd" for sign in path[:200])
    return "".join(signs)


def _root(paths: list[str], name: str) -> str:
    """The folder that holds the vault, with its slash, or ``""``.

    The names inside must not depend on what the archive or its folder is called today. So the one
    folder at the top goes where it is a vault, or where it is called as the archive is; a
    vault that has but one folder keeps it, else a second folder would rename all its documents.
    """
    tops = {path.split("/", 1)[0] for path in paths if not path.startswith("__MACOSX")}
    tops.discard(".DS_Store")
    if len(tops) != 1 or not all("/" in path for path in paths if path != ".DS_Store"):
        return ""
    top = tops.pop()
    stem = PurePosixPath(name).stem
    named = top.casefold() in (stem.casefold(), _COPY.sub("", stem).casefold())
    marked = any(path.startswith(f"{top}/{VAULT_MARK}/") for path in paths)
    return f"{top}/" if (named or marked) and top not in ("", "..") else ""


def _path_of(info: ZipInfo) -> str:
    """The path as its writer meant it: slashes forward, letters composed."""
    path = info.orig_filename if info.flag_bits & _UTF8 else _decoded(info)
    return normalize("NFC", path.replace("\\", "/"))


def _decoded(info: ZipInfo) -> str:
    """Names without the mark of UTF-8 are the writer's own: try what writers really use."""
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return raw.decode("utf-8")  # macOS, and many a script
    except UnicodeDecodeError:
        pass
    try:
        japanese = raw.decode("cp932")
    except UnicodeDecodeError:
        return info.orig_filename
    good = _JAPANESE.search(japanese) and not _HALF_WIDTH.search(japanese)
    return japanese if good else info.orig_filename
