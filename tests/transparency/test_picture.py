"""The picture of the shared page: its size, the same each time, and every letter in it."""

import io

import pytest
from PIL import Image, ImageFont

from transparency import picture as module
from transparency.picture import HEIGHT, WIDTH, NoFont, TooManyLines, picture

LINES = [("Copropriétés", "1\N{NARROW NO-BREAK SPACE}234"), ("Größe", "−0,60 €")]


def opened(*arguments):
    image = Image.open(io.BytesIO(picture(*arguments)))
    image.load()
    return image


def ink(image, box):
    """How many points of a part are not of the paper or the band."""
    colours = image.crop(box).getcolors(WIDTH * HEIGHT)
    return sum(number for number, _colour in colours) - max(colours)[0]


def test_it_is_a_png_of_the_size_that_is_shared():
    image = opened("KoproGo", LINES, "Stand: 19. März 2026")
    assert (image.format, image.size) == ("PNG", (1200, 630))


def test_the_same_words_are_the_same_bytes():
    first, second = (picture("KoproGo", LINES, "März") for _ in range(2))
    assert first == second
    assert first != picture("KoproGo", LINES[:1], "März")


@pytest.mark.parametrize("letter", "éèêçôœÉäöüßÜëï€−’…·½²" + "\N{NO-BREAK SPACE}")
def test_the_letters_of_four_languages_are_known(letter):
    """A letter that the font lacks is drawn as a box: as one that nobody has."""
    font = module._font(40)
    assert bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def test_the_narrow_space_of_french_amounts_is_a_space():
    wide = [("a", "1\N{NO-BREAK SPACE}234")]
    narrow = [("a", "1\N{NARROW NO-BREAK SPACE}234")]
    assert picture("t", narrow, "x") == picture("t", wide, "x")


@pytest.mark.parametrize("words", ["long words " * 40, "W" * 400])
def test_long_words_stay_inside_the_margins(words):
    image = opened(words, [(words, words)] * 4, words)
    assert ink(image, (0, 0, 60, HEIGHT)) <= 60 * HEIGHT // 2
    margin = image.crop((0, 180, 60, HEIGHT)).getcolors()
    assert len(margin) == 1
    assert len(image.crop((WIDTH - 60, 180, WIDTH, HEIGHT)).getcolors()) == 1


def test_a_page_without_figures():
    assert opened("KoproGo", [], "").size == (WIDTH, HEIGHT)


def test_there_is_room_for_four_figures():
    picture("KoproGo", LINES * 2, "x")
    with pytest.raises(TooManyLines):
        picture("KoproGo", LINES * 3, "x")


def test_a_machine_without_a_font(monkeypatch):
    def missing(*_arguments):
        raise OSError("cannot open resource")

    monkeypatch.setattr(ImageFont, "truetype", missing)
    with pytest.raises(NoFont):
        picture("KoproGo", LINES, "x")
