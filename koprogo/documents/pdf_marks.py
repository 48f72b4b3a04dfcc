"""What the bytes of a PDF tell without parsing it (ISO 32000-1)."""

import io
import re
import zipfile
import zlib

from koprogo.documents.problems import Code, Refused

_TAIL = 2048
_PIECE = 64 * 1024
_MAX_UNPACKED = 50 * 1024 * 1024
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_NAME = rb"(?![^\s/<>\[\](){}%])"
_PROTECTED = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_PROGRAM = re.compile(rb"/(?:JavaScript|Launch)" + _END_OF_NAME)
_OBJECT_STREAM = re.compile(rb"/ObjStm" + _END_OF_NAME + rb".{0,500}?stream\r?\n", re.S)


def check_pdf(data: bytes) -> None:
    """Refuse what is not only a PDF, is protected, or starts a program when opened.

    Objects that are packed into streams are looked at as well. This is hygiene, not
    proof: what passes is still sent as an attachment and never opened on our pages.

    Raises:
        Refused: with the reason.
    """
    if not data.startswith(b"%PDF-"):
        raise Refused(Code.NOT_WHAT_IT_SAYS)
    if b"%%EOF" not in data[-_TAIL:]:
        raise Refused(Code.DAMAGED)
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused(Code.NOT_WHAT_IT_SAYS)
    if _PROTECTED.search(_unescaped(data)):
        raise Refused(Code.PROTECTED)
    if any(_PROGRAM.search(_unescaped(part)) for part in (data, *_packed(data))):
        raise Refused(Code.HOLDS_A_PROGRAM)


def _unescaped(data: bytes) -> bytes:
    """Names may be written with #xx: ``/#4aavaScript``."""
    return _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), data)


def _packed(data: bytes) -> list[bytes]:
    """Return the contents of the object streams, 50 MB of them at most.

    Raises:
        Refused: one cannot be unpacked, so what it holds is not known.
    """
    found = []
    room = _MAX_UNPACKED
    for match in _OBJECT_STREAM.finditer(data):
        found.append(_unpacked(data, match.end(), room))
        room -= len(found[-1])
    return found


def _unpacked(data: bytes, start: int, room: int) -> bytes:
    """Inflate what begins at ``start``. Where it ends, it says itself."""
    unpacker = zlib.decompressobj()
    out = bytearray()
    pieces = (data[n : n + _PIECE] for n in range(start, len(data), _PIECE))
    try:
        while not unpacker.eof and (
            piece := unpacker.unconsumed_tail or next(pieces, b"")
        ):
            out += unpacker.decompress(piece, _PIECE)
            if len(out) > room:
                raise Refused(Code.UNPACKS_TOO_LARGE)
    except zlib.error:
        raise Refused(Code.DAMAGED) from None
    return bytes(out)
