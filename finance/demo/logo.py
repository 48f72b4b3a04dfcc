"""The picture on the letters of Syndic Lambert: two gables and an L, drawn here. Pure."""

import io

# Drawn this many times larger than it is kept: that smooths the edges.
TIMES = 4
SIDE = 320
GREEN, WHITE = "#0b6b5d", "#ffffff"
# Corners in the square of 320 by 320.
HIGH_HOUSE = [(72, 250), (72, 118), (122, 68), (172, 118), (172, 250)]
LOW_HOUSE = [(172, 250), (172, 162), (210, 124), (248, 162), (248, 250)]
LETTER = [(100, 136), (124, 136), (124, 202), (150, 202), (150, 226), (100, 226)]
WINDOW = (198, 178, 222, 202)


def draw() -> bytes:
    """Return a PNG that ``draw_logo`` of the firm's page would take."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (SIDE * TIMES, SIDE * TIMES))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle(_large((0, 0, SIDE - 1, SIDE - 1)), 56 * TIMES, GREEN)
    for house in (HIGH_HOUSE, LOW_HOUSE):
        pen.polygon([_large(corner) for corner in house], WHITE)
    pen.polygon([_large(corner) for corner in LETTER], GREEN)
    pen.rectangle(_large(WINDOW), GREEN)
    out = io.BytesIO()
    picture.resize((SIDE, SIDE)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _large(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(number * TIMES for number in numbers)
