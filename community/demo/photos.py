"""Photos of the demo's things: drawn here from plain shapes, nothing is downloaded. Pure."""

import io
from functools import cache
from typing import TYPE_CHECKING

from community.demo.shapes import PICTURES, Shape
from koprogo.documents.kinds import Kind
from koprogo.documents.photos import Photo, draw

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# Pixels of what is kept; drawn twice as large, which smooths the edges.
WIDTH, HEIGHT, TIMES = 960, 720, 2
# Shapes are told on a paper of 100 by 75.
UNIT = WIDTH * TIMES / 100
HORIZON = 52


@cache
def photo(name: str) -> Photo:
    """Return a picture of ``shapes.PICTURES`` in the two sizes that are kept."""
    from PIL import Image, ImageDraw

    wall, floor, shapes = PICTURES[name]
    paper = Image.new("RGB", (WIDTH * TIMES, HEIGHT * TIMES), wall)
    pen = ImageDraw.Draw(paper)
    pen.rectangle(_large((0, HORIZON, 100, 75)), floor)
    for shape in shapes:
        _put(pen, shape)
    out = io.BytesIO()
    _lit(paper.reduce(TIMES)).save(out, "PNG", compress_level=1)
    return draw(Kind.PNG, out.getvalue())


def _put(pen, shape: Shape) -> None:
    what, colour, numbers = shape
    corners = _large(numbers)
    if what == "line":
        *points, width = corners
        pen.line(points, colour, int(width), joint="curve")
    elif what == "box":
        pen.rounded_rectangle(corners, UNIT, colour)
    elif what == "disc":
        pen.ellipse(corners, colour)
    elif what == "ring":
        pen.ellipse(corners, outline=colour, width=int(1.4 * UNIT))
    else:
        pen.polygon(corners, colour)


def _large(numbers: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(number * UNIT for number in numbers)


def _lit(picture: "Picture") -> "Picture":
    """Let light fall from above, as in a room: a picture is no icon."""
    from PIL import Image

    light = Image.linear_gradient("L").resize(picture.size)
    dark = Image.new("RGB", picture.size, "#1c2430")
    return Image.composite(dark, picture, light.point(lambda value: value // 4))
