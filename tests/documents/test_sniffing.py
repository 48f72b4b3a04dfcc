"""What is kept, and what is refused and why. The files are made here."""

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.documents import office, pdf_marks
from koprogo.documents.kinds import CONTENT_TYPES, EXTENSIONS, Kind
from koprogo.documents.messages import SENTENCES, sentence
from koprogo.documents.problems import Code, Refused
from koprogo.documents.sniffing import decoded, identify
from tests.documents import files

KINDS = {
    "deed.pdf": Kind.PDF,
    "roof.png": Kind.PNG,
    "roof.jpg": Kind.JPEG,
    "roof.JPEG": Kind.JPEG,
    "rules.txt": Kind.TEXT,
    "old.txt": Kind.TEXT,
    "lots.csv": Kind.CSV,
    "bank.xml": Kind.XML,
    "contract.docx": Kind.DOCX,
    "table.xlsx": Kind.XLSX,
    "letter.odt": Kind.ODT,
    "table.ods": Kind.ODS,
}


def refusal(name, data):
    with pytest.raises(Refused) as refused:
        identify(name, data)
    assert refused.value.name == name
    return refused.value.code


@pytest.mark.parametrize("name", files.ACCEPTED)
def test_each_kind_is_known(name):
    assert identify(name, files.ACCEPTED[name]) is KINDS[name]


def test_every_kind_has_an_example_and_a_content_type():
    assert set(KINDS.values()) == set(Kind) == set(CONTENT_TYPES)


@pytest.mark.parametrize("name", files.ACCEPTED)
def test_a_name_that_says_something_else_is_refused(name):
    wrong = {
        extension: refusal(f"x.{extension}", files.ACCEPTED[name])
        for extension, kind in EXTENSIONS.items()
        if not (kind is KINDS[name] or {kind, KINDS[name]} == {Kind.TEXT, Kind.CSV})
    }
    assert set(wrong.values()) == {Code.NOT_WHAT_IT_SAYS}


@pytest.mark.parametrize(
    "name", ["setup.exe", "page.html", "logo.svg", "old.doc", "deed.pdf.js", "pdf", ""]
)
def test_other_kinds_are_not_kept(name):
    assert refusal(name, b"%PDF-1.7\n%%EOF") is Code.KIND_NOT_KEPT


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_nothing_is_refused_as_empty(extension):
    assert refusal(f"x.{extension}", b"") is Code.EMPTY


@given(st.sampled_from(sorted(EXTENSIONS)), st.binary(max_size=300))
def test_no_bytes_make_it_stumble(extension, data):
    with suppress(Refused):
        assert identify(f"x.{extension}", data) is EXTENSIONS[extension]


@given(
    st.sampled_from(sorted(files.ACCEPTED)),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.binary(max_size=20),
)
def test_no_damage_makes_it_stumble(name, start, stop, junk):
    data = files.ACCEPTED[name]
    with suppress(Refused):
        assert identify(name, data[:start] + junk + data[stop:]) is KINDS[name]


# PDF


def packed(content):
    """An object stream with this in it."""
    data = zlib.compress(content)
    return (
        b"9 0 obj<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>stream\r\n"
        % len(data)
        + data
        + b"\nendstream endobj\n"
    )


SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<script>alert(1)</script>" + files.pdf(), Code.NOT_WHAT_IT_SAYS),
        (b"\n" + files.pdf(), Code.NOT_WHAT_IT_SAYS),
        (files.pdf() + files.archive([("a", b"b")]), Code.NOT_WHAT_IT_SAYS),
        (files.pdf()[:-6], Code.DAMAGED),
        (files.pdf() + b" " * 2048, Code.DAMAGED),
        (files.pdf(objects=b"trailer<</Encrypt 8 0 R>>"), Code.PROTECTED),
        (files.pdf(objects=b"trailer<</Encrypt<</V 4>>>>"), Code.PROTECTED),
        (files.pdf(objects=b"trailer<</#45ncrypt 8 0 R>>"), Code.PROTECTED),
        (files.pdf(objects=b"8 0 obj" + SCRIPT), Code.HOLDS_A_PROGRAM),
        (files.pdf(objects=b"8 0 obj<</S/J#61vaScript>>"), Code.HOLDS_A_PROGRAM),
        (files.pdf(objects=b"8 0 obj<</S/Launch/F(x)>>"), Code.HOLDS_A_PROGRAM),
        (files.pdf(objects=packed(b"8 0 " + SCRIPT)), Code.HOLDS_A_PROGRAM),
        (files.pdf(objects=b"<</Type/ObjStm>>stream\nxxxx"), Code.DAMAGED),
    ],
)
def test_a_pdf_that_is_more_or_less_than_a_document(data, code):
    assert refusal("deed.pdf", data) is code


@pytest.mark.parametrize(
    "objects",
    [
        packed(b"8 0 <</Type/Annot>>"),
        packed(bytes(200_000)),
        b"8 0 obj<</EncryptMetadata true>>endobj",
        b"8 0 obj<</S/LaunchPad>>endobj",
    ],
)
def test_an_ordinary_pdf_passes(objects):
    assert identify("deed.pdf", files.pdf(objects=objects)) is Kind.PDF


