"""Strangers' files are opened in another process; what it does is tested here too."""

import io
import resource
import sys
import zlib

import pytest
from PIL import Image

from koprogo.documents import child, pictures, reading, sandbox
from koprogo.documents.intake import Intake, take_in
from koprogo.documents.kinds import CONTENT_TYPES, Kind, kind_of
from koprogo.documents.problems import Code, Refused
from tests.documents import files

WORDS = {
    "deed.pdf": "Le toit sera rénové en 2027.",
    "roof.png": "",
    "roof.jpg": "",
    "roof.JPEG": "",
    "rules.txt": "Règlement d’ordre intérieur",
    "old.txt": "Règlement",
    "lots.csv": "code;shares A;500",
    "bank.xml": "10",
    "contract.docx": "Contrat d’ascenseur",
    "table.xlsx": "Décompte",
    "letter.odt": "Règlement & annexes",
    "table.ods": "Règlement & annexes",
}


@pytest.mark.parametrize("name", files.ACCEPTED)
def test_the_words_of_each_kind(name):
    assert reading.text_of(kind_of(name), files.ACCEPTED[name]) == WORDS[name]


@pytest.mark.parametrize("name", ["deed.pdf", "letter.odt"])
def test_the_other_process_reads_the_same(name):
    assert sandbox.words(kind_of(name), files.ACCEPTED[name]) == WORDS[name]


def test_text_is_cut_to_what_may_be_kept():
    assert reading.tidy("é" * 300_000) == "é" * 250_000
    assert reading.tidy(" a\x00b\ud800\n\tc ") == "a b c"


def test_a_long_pdf_is_read_to_the_limit(monkeypatch):
    long = files.pdf("toit", pages=3)
    assert reading.text_of(Kind.PDF, long) == "toit toit toit"
    monkeypatch.setattr(reading, "MAX_PAGES", 2)
    assert reading.text_of(Kind.PDF, long) == "toit toit"
    monkeypatch.setattr(reading, "MAX_TEXT_BYTES", 3)
    assert reading.text_of(Kind.PDF, long) == "toi"


# Six megabytes of orders to draw the letter a: many seconds of work for who reads them.
BUSY = files.pdf(drawing=b"(a) Tj " * 1_000_000)


def test_a_file_that_takes_too_long_is_let_go():
    with pytest.raises(sandbox.Failed):
        sandbox.words(Kind.PDF, BUSY, seconds=1)


def test_a_file_that_hangs_is_let_go():
    """Without using any processor: the clock on the wall counts too."""
    with pytest.raises(sandbox.Failed):
        sandbox.words(Kind.TEXT, b"text", seconds=0)


def test_a_file_that_needs_too_much_memory_is_let_go():
    data = files.picture(size=(6000, 6000))
    assert len(sandbox.redrawn(Kind.PNG, data)) > 0
    with pytest.raises(Refused) as refused:
        sandbox.redrawn(Kind.PNG, data, memory=150_000_000)
    assert refused.value.code is Code.DAMAGED


def test_the_other_process_knows_no_secrets(monkeypatch):
    seen = {}

    def run(command, **kwargs):
        seen.update(kwargs, command=command)
        raise sandbox.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(sandbox.subprocess, "run", run)
    with pytest.raises(sandbox.Failed):
        sandbox.words(Kind.PDF, b"")
    assert seen["env"] == {"LANG": "C.UTF-8"}


# What the other process does, here in ours


class Streams:
    def __init__(self, data):
        self.buffer = io.BytesIO(data)


def run_child(monkeypatch, work, kind, data):
    """Return the status and what was written; the limits are only noted."""
    limits = {}
    out = Streams(b"")
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    monkeypatch.setattr(sys, "stdin", Streams(data))
    monkeypatch.setattr(sys, "stdout", out)
    status = child.main(work, kind, "7", "1000000")
    assert limits == {
        resource.RLIMIT_CPU: (7, 7),
        resource.RLIMIT_AS: (1_000_000, 1_000_000),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    return status, out.buffer.getvalue()


def test_the_child_writes_words(monkeypatch):
    answer = run_child(monkeypatch, "text", "txt", "été".encode())
    assert answer == (0, "été".encode())


def test_the_child_writes_pictures(monkeypatch):
    status, data = run_child(monkeypatch, "picture", "png", files.picture())
    assert (status, Image.open(io.BytesIO(data)).size) == (0, (8, 6))


def test_the_child_says_why_not(monkeypatch):
    assert run_child(monkeypatch, "picture", "png", b"x") == (1, b"")
    monkeypatch.setattr(pictures, "MAX_PIXELS", 47)
    too_many = run_child(monkeypatch, "picture", "png", files.picture())
    assert too_many == (child.TOO_MANY_PIXELS, b"")


# Pictures


def rotated():
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its side
    exif[0x010F] = "Phone of Omar"
    return files.picture("JPEG", exif=exif, comment=b"at home")


def test_a_picture_keeps_its_pixels_and_nothing_else():
    before = rotated()
    assert b"Phone of Omar" in before
    after = pictures.redraw(Kind.JPEG, before + b"<script>alert(1)</script>")
    for trace in (b"Phone of Omar", b"at home", b"Exif", b"<script>"):
        assert trace not in after
    assert Image.open(io.BytesIO(after)).size == (6, 8)


def test_pictures_of_other_colours():
    out = io.BytesIO()
    Image.new("CMYK", (4, 4)).save(out, "JPEG")
    after = Image.open(io.BytesIO(pictures.redraw(Kind.JPEG, out.getvalue())))
    assert after.mode == "RGB"
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(out, "PNG")
    after = Image.open(io.BytesIO(pictures.redraw(Kind.PNG, out.getvalue())))
    assert after.getpixel((0, 0)) == (1, 2, 3, 0)


def huge(width, height):
    """A PNG of a few bytes that says it has so many pixels."""
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    chunk = b"\0\0\0\x0d" + head + zlib.crc32(head).to_bytes(4)
    end = b"\0\0\0\0IEND" + zlib.crc32(b"IEND").to_bytes(4)
    return b"\x89PNG\r\n\x1a\n" + chunk + end


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((8000, 5000), Code.DAMAGED),  # 40 megapixels would do, were there any
        ((8000, 5001), Code.TOO_MANY_PIXELS),
        ((10_000, 10_000), Code.TOO_MANY_PIXELS),
        ((60_000, 60_000), Code.TOO_MANY_PIXELS),
    ],
)
def test_a_picture_of_too_many_pixels_is_not_drawn(size, code):
    with pytest.raises(Refused) as refused:
        pictures.redraw(Kind.PNG, huge(*size))
    assert refused.value.code is code
    with pytest.raises(Refused) as refused:
        sandbox.redrawn(Kind.PNG, huge(*size))
    assert refused.value.code is code


# From an upload to what is kept


@pytest.mark.parametrize("name", files.ACCEPTED)
def test_each_kind_is_taken_in(name):
    taken = take_in(name, files.ACCEPTED[name])
    assert taken.name == name
    assert taken.content_type == CONTENT_TYPES[kind_of(name)]
    if not taken.content_type.startswith("image/"):
        assert taken.data == files.ACCEPTED[name]


def test_a_damaged_picture_is_refused_by_name():
    with pytest.raises(Refused) as refused:
        take_in("folder/roof.png", files.picture()[:40])
    assert (refused.value.code, refused.value.name) == (Code.DAMAGED, "roof.png")


def test_the_hash_is_that_of_the_bytes():
    assert Intake("a.txt", "text/plain", b"abc").sha256.startswith("ba7816bf")
