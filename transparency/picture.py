"""The picture that is shown where the public page is shared (Open Graph), as PNG.

The same words give the same bytes. Letters are those of the letters on paper (Liberation
Sans, which deploy/setup.sh installs): those that Pillow ships have no é and no €.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
MOST_LINES = 4

BRAND, PAPER, INK, MUTED = "#0b6b5d", "#ffffff", "#17212b", "#53616d"
# The fonts do not know the narrow space that does not break, of French amounts.
_NARROW, _SPACE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_MARGIN = 72
_HEAD = 168  # the coloured band with the title
_FOOT = 84
#: the first that the machine has
_FONTS = ("LiberationSans-Regular.ttf", "Arial.ttf", "DejaVuSans.ttf")
_TITLE, _VALUE, _LABEL, _SMALL, _LEAST = 64, 60, 36, 30, 20  # sizes of letters


class TooManyLines(ValueError):
    """More figures than the picture has room for."""


class NoFont(RuntimeError):
    """The machine has none of the fonts."""


def picture(title: str, lines: Sequence[tuple[str, str]], as_of: str) -> bytes:
    """Return the picture: a title, figures as (label, value), and of when they are.

    Words that are too long are written smaller, and cut in the end.

    Raises:
        TooManyLines: more than four.
        NoFont: the machine has none of the fonts.
    """
    from PIL import Image, ImageDraw

    if len(lines) > MOST_LINES:
        raise TooManyLines(len(lines))
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, _HEAD), fill=BRAND)
    _write(draw, title, _TITLE, y=_HEAD // 2, width=WIDTH - 2 * _MARGIN, fill=PAPER)
    step = (HEIGHT - _HEAD - _FOOT) // max(len(lines), 1)
    for place, (label, value) in enumerate(lines):
        y = _HEAD + place * step + step // 2
        whole = WIDTH - 2 * _MARGIN
        taken = _write(draw, value, _VALUE, y=y, width=whole // 2, fill=BRAND, end=True)
        _write(draw, label, _LABEL, y=y, width=whole - taken - 24, fill=INK)
    _write(
        draw,
        as_of,
        _SMALL,
        y=HEIGHT - _FOOT // 2,
        width=WIDTH - 2 * _MARGIN,
        fill=MUTED,
    )
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _write(
    draw: "ImageDraw",
    text: str,
    size: int,
    *,
    y: int,
    width: int,
    fill: str,
    end: bool = False,
) -> int:
    """Write a line with its middle at ``y``, at the margin; return how wide it became."""
    text, font = _fitted(text.replace(_NARROW, _SPACE), size, width)
    x, anchor = (WIDTH - _MARGIN, "rm") if end else (_MARGIN, "lm")
    draw.text((x, y), text, font=font, fill=fill, anchor=anchor)
    return round(font.getlength(text))


def _fitted(text: str, size: int, width: int) -> tuple[str, "FreeTypeFont"]:
    """Return the text and its letters, so that it is not wider than ``width``."""
    font = _font(size)
    while size > _LEAST and font.getlength(text) > width:
        size -= 2
        font = _font(size)
    while len(text) > 1 and font.getlength(text) > width:
        text = f"{text[:-2].rstrip()}…"
    return text, font


def _font(size: int) -> "FreeTypeFont":
    """Return the first font that the machine has.

    Raises:
        NoFont: it has none of them.
    """
    from PIL import ImageFont

    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise NoFont(", ".join(_FONTS))
