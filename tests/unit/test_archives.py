"""A vault as .zip gives its documents; an archive that means harm gives a message, and quickly."""

from __future__ import annotations

import contextlib
import io
import random
import stat
import struct
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Sequence

import pytest

from courses.importing.archives import ArchiveError, Limits, is_archive, read_archive
from courses.importing.sources import Source

LIMITS = Limits(files=50, unpacked=40_000_000, document=5_000_000, ratio=100, depth=4)
NOTE = "# Lamps\n\nThe lamp burned oil [0:12].\n"


def pack(*files: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    made.seek(0)
    return made


def read(file: io.BytesIO, name: str = "notes.zip", limits: Limits = LIMITS) -> list[Source]:
    return list(read_archive(file, name=name, limits=limits))


def names(sources: Sequence[Source]) -> list[str]:
    return [source.name for source in sources if not source.problems]


def problems(sources: Sequence[Source]) -> dict[str, str]:
    return {one.name: one.problems[0].message for one in sources if one.problems}


def test_documents_come_in_the_order_of_a_folder_and_nothing_else_does() -> None:
    found = read(
        pack(
            ("b/two.md", NOTE),
            ("a/one.markdown", NOTE),
            ("top.txt", NOTE),
            ("picture.png", b"\x89PNG"),
            ("b/", b""),
            (".obsidian/workspace.md", NOTE),
            ("b/.trash/old.md", NOTE),
            ("__MACOSX/b/._two.md", b"\x00\x05"),
            ("README.md", "about"),
        )
    )
    assert names(found) == ["a/one.markdown", "b/two.md", "top.txt"]
    assert not problems(found)
    assert {source.text for source in found} == {NOTE}


@pytest.mark.parametrize(
    ("archive", "files", "wanted"),
    [
        ("vault.zip", ["vault/a.md", "vault/b/c.md"], ["a.md", "b/c.md"]),
        ("vault (2).zip", ["Vault/a.md"], ["a.md"]),
        ("vault-main.zip", ["vault-main/a.md"], ["a.md"]),
        ("today.zip", ["Notes/a.md", "Notes/.obsidian/app.json"], ["a.md"]),
        ("today.zip", ["Channel/a.md", "Channel/b.md"], ["Channel/a.md", "Channel/b.md"]),
        ("vault.zip", ["vault/a.md", "other/a.md"], ["other/a.md", "vault/a.md"]),
        ("vault.zip", ["vault/a.md", "__MACOSX/vault/._a.md", ".DS_Store"], ["a.md"]),
    ],
)
def test_a_name_does_not_hang_on_what_the_archive_is_called(
    archive: str, files: list[str], wanted: list[str]
) -> None:
    assert names(read(pack(*[(name, NOTE) for name in files]), archive)) == wanted


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("../evil.md", "out of the archive"),
        ("a/../../evil.md", "out of the archive"),
        ("..\\evil.md", "out of the archive"),
        ("/etc/evil.md", "begins outside"),
        ("\\\\host\\evil.md", "begins outside"),
        ("C:\\evil.md", "begins outside"),
        ("a//b.md", "cannot be read"),
        ("a\x07b.md", "cannot be read"),
        ("1/2/3/4/5/deep.md", "4 folders deep"),
        ("x" * 250 + ".md", "200 characters"),
        ("more.zip", "not opened"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused_alone(path: str, words: str) -> None:
    found = read(pack((path, NOTE), ("good.md", NOTE)))
    assert names(found) == ["good.md"]
    (message,) = problems(found).values()
    assert words in message
    assert not any(unicodedata.category(sign) == "Cc" for one in found for sign in one.name)


def test_links_are_not_followed() -> None:
    link = zipfile.ZipInfo("link.md")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.md", NOTE)
    found = read(made)
    assert names(found) == ["good.md"]
    assert "It is a link" in problems(found)["link.md"]


def test_the_same_name_twice_is_told() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        made = pack(("a.md", NOTE), ("a.md", "other"))
    found = read(made)
    assert [bool(one.problems) for one in found] == [False, True]


def test_too_many_files_are_refused_before_they_are_listed() -> None:
    with pytest.raises(ArchiveError, match="more than 50 files"):
        read(pack(*[(f"{number}.png", b"") for number in range(51)]))
    assert len(read(pack(*[(f"{number}.md", NOTE) for number in range(50)]))) == 50


def test_a_bomb_is_refused_in_little_memory() -> None:
    bomb = pack(("bomb.md", b"a" * 30_000_000))
    tracemalloc.start()
    with pytest.raises(ArchiveError, match="100 times its size"):
        read(bomb)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_bomb_of_many_small_files_is_refused() -> None:
    files = [(f"{number}.md", b"a" * 900_000) for number in range(40)]
    with pytest.raises(ArchiveError, match="100 times its size"):
        read(pack(*files))


def test_documents_too_large_together_are_refused() -> None:
    noise = random.Random(1).randbytes(3_000_000)
    files = [(f"{number}.md", noise) for number in range(4)]
    with pytest.raises(ArchiveError, match="more than 9 MB"):
        read(pack(*files), limits=Limits(50, 9 * 1024 * 1024, 5_000_000, 100, 4))


def test_a_bomb_that_lies_about_its_size_is_cut_short() -> None:
    made = bytearray(pack(("bomb.md", b"a" * 30_000_000)).getvalue())
    for sign, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", made, made.find(sign) + place, 1000)
    tracemalloc.start()
    found = read(io.BytesIO(bytes(made)))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert "damaged" in problems(found)["bomb.md"]


def test_a_document_over_the_limit_is_refused_alone() -> None:
    noise = "".join(random.Random(1).choices("abcdefghij ", k=6_000_000))
    found = read(pack(("long.md", noise), ("good.md", NOTE)))
    assert names(found) == ["good.md"]
    assert "larger than" in problems(found)["long.md"]


def test_a_locked_archive_says_so() -> None:
    made = bytearray(pack(("a.md", NOTE)).getvalue())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.find(sign) + place] |= 1
    with pytest.raises(ArchiveError, match="password"):
        read(io.BytesIO(bytes(made)))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(method: int) -> None:
    assert "not read" in problems(read(pack(("a.md", NOTE), method=method)))["a.md"]


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive at all" * 99, b"\x1f\x8b\x08" * 40])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(ArchiveError, match=r"no \.zip archive"):
        read(io.BytesIO(data))


def test_damage_anywhere_is_a_message_and_never_a_crash() -> None:
    whole = pack(("a.md", NOTE * 50), ("b/c.md", NOTE), ("d.txt", "x" * 5000)).getvalue()
    drawn = random.Random(3)
    for _ in range(400):
        made = bytearray(whole)
        for _ in range(drawn.randint(1, 6)):
            made[drawn.randrange(len(made))] = drawn.randrange(256)
        if drawn.random() < 0.3:
            del made[drawn.randrange(len(made)) :]
        with contextlib.suppress(ArchiveError):
            read(io.BytesIO(bytes(made)))


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Ökonomie über Öl.md", "utf-8"),
        ("日本の経済.md", "cp932"),
        ("Zürich.md", "cp437"),
        ("日本の経済.md", "utf-8"),
    ],
)
def test_names_without_the_mark_of_utf8_are_read_as_they_were_meant(
    name: str, encoding: str
) -> None:
    raw = name.encode(encoding)
    stand_in = "x" * len(raw)
    made = pack((stand_in, NOTE)).getvalue().replace(stand_in.encode(), raw)
    (found,) = read(io.BytesIO(made))
    assert found.name == name


def test_names_are_composed_so_that_a_mac_and_a_folder_agree() -> None:
    assert names(read(pack((unicodedata.normalize("NFD", "Öl.md"), NOTE)))) == ["Öl.md"]


def test_archives_are_known_by_their_ending() -> None:
    assert is_archive("Vault.ZIP")
    assert not is_archive("vault.md")
