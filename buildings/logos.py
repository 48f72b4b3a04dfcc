"""The picture at the head of a firm's letters: drawn again, small enough. Pure."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_BYTES = 300_000
# What is opened at once: 24 MB of memory.
MAX_PIXELS = 6_000_000
WIDEST = 1200
# Longest side, and whether 256 colours must do: the last one always fits.
TRIES = (
    (WIDEST, False),
    (WIDEST, True),
    (900, True),
    (600, True),
    (400, True),
)


class LogoTooLarge(ValueError):
    """The picture has more than ``MAX_PIXELS``."""


def draw_logo(data: bytes) -> bytes:
    """Return a picture (PNG or JPEG, of ``koprogo.documents.intake``) as a small PNG.

    At most 1,200 pixels wide and high, and 300 kB; nothing but the pixels stays.

    Raises:
        LogoTooLarge: more than 6 megapixels.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as opened:
        opened.draft("RGB", (WIDEST, WIDEST))  # a photo is read at half its size
        if opened.width * opened.height > MAX_PIXELS:
            raise LogoTooLarge(f"{opened.width} × {opened.height}")
        drawn = opened.convert("RGBA")
    drawn.info = {}
    tries = (_png(drawn, side, few_colours) for side, few_colours in TRIES)
    return next(png for png in tries if len(png) <= MAX_BYTES)


def _png(picture: "Picture", side: int, few_colours: bool) -> bytes:
    """Make ``picture`` that small, and return it."""
    picture.thumbnail((side, side))
    out = io.BytesIO()
    drawn = picture.quantize(256) if few_colours else picture
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
