"""The characters that every bank in the SEPA accepts, and how others are written. Pure.

Source: EPC217-08, "SEPA requirements for an extended character set": letters, digits,
space and ``/ - ? : ( ) . , ' +``. Accents are dropped; what has no likeness becomes a
full stop, so that nobody takes the text for complete.
"""

import re
import unicodedata

MAX_NAME = 70
MAX_MESSAGE = 140
MAX_ID = 35

_WRITTEN = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "€": "EUR",
        "&": "+",
        "_": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        '"': "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": "'",
        "\N{RIGHT DOUBLE QUOTATION MARK}": "'",
        "«": "'",
        "»": "'",
        ";": ",",
        "°": "o",
    }
)
_FOREIGN = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")


def latin(text: str, limit: int) -> str:
    """Return ``text`` on one line in the accepted characters, at most ``limit`` long."""
    return _accepted(text)[:limit].strip()


def identifier(text: str) -> str:
    """Return ``text`` as an identifier of at most 35 characters.

    It neither begins nor ends with a slash and has no two in a row: the guidelines of
    the EPC refuse those.
    """
    single = re.sub(r"/(?:\s*/)+", "/", _accepted(text))
    return single.strip("/ ")[:MAX_ID].strip("/ ")


def group_identifier(message_id: str, number: int) -> str:
    """Return what a file calls one of its groups of payments, from 1."""
    suffix = f"-{number}"
    return message_id[: MAX_ID - len(suffix)] + suffix


def _accepted(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_WRITTEN))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _FOREIGN.sub(".", " ".join(plain.split()))
