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
MAX_PIXELS = 24_000_000
MAX_SIDE = 1600  # pixels; twice the width of the reading column
SUFFIXES = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise PictureError(
                        f"The picture has {opened.width} × {opened.height} pixels. Make it "
                        f"smaller than {MAX_PIXELS // 1_000_000} million pixels in all."
                    )
                wanted = opened.format if opened.format in ("JPEG", "WEBP") else "PNG"
                upright = ImageOps.exif_transpose(opened)
                pixels = _plain(upright)
    except PictureError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise PictureError(
            "This file cannot be read as a picture. Choose a PNG, JPEG, WebP or GIF file."
        ) from error
    pixels.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    kind = wanted if wanted == "WEBP" or pixels.mode == "RGB" else "PNG"
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


def _plain(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where parts are transparent, on a fresh canvas that carries no metadata."""
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    pixels = picture.convert("RGBA" if clear else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    return fresh
