"""Files from strangers: each is read, or refused with a reason; nothing else."""

import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.invoices.document import InvoiceError, Reason, SupplierDocument
from finance.invoices.reading import MAX_BYTES
from finance.invoices.ubl import MAX_ATTACHMENTS, MAX_LINES, parse
from tests.finance.invoices_ubl.invoices import LINES, PDF, document, xml

GOOD = xml()
DECLARATION, _BREAK, BODY = GOOD.partition(b"\n")
ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
BOMB = f'<!DOCTYPE Invoice [<!ENTITY e0 "ha">{ENTITIES}]>'.encode()


def refused(data):
    with pytest.raises(InvoiceError) as caught:
        parse(data)
    return caught.value.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.NOT_XML),
        (b"%PDF-1.7", Reason.NOT_XML),
        (GOOD[:-20], Reason.NOT_XML),
        (GOOD.replace(b"UTF-8", b"UTF-9"), Reason.NOT_XML),
        (GOOD.replace("É".encode(), b"\xff"), Reason.NOT_XML),
        (b"<a>" * 100_000 + b"</a>" * 100_000, Reason.NOT_XML),
        (b"<Invoice/>", Reason.NOT_AN_INVOICE),
        (GOOD.replace(b"xsd:Invoice-2", b"xsd:Order-2"), Reason.NOT_AN_INVOICE),
        (b" " * (MAX_BYTES + 1), Reason.TOO_LARGE),
    ],
)
def test_what_is_no_invoice(data, reason):
    assert refused(data) == reason


def test_the_largest_file_is_read():
    padding = b" " * (MAX_BYTES - len(GOOD))
    assert parse(GOOD + padding) == document()
    assert refused(GOOD + padding + b" ") == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE Invoice>",
        b'<!DOCTYPE Invoice SYSTEM "http://127.0.0.1:9/invoice.dtd">',
        b'<!DOCTYPE Invoice [<!ENTITY name SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE Invoice [<!ENTITY % all SYSTEM "file:///etc/passwd"> %all;]>',
    ],
)
def test_no_document_type(doctype, monkeypatch):
    def connect(*args):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert refused(b"\n".join([DECLARATION, doctype, BODY])) == Reason.HAS_DTD


@pytest.mark.parametrize("old", [b"2025/17", b"application/pdf"])
def test_an_entity_is_never_put_in(old):
    """Neither in a text nor in an attribute; the parser counts what would come of it."""
    doctype = b'<!DOCTYPE Invoice [<!ENTITY name SYSTEM "file:///etc/passwd">]>'
    body = BODY.replace(old, b"&name;", 1)
    with pytest.raises(InvoiceError) as caught:
        parse(b"\n".join([DECLARATION, doctype, body]))
    assert "root:" not in str(caught.value)
    bomb = b"\n".join([DECLARATION, BOMB, BODY.replace(old, b"&e9;", 1)])
    assert refused(bomb) in {Reason.HAS_DTD, Reason.NOT_XML}


def test_no_included_file():
    """XInclude is an element like any other: it is not followed."""
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
    )
    assert refused(xml((">2025/17<", f">{include}<"))) == Reason.MISSING


def test_a_document_has_a_bounded_number_of_lines():
    assert len(parse(xml(lines=LINES[:1] * MAX_LINES)).lines) == MAX_LINES
    assert refused(xml(lines=LINES[:1] * (MAX_LINES + 1))) == Reason.TOO_MANY


def test_a_document_has_a_bounded_number_of_attachments():
    assert len(parse(xml(attachments=(PDF,) * MAX_ATTACHMENTS)).attachments) == 20
    assert refused(xml(attachments=(PDF,) * 21)) == Reason.TOO_MANY


def test_texts_are_on_one_line_and_bounded():
    name = "SA\n\tÉlévation " + "x" * 1000
    found = parse(xml(("Ascenseurs Élévation SA", name))).supplier_name
    assert found == ("SA Élévation " + "x" * 1000)[:500]


def test_comments_and_instructions_are_no_text():
    found = parse(xml(("2025/17", "2025<!-- not -->/<?this either?>17")))
    assert found == document()


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_other_encodings(encoding):
    text = GOOD.decode().replace("UTF-8", encoding)
    assert parse(text.encode(encoding)) == document()


def is_read_or_refused(data):
    try:
        return isinstance(parse(data), SupplierDocument)
    except InvoiceError as error:
        return error.reason in Reason


@given(st.integers(0, len(GOOD)))
def test_a_file_cut_anywhere(length):
    assert is_read_or_refused(GOOD[:length])


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=40))
def test_a_file_damaged_anywhere(start, length, other):
    assert is_read_or_refused(GOOD[:start] + other + GOOD[start + length :])


# Every value of the document, one after the other: what stands between > and <.
VALUES = re.findall(r">([^<>\s][^<>]*<)", GOOD.decode())
hostile = st.one_of(
    st.text(st.characters(codec="utf-8", min_codepoint=32, exclude_characters="<&")),
    st.sampled_from(
        ["NaN", "Infinity", "1E+9", "-0", "9" * 40, "1.005", "٣", "2025-02-30", ""]
    ),
)


@given(st.sampled_from(VALUES), hostile)
def test_any_value_in_any_place(value, other):
    changed = GOOD.decode().replace(f">{value}", f">{other}<")
    assert is_read_or_refused(changed.encode())
