"""Documents of word processors and spreadsheets: archives that say what they are."""

import io
import re
import zipfile

from koprogo.documents.kinds import CONTENT_TYPES, Kind
from koprogo.documents.problems import Code, Refused

MAX_PARTS = 2000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
_MAX_LABEL_BYTES = 1024 * 1024
_ENCRYPTED = 0x1

_MAIN_PART = {
    Kind.DOCX: b"wordprocessingml.document.main+xml",
    Kind.XLSX: b"spreadsheetml.sheet.main+xml",
}
_PROGRAM = re.compile(
    r"(^|/)(vbaproject[^/]*|vbadata\.xml|macrosheets/.*|activex/.*)$"
    r"|^(basic|scripts)/",
    re.IGNORECASE,
)


def check_office(kind: Kind, data: bytes) -> None:
    """Refuse what is not of this ``kind``, holds macros, or unpacks to far too much.

    Nothing but the label that names the kind is unpacked.

    Raises:
        Refused: with the reason.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(Code.OLD_OR_PROTECTED_OFFICE)
    if not data.startswith(b"PK\x03\x04"):
        raise Refused(Code.NOT_WHAT_IT_SAYS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive.infolist())
            label = _label(kind, archive)
    except Refused:
        raise
    except Exception as error:
        # zipfile answers hostile bytes with whatever it stumbles over.
        raise Refused(Code.DAMAGED) from error
    _check_label(kind, label)


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED_BYTES:
        raise Refused(Code.UNPACKS_TOO_LARGE)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(Code.PROTECTED)
    if len(set(names)) != len(names) or any(map(_leads_out, names)):
        raise Refused(Code.DAMAGED)
    if any(map(_PROGRAM.search, names)):
        raise Refused(Code.HOLDS_A_PROGRAM)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/")


def _label(kind: Kind, archive: zipfile.ZipFile) -> bytes:
    """Return the part that names the kind: two families, two parts."""
    name = "[Content_Types].xml" if kind in _MAIN_PART else "mimetype"
    if name not in archive.namelist():
        raise Refused(Code.NOT_WHAT_IT_SAYS)
    with archive.open(name) as part:
        return part.read(_MAX_LABEL_BYTES)


def _check_label(kind: Kind, label: bytes) -> None:
    if kind not in _MAIN_PART:
        if label.strip() != CONTENT_TYPES[kind].encode():
            raise Refused(Code.NOT_WHAT_IT_SAYS)
        return
    if b"macroenabled" in label.lower():
        raise Refused(Code.HOLDS_A_PROGRAM)
    if _MAIN_PART[kind] not in label:
        raise Refused(Code.NOT_WHAT_IT_SAYS)