def test_a_pdf_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(pdf_marks, "_MAX_UNPACKED", 1_000_000)
    two = packed(bytes(600_000)) * 2
    assert refusal("deed.pdf", files.pdf(objects=two)) is Code.UNPACKS_TOO_LARGE
    one = files.pdf(objects=packed(bytes(600_000)))
    assert identify("deed.pdf", one) is Kind.PDF


# Office


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", Code.OLD_OR_PROTECTED_OFFICE),
        ("a.docx", b"PK\x03\x04 and no archive", Code.DAMAGED),
        ("a.docx", b"junk" + files.docx(), Code.NOT_WHAT_IT_SAYS),
        ("a.docx", files.archive([("word/document.xml", "")]), Code.NOT_WHAT_IT_SAYS),
        ("a.docx", files.docx(("word/vbaProject.bin", b"x")), Code.HOLDS_A_PROGRAM),
        ("a.xlsx", files.xlsx(("xl/macrosheets/1.xml", b"")), Code.HOLDS_A_PROGRAM),
        ("a.docx", files.docx(("word/activeX/1.bin", b"")), Code.HOLDS_A_PROGRAM),
        (
            "a.odt",
            files.odf("text", ("Basic/Standard/x.xml", "")),
            Code.HOLDS_A_PROGRAM,
        ),
        ("a.odt", files.odf("text", ("Scripts/python/x.py", "")), Code.HOLDS_A_PROGRAM),
        (
            "a.docx",
            files.archive(
                [("[Content_Types].xml", files.DOCX_LABEL + b"macroEnabled.main")]
            ),
            Code.HOLDS_A_PROGRAM,
        ),
        ("a.docx", files.docx(("../../etc/passwd", b"")), Code.DAMAGED),
        ("a.docx", files.docx(("/etc/passwd", b"")), Code.DAMAGED),
    ],
)
def test_an_archive_that_is_more_or_less_than_a_document(name, data, code):
    assert refusal(name, data) is code


def stated(data, size):
    """The same archive, whose directory says that its last part has this size."""
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 24] + size.to_bytes(4, "little") + data[entry + 28 :]


def protected(data):
    entry = data.rindex(b"PK\x01\x02")
    return data[: entry + 8] + b"\x01" + data[entry + 9 :]


@pytest.mark.parametrize(
    ("size", "fits"),
    [
        (office.MAX_UNPACKED_BYTES - len(files.DOCX_LABEL), True),
        (office.MAX_UNPACKED_BYTES - len(files.DOCX_LABEL) + 1, False),
        (4_000_000_000, False),
    ],
)
def test_a_bomb_is_not_unpacked(size, fits):
    bomb = stated(files.docx(), size)
    if fits:
        assert identify("a.docx", bomb) is Kind.DOCX
    else:
        assert refusal("a.docx", bomb) is Code.UNPACKS_TOO_LARGE


def test_an_archive_of_too_many_parts():
    room = office.MAX_PARTS - 2
    parts = [(f"word/media/{n}", b"") for n in range(room + 1)]
    assert identify("a.docx", files.docx(*parts[:room])) is Kind.DOCX
    assert refusal("a.docx", files.docx(*parts)) is Code.UNPACKS_TOO_LARGE


def test_a_protected_archive():
    assert refusal("a.odt", protected(files.odf())) is Code.PROTECTED


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name():
    twice = files.docx(("word/document.xml", b"<other/>"))
    assert refusal("a.docx", twice) is Code.DAMAGED


# Text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"a\x00b", Code.NOT_WHAT_IT_SAYS),
        ("a.txt", b"\x81\x8d", Code.NOT_WHAT_IT_SAYS),
        ("a.csv", b" <html><script>", Code.NOT_WHAT_IT_SAYS),
        ("a.txt", files.pdf(), Code.NOT_WHAT_IT_SAYS),
        ("a.xml", b"code;shares", Code.NOT_WHAT_IT_SAYS),
        ("a.xml", "<Document/>".encode("utf-16"), Code.NOT_WHAT_IT_SAYS),
        ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", Code.HOLDS_A_PROGRAM),
        ("a.xml", b"<html xmlns='x'><body/></html>", Code.HOLDS_A_PROGRAM),
        ("a.xml", b"<?xml version='1.0'?><x:svg/>", Code.HOLDS_A_PROGRAM),
    ],
)
def test_what_only_looks_like_text(name, data, code):
    assert refusal(name, data) is code


def test_text_in_two_encodings():
    assert decoded("é".encode()) == decoded(b"\xef\xbb\xbf\xc3\xa9") == "é"
    assert decoded(b"\xe9\x80") == "é€"
    assert decoded(b"a\tb\r\n\x0cc") == "a\tb\r\n\x0cc"
    assert decoded(b"\x81") is None
    assert decoded(b"\x1b[0m") is None


# Words


def test_each_reason_is_said_with_the_name():
    assert set(SENTENCES) == set(Code)
    said = [sentence(Refused(code, "deed.pdf")) for code in Code]
    assert all(text.startswith("“deed.pdf” ") for text in said)
    assert len(set(said)) == len(Code)
