"""A logo as it is kept: a small PNG of pixels and nothing else."""

import io
import random

import pytest
from PIL import Image, PngImagePlugin

from buildings import logos
from buildings.logos import LogoTooLarge, draw_logo


def picture(size, kind="PNG", mode="RGB", **options):
    return written(Image.new(mode, size, "red"), kind, **options)


def noise(*size):
    """A picture that no method makes smaller."""
    colours = random.Random(7).randbytes(size[0] * size[1] * 3)
    return written(Image.frombytes("RGB", size, colours), "PNG")


def written(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_it_is_a_png_of_the_same_size(kind):
    found = opened(draw_logo(picture((300, 100), kind)))
    assert (found.format, found.size) == ("PNG", (300, 100))


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ((1200, 600), (1200, 600)),
        ((1201, 600), (1200, 600)),
        ((600, 2400), (300, 1200)),
        ((3000, 2), (1200, 1)),
    ],
)
def test_no_side_is_longer_than_1200_pixels(size, drawn):
    assert opened(draw_logo(picture(size))).size == drawn


@pytest.mark.parametrize(
    ("side", "mode", "drawn"),
    [(200, "RGBA", 200), (500, "P", 500), (1200, "P", 400)],
)
def test_few_colours_come_before_fewer_pixels(side, mode, drawn):
    data = noise(side, side)
    found = draw_logo(data)
    assert len(found) <= logos.MAX_BYTES
    assert (opened(found).mode, opened(found).size) == (mode, (drawn, drawn))


def test_see_through_stays_see_through():
    clear = written(Image.new("RGBA", (10, 10), (255, 0, 0, 0)), "PNG")
    assert opened(draw_logo(clear)).getpixel((5, 5))[3] == 0


def test_what_is_not_a_pixel_is_gone():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Sophie, Rue Haute 10")
    data = picture((20, 20), pnginfo=notes, icc_profile=b"a profile")
    assert b"Rue Haute" in data
    found = draw_logo(data)
    assert b"Rue Haute" not in found
    assert opened(found).info == {}


@pytest.mark.parametrize(("height", "refused"), [(2000, False), (2001, True)])
def test_six_million_pixels_at_most(height, refused):
    data = picture((3000, height))
    if refused:
        with pytest.raises(LogoTooLarge):
            draw_logo(data)
    else:
        assert opened(draw_logo(data)).size == (1200, 800)


def test_a_photo_is_read_at_half_its_size():
    assert opened(draw_logo(picture((4000, 3000), "JPEG"))).size == (1200, 900)
