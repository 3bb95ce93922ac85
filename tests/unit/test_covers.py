"""Covers: the same course always gets the same picture; an upload becomes only pixels."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from courses.covers import (
    CONSTRUCTIONS,
    PALETTES,
    CoverError,
    cover_style,
    draw_cover,
    resize_cover,
)

LENGTHS = [198, 164, 225, 188]
TICKS = [[10, 70], [5], [0, 40, 90], []]
SMALL = (40, 50)


def encoded(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def slugs_of_every_construction() -> dict[str, str]:
    found: dict[str, str] = {}
    for number in range(60):
        found.setdefault(cover_style(f"course-{number}")[0], f"course-{number}")
    return found


def test_every_construction_and_palette_is_reached() -> None:
    styles = {cover_style(f"course-{number}") for number in range(400)}
    assert len({construction for construction, _ in styles}) == len(CONSTRUCTIONS) == 5
    assert len({palette for _, palette in styles}) == len(PALETTES) == 6


@pytest.mark.parametrize("slug", slugs_of_every_construction().values())
def test_the_same_course_gets_the_same_cover(slug: str) -> None:
    first = draw_cover(slug, LENGTHS, TICKS, size=SMALL)
    assert first.size == SMALL
    assert first.tobytes() == draw_cover(slug, LENGTHS, TICKS, size=SMALL).tobytes()


@pytest.mark.parametrize("slug", slugs_of_every_construction().values())
def test_lengths_shape_the_cover_and_the_dot_is_always_there(slug: str) -> None:
    picture = draw_cover(slug, LENGTHS, TICKS, size=(80, 100))
    assert picture.tobytes() != draw_cover(slug, [20, 300, 40], [], size=(80, 100)).tobytes()
    assert picture.getpixel((69, 11)) == (240, 181, 28)


def test_a_wide_cover_is_thirteen_by_five() -> None:
    assert draw_cover("x", LENGTHS, TICKS, wide=True, size=(130, 0)).size == (130, 50)


def test_neighbouring_tones_differ() -> None:
    for palette in PALETTES:
        for count in range(1, 15):
            tones = palette.tones(count)
            assert all(a != b for a, b in pairwise(tones))


@settings(max_examples=30, deadline=None)
@given(
    st.text(max_size=20),
    st.lists(st.integers(0, 90_000), max_size=40),
    st.lists(st.lists(st.integers(-5, 90_000), max_size=30), max_size=40),
    st.booleans(),
)
def test_any_course_can_be_drawn(
    slug: str, lengths: list[int], ticks: list[list[int]], wide: bool
) -> None:
    assert draw_cover(slug, lengths, ticks, wide=wide, size=SMALL).mode == "RGB"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_an_upload_is_cropped_to_four_by_five(kind: str) -> None:
    data = resize_cover(encoded(Image.new("RGB", (900, 600), "#176E78"), kind))
    with Image.open(BytesIO(data)) as cover:
        assert (cover.format, cover.width * 5) == ("WEBP", cover.height * 4)


def test_a_large_upload_is_reduced_and_a_small_one_not_blown_up() -> None:
    with Image.open(BytesIO(resize_cover(encoded(Image.new("RGB", (3000, 4000)))))) as large:
        assert large.size == (960, 1200)
    with Image.open(BytesIO(resize_cover(encoded(Image.new("RGB", (240, 300)))))) as small:
        assert small.size == (240, 300)


def test_a_turned_photograph_stands_upright_and_loses_its_metadata() -> None:
    picture = Image.new("RGB", (500, 400), "#000000")
    picture.paste((255, 255, 255), (0, 0, 250, 400))  # the left half is white
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010E] = "where it was taken"
    with Image.open(BytesIO(resize_cover(encoded(picture, "JPEG", exif=exif.tobytes())))) as cover:
        assert cover.getpixel((cover.width // 2, 20))[0] > 200  # type: ignore[index]
        assert cover.getpixel((cover.width // 2, cover.height - 20))[0] < 50  # type: ignore[index]
        assert not cover.getexif()


def test_transparency_becomes_white() -> None:
    data = resize_cover(encoded(Image.new("RGBA", (400, 500), (0, 0, 0, 0))))
    with Image.open(BytesIO(data)) as cover:
        assert min(cover.getpixel((100, 100))) > 250  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        encoded(Image.new("RGB", (400, 500)))[:120],
        encoded(Image.new("RGB", (400, 500)), "BMP"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(CoverError, match="cannot be read as a picture"):
        resize_cover(data)


def test_too_many_and_too_few_pixels_are_refused() -> None:
    with pytest.raises(CoverError, match="smaller"):
        resize_cover(encoded(Image.new("1", (8000, 6000))))
    with pytest.raises(CoverError, match="at least 200"):
        resize_cover(encoded(Image.new("RGB", (100, 500))))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_cause_anything_but_a_refusal(data: bytes) -> None:
    with pytest.raises(CoverError):
        resize_cover(data)
