"""Pictures are drawn again before they are kept: nothing but the pixels stays."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from koprogo.documents.kinds import Kind
from koprogo.documents.problems import Code, Refused

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_PIXELS = 40_000_000
_QUALITY = 88


def redraw(kind: Kind, data: bytes) -> bytes:
    """Return the picture without metadata, upright, in the same format.

    Place and time, a second picture, or a program behind the last pixel are gone.
    Call it in the sandbox: it needs 12 bytes of memory for each pixel.

    Raises:
        Refused: more than 40 megapixels, or no picture that can be read.
    """
    with opened(kind, data) as picture:
        return _written(picture, kind)


@contextmanager
def opened(kind: Kind, data: bytes) -> Iterator["Picture"]:
    """Give the picture, upright; what goes wrong with it inside is refused.

    Raises:
        Refused: more than 40 megapixels, or no picture that can be read.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=[kind.name]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Refused(Code.TOO_MANY_PIXELS)
            yield ImageOps.exif_transpose(picture)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Code.TOO_MANY_PIXELS) from None
    except Exception as error:
        # Pillow answers hostile bytes with whatever it stumbles over.
        raise Refused(Code.DAMAGED) from error


def _written(picture: "Picture", kind: Kind) -> bytes:
    if kind is Kind.JPEG:
        picture = picture.convert("RGB")
    picture.info = {}
    out = io.BytesIO()
    picture.save(out, kind.name, quality=_QUALITY)
    return out.getvalue()
