"""Photos of people are drawn again, small enough, and tell nothing of the camera."""

import io

import pytest
from PIL import Image

from koprogo.documents.intake import take_photo
from koprogo.documents.problems import Code, Refused


def picture(kind="JPEG", size=(2400, 1200), mode="RGB", **saved) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, kind, **saved)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_two_sizes_keep_the_shape_and_say_how_large_they_are():
    photo = take_photo("garden.jpg", picture())
    assert (photo.width, photo.height) == (1600, 800)
    assert opened(photo.large).size == (1600, 800)
    assert opened(photo.small).size == (400, 200)


def test_a_small_picture_does_not_grow():
    photo = take_photo("key.png", picture("PNG", (30, 20)))
    assert opened(photo.large).size == opened(photo.small).size == (30, 20)
    assert (photo.width, photo.height) == (30, 20)


def test_place_and_camera_are_gone_and_the_picture_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of Omar"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(size=(60, 20), exif=exif)
    assert b"Camera of Omar" in data
    photo = take_photo("ladder.jpg", data)
    assert (photo.width, photo.height) == (20, 60)
    for drawn in (photo.large, photo.small):
        assert b"Camera of Omar" not in drawn
        assert dict(opened(drawn).getexif()) == {}


def test_holes_are_white_and_not_black():
    photo = take_photo("logo.png", picture("PNG", (4, 4), "RGBA"))
    assert opened(photo.large).mode == "RGB"
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    drawn = opened(take_photo("clear.png", out.getvalue()).large)
    assert min(drawn.getpixel((1, 1))) > 250


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("plan.pdf", b"%PDF-1.7", Code.NO_PHOTO),
        ("film.mov", b"moov", Code.NO_PHOTO),
        ("page.jpg", b"<html></html>", Code.NOT_WHAT_IT_SAYS),
        ("half.jpg", picture()[:400], Code.DAMAGED),
        ("nothing.png", b"", Code.EMPTY),
    ],
)
def test_what_is_no_photo_is_refused(name, data, code):
    with pytest.raises(Refused) as refused:
        take_photo(name, data)
    assert (refused.value.code, refused.value.name) == (code, name)
