"""The kinds of files that are kept, by the end of their names."""

from enum import StrEnum


class Kind(StrEnum):
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TEXT = "txt"
    CSV = "csv"
    XML = "xml"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"


EXTENSIONS = {kind.value: kind for kind in Kind} | {"jpg": Kind.JPEG}

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
# XML leaves as plain text: a browser that opens it after all shows it and runs nothing.
CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.TEXT: "text/plain",
    Kind.CSV: "text/csv",
    Kind.XML: "text/plain",
    Kind.DOCX: f"{_OOXML}.wordprocessingml.document",
    Kind.XLSX: f"{_OOXML}.spreadsheetml.sheet",
    Kind.ODT: f"{_ODF}.text",
    Kind.ODS: f"{_ODF}.spreadsheet",
}


def kind_of(name: str) -> Kind | None:
    """Return what a file says it is by the end of its name, or None: not kept."""
    _stem, dot, extension = name.rpartition(".")
    return EXTENSIONS.get(extension.lower()) if dot else None
