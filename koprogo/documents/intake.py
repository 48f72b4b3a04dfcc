"""From an upload to what is kept: named safely, known by its bytes, drawn again."""

import hashlib
from dataclasses import dataclass

from koprogo.documents.kinds import CONTENT_TYPES, kind_of
from koprogo.documents.names import safe_name
from koprogo.documents.photos import Photo
from koprogo.documents.problems import Code, Refused
from koprogo.documents.sandbox import photographed, redrawn
from koprogo.documents.sniffing import PICTURES, identify


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that may be stored."""

    name: str
    content_type: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def take_in(name: str, data: bytes) -> Intake:
    """Return the file as it may be kept; pictures lose all but their pixels.

    Raises:
        Refused: it is not kept; ``code`` and ``name`` say why.
    """
    name = safe_name(name)
    kind = identify(name, data)
    if kind in PICTURES:
        try:
            data = redrawn(kind, data)
        except Refused as error:
            raise Refused(error.code, name) from error
    return Intake(name, CONTENT_TYPES[kind], data)


def take_photo(name: str, data: bytes) -> Photo:
    """Return a photo as it may be kept: drawn again, in two sizes.

    Raises:
        Refused: it is no picture, or not kept; ``code`` and ``name`` say why.
    """
    name = safe_name(name)
    if kind_of(name) not in PICTURES:
        raise Refused(Code.NO_PHOTO, name)
    kind = identify(name, data)
    try:
        return photographed(kind, data)
    except Refused as error:
        raise Refused(error.code, name) from error
