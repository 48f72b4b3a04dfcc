"""What a file is, told by its bytes: a name that says something else is refused."""

import re

from koprogo.documents.kinds import Kind, kind_of
from koprogo.documents.office import check_office
from koprogo.documents.pdf_marks import check_pdf
from koprogo.documents.problems import Code, Refused

PICTURES = {
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
}
TEXTS = {Kind.TEXT, Kind.CSV, Kind.XML}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OTHER_THAN_TEXT = re.compile(r"\s*(?:%PDF-|<)")
_XML = re.compile(r"\s*<[?!\w]")
# A web page runs programs, and a document type can unpack to gigabytes.
_NOT_PLAIN_XML = re.compile(
    r"<!(?:DOCTYPE|ENTITY)|<(?:\w+:)?(?:html|svg|script)\b", re.I
)


def identify(name: str, data: bytes) -> Kind:
    """Return what the file is, when its name and its content agree.

    Raises:
        Refused: they do not, or files like this are not kept; ``code`` says why.
    """
    kind = kind_of(name)
    if kind is None:
        raise Refused(Code.KIND_NOT_KEPT, name)
    try:
        _check(kind, data)
    except Refused as error:
        raise Refused(error.code, name) from error
    return kind


def decoded(data: bytes) -> str | None:
    """Return text in UTF-8, else in Windows-1252; None for what is no text.

    Windows-1252 reads almost any bytes: what is left to tell a picture from a text is
    that a text has no control characters.
    """
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    return None


def _check(kind: Kind, data: bytes) -> None:
    if not data:
        raise Refused(Code.EMPTY)
    if kind is Kind.PDF:
        check_pdf(data)
    elif kind in PICTURES:
        if not data.startswith(PICTURES[kind]):
            raise Refused(Code.NOT_WHAT_IT_SAYS)
    elif kind in TEXTS:
        _check_text(kind, data)
    else:
        check_office(kind, data)


def _check_text(kind: Kind, data: bytes) -> None:
    text = decoded(data)
    if text is None:
        raise Refused(Code.NOT_WHAT_IT_SAYS)
    if kind is Kind.XML:
        if not _XML.match(text):
            raise Refused(Code.NOT_WHAT_IT_SAYS)
        if _NOT_PLAIN_XML.search(text):
            raise Refused(Code.HOLDS_A_PROGRAM)
    elif _OTHER_THAN_TEXT.match(text):
        raise Refused(Code.NOT_WHAT_IT_SAYS)
