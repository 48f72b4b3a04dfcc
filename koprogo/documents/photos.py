"""Photos of people: drawn again in two sizes, and nothing of the camera stays."""

import io
import struct
from dataclasses import dataclass

from koprogo.documents.kinds import Kind
from koprogo.documents.pictures import opened

LARGE, SMALL = 1600, 400
"""Pixels of the longer side: to look at, and in a list."""
_QUALITY = 82
_HEAD = struct.Struct(">HHI")


@dataclass(frozen=True, slots=True)
class Photo:
    """Two JPEG files; ``width`` and ``height``: pixels of the large one."""

    width: int
    height: int
    large: bytes
    small: bytes

    def packed(self) -> bytes:
        """Return it as bytes, for the way out of the sandbox."""
        head = _HEAD.pack(self.width, self.height, len(self.large))
        return head + self.large + self.small


def unpacked(data: bytes) -> Photo:
    """Return what ``packed`` wrote."""
    width, height, size = _HEAD.unpack_from(data)
    begin = _HEAD.size
    return Photo(width, height, data[begin : begin + size], data[begin + size :])


def draw(kind: Kind, data: bytes) -> Photo:
    """Draw a picture again, upright and without metadata, on white where it has holes.

    Call it in the sandbox.

    Raises:
        Refused: more than 40 megapixels, or no picture that can be read.
    """
    with opened(kind, data) as picture:
        flat = picture.convert("RGBA")
        paper = flat.copy()
        paper.paste("white", (0, 0, *flat.size))
        paper.alpha_composite(flat)
        large = paper.convert("RGB")
        large.thumbnail((LARGE, LARGE))
        width, height = large.size
        small = large.copy()
        small.thumbnail((SMALL, SMALL))
        return Photo(width, height, _jpeg(large), _jpeg(small))


def _jpeg(picture) -> bytes:
    out = io.BytesIO()
    picture.save(out, "jpeg", quality=_QUALITY, optimize=True)
    return out.getvalue()
