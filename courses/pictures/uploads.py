"""Pictures that people upload become pictures of our own making. Pure: Pillow only, no Django.

Nothing of the upload but its pixels survives: no metadata, no script, no second file inside.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000  # a large photograph; more would fill the memory
MAX_SIDE = 1600  # pixels; twice the width of the reading column
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
COVER_SIZE = (960, 1200)  # pixels, 4:5
LEAST_COVER_SIDE = 200  # pixels; smaller pictures are a blur at the size covers are shown


class PictureError(Exception):
    """The file cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Picture:
    """A picture as it is stored; ``name`` follows from its content and ends in its type."""

    name: str
    data: bytes
    width: int
    height: int


def remake_picture(data: bytes) -> Picture:
    """The picture in ``data``, upright, at most MAX_SIDE wide and high, encoded anew.

    Photographs stay JPEG or WebP; everything else, the first frame of a GIF too, becomes PNG.
    Raises PictureError.
    """
    pixels, was = _read(data)
    pixels.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    photograph = was == "WEBP" or (was == "JPEG" and pixels.mode == "RGB")
    kind = was if photograph else "PNG"
    out = BytesIO()
    if kind == "PNG":
        pixels.save(out, kind, optimize=True)
    else:
        pixels.save(out, kind, quality=85)
    made = out.getvalue()
    return Picture(
        name=f"picture-{sha256(made).hexdigest()[:32]}.{SUFFIXES[kind]}",
        data=made,
        width=pixels.width,
        height=pixels.height,
    )


def remake_cover(data: bytes) -> bytes:
    """An uploaded picture as a cover: upright, cropped to 4:5, on white, encoded as WebP.

    Raises PictureError.
    """
    pixels, _ = _read(data, least_side=LEAST_COVER_SIDE)
    if pixels.mode == "RGBA":  # transparent parts must not turn black
        ground = Image.new("RGBA", pixels.size, "#FFFFFF")
        pixels = Image.alpha_composite(ground, pixels).convert("RGB")
    scale = min(1.0, pixels.width / COVER_SIZE[0], pixels.height / COVER_SIZE[1])
    size = (max(1, round(COVER_SIZE[0] * scale)), max(1, round(COVER_SIZE[1] * scale)))
    out = BytesIO()
    fitted = ImageOps.fit(pixels, size, Image.Resampling.LANCZOS)
    fitted.save(out, "WEBP", quality=84, method=4)
    return out.getvalue()


def _read(data: bytes, *, least_side: int = 1) -> tuple[Image.Image, str]:
    """The pixels, upright, and the format they came in; its size is looked at before its pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as opened:
                _check_size(opened.width, opened.height, least_side)
                kind = opened.format or ""
                return _plain(ImageOps.exif_transpose(opened)), kind
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise PictureError(
            "This file cannot be read as a picture. Choose a PNG, JPEG, WebP or GIF file."
        ) from error


def _check_size(width: int, height: int, least_side: int) -> None:
    has = f"The picture has {width} × {height} pixels."
    if width * height > MAX_PIXELS:
        raise PictureError(f"{has} Make it smaller than {MAX_PIXELS // 1_000_000} million in all.")
    if min(width, height) < least_side:
        raise PictureError(f"{has} Choose one with at least {least_side} on each side.")


def _plain(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where parts are transparent, on a fresh canvas that carries no metadata."""
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    pixels = picture.convert("RGBA" if clear else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    return fresh
