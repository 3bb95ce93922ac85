"""Uploaded pictures are made anew: right way up, of sensible size, with nothing else inside."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from courses.pictures.uploads import MAX_SIDE, PictureError, remake_cover, remake_picture


def encode(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def huge_png() -> bytes:
    """A few bytes that say they are 30000 by 30000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp"), ("GIF", "png")]
)
def test_the_four_kinds_are_taken(kind: str, suffix: str) -> None:
    made = remake_picture(encode(Image.new("RGB", (40, 30), "#884422"), kind))
    assert made.name.startswith("picture-")
    assert made.name.endswith(f".{suffix}")
    assert (made.width, made.height) == (40, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a<script>alert(1)</script>",
        encode(Image.new("RGB", (4, 4)), "BMP"),
        encode(Image.new("RGB", (4, 4)), "TIFF"),
        encode(Image.new("RGB", (4, 4)), "PNG")[:40],
    ],
    ids=["empty", "svg", "html", "gif-html", "bmp", "tiff", "cut"],
)
def test_everything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(PictureError, match="Choose a PNG"):
        remake_picture(data)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read() -> None:
    with pytest.raises(PictureError, match=r"million pixels|cannot be read"):
        remake_picture(huge_png())


def test_a_turned_photograph_stands_upright_and_tells_no_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010E] = "a secret place"
    made = remake_picture(encode(Image.new("RGB", (60, 20)), "JPEG", exif=exif))
    assert (made.width, made.height) == (20, 60)
    assert b"secret" not in made.data
    with Image.open(BytesIO(made.data)) as again:
        assert not again.getexif()


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    data = encode(Image.new("RGB", (8, 8)), "PNG") + b"<script>alert(1)</script>PK\x03\x04"
    assert b"script" not in remake_picture(data).data


def test_transparency_stays() -> None:
    made = remake_picture(encode(Image.new("RGBA", (8, 8), (10, 20, 30, 0)), "PNG"))
    with Image.open(BytesIO(made.data)) as again:
        assert again.mode == "RGBA"


def test_large_pictures_are_made_smaller() -> None:
    made = remake_picture(encode(Image.new("RGB", (4000, 1000)), "JPEG"))
    assert (made.width, made.height) == (MAX_SIDE, 400)


def test_the_same_picture_has_the_same_name() -> None:
    data = encode(Image.new("RGB", (8, 8), "#123456"), "PNG")
    assert remake_picture(data).name == remake_picture(data).name


@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_picture_or_words(data: bytes) -> None:
    for start in (
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
    ):
        with suppress(PictureError):
            remake_picture(start + data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_cover_is_cropped_to_four_by_five(kind: str) -> None:
    data = remake_cover(encode(Image.new("RGB", (900, 600), "#176E78"), kind))
    with Image.open(BytesIO(data)) as cover:
        assert (cover.format, cover.width * 5) == ("WEBP", cover.height * 4)


def test_a_large_cover_is_reduced_and_a_small_one_not_blown_up() -> None:
    with Image.open(BytesIO(remake_cover(encode(Image.new("RGB", (3000, 4000)), "PNG")))) as large:
        assert large.size == (960, 1200)
    with Image.open(BytesIO(remake_cover(encode(Image.new("RGB", (240, 300)), "PNG")))) as small:
        assert small.size == (240, 300)


def test_a_turned_cover_stands_upright_and_loses_its_metadata() -> None:
    picture = Image.new("RGB", (500, 400), "#000000")
    picture.paste((255, 255, 255), (0, 0, 250, 400))  # the left half is white
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010E] = "where it was taken"
    with Image.open(BytesIO(remake_cover(encode(picture, "JPEG", exif=exif.tobytes())))) as cover:
        assert cover.getpixel((cover.width // 2, 20))[0] > 200  # type: ignore[index]
        assert cover.getpixel((cover.width // 2, cover.height - 20))[0] < 50  # type: ignore[index]
        assert not cover.getexif()


def test_a_covers_transparency_becomes_white() -> None:
    data = remake_cover(encode(Image.new("RGBA", (400, 500), (0, 0, 0, 0)), "PNG"))
    with Image.open(BytesIO(data)) as cover:
        assert min(cover.getpixel((100, 100))) > 250  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        encode(Image.new("RGB", (400, 500)), "PNG")[:120],
        encode(Image.new("RGB", (400, 500)), "BMP"),
    ],
)
def test_what_is_no_picture_is_no_cover_in_words(data: bytes) -> None:
    with pytest.raises(PictureError, match="cannot be read as a picture"):
        remake_cover(data)


def test_a_cover_of_too_many_or_too_few_pixels_is_refused() -> None:
    with pytest.raises(PictureError, match="smaller"):
        remake_cover(encode(Image.new("1", (8000, 6000)), "PNG"))
    with pytest.raises(PictureError, match="at least 200"):
        remake_cover(encode(Image.new("RGB", (100, 500)), "PNG"))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_cover_but_a_refusal(data: bytes) -> None:
    with pytest.raises(PictureError):
        remake_cover(data)
