"""Documents that are none: what is large, packed, two things at once, or a program."""

import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from solidarity.models import Paper, Request
from tests.solidarity import making
from tests.solidarity.committee.making import url
from tests.solidarity.requests import filling


@pytest.fixture
def person(fund):
    def of(name: str) -> Client:
        client = Client()
        client.force_login(making.person(name))
        return client

    return of


def zipped(data: bytes = b"x") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("x.txt", data)
    return packed.getvalue()


def picture(kind: str, size=(8, 8)) -> bytes:
    found = BytesIO()
    Image.new("RGB", size, "white").save(found, kind)
    return found.getvalue()


def bomb() -> bytes:
    """A PNG of a few kB that would be 400 million pixels."""
    small = picture("PNG")
    head = b"IHDR" + (20_000).to_bytes(4, "big") * 2 + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]


PROGRAM = b"<script>alert(1)</script>"
REFUSED = {
    "slip.zip": zipped(),
    "slip.exe": b"MZ" + bytes(64),
    "slip.html": PROGRAM,
    "slip.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "zip.pdf": zipped(),
    "both.pdf": filling.PDF + zipped() + b"%%EOF",
    "late.pdf": b"x" * 2048 + filling.PDF,
    "acts.pdf": filling.PDF.replace(b"<<>>", b"<</OpenAction<</S/JavaScript/JS(x)>>>>"),
    "locked.pdf": filling.PDF.replace(b"trailer<<>>", b"trailer<</Encrypt 1 0 R>>"),
    "cut.pdf": filling.PDF[:20],
    "empty.pdf": b"",
    "page.jpg": PROGRAM,
    "page.png": b"\x89PNG\r\n\x1a\n" + PROGRAM,
    "bomb.png": bomb(),
    "huge.pdf": filling.PDF + b"%" * settings.UPLOAD_LIMIT_BYTES + b"\n%%EOF\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plain_document_is_not_kept(fund, person, name):
    request = filling.draft()
    omar = person("omar")
    said = {"kind": "income", "files": SimpleUploadedFile(name, REFUSED[name])}
    page = omar.post(url("request-papers", request.uuid), said)
    assert page.status_code == 200
    assert page.context["papers_form"].errors["files"]
    assert not request.papers.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_keeps_its_pixels_and_nothing_else(fund, person, kind):
    """A program behind the picture, and where the picture was taken, are gone."""
    request, omar = filling.draft(), person("omar")
    data = picture(kind) + PROGRAM + zipped()
    name = f"../../etc/slip.{'jpg' if kind == 'JPEG' else 'png'}"
    said = {"kind": "income", "files": SimpleUploadedFile(name, data)}
    omar.post(url("request-papers", request.uuid), said)
    paper = request.papers.get()
    answer = omar.get(url("request-paper", request.uuid, paper.uuid))
    assert PROGRAM not in answer.content
    assert b"PK\x03\x04" not in answer.content
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in answer["Content-Disposition"]
    assert "/" not in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_a_document_whose_time_is_over_is_gone_and_no_error(seats, person):
    request = filling.sent()
    paper = request.papers.first()
    Paper.objects.filter(pk=paper.pk).update(file=None, name="")
    answer = person("omar").get(url("request-paper", request.uuid, paper.uuid))
    assert answer.status_code == 410
    lea = making.confirmed(Client(), "lea")
    lea.post(url("file-open", request.uuid))
    answer = lea.post(url("file-paper", request.uuid, paper.uuid), follow=True)
    assert "erased" in answer.content.decode()
    assert Request.objects.get(pk=request.pk).state == "complete"
