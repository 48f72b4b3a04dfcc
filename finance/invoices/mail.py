"""The files in a saved e-mail (.eml), bounded in every direction. Pure.

Nothing of the message is shown or kept: only what is attached to it is looked at.
"""

import re
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

MAX_BYTES = 10_000_000
MAX_FILES = 50
# A message in a message in a message: the reader goes down one by one.
MAX_DEPTH = 50
_CONTAINER = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.I | re.M)


class MailError(ValueError):
    """This is no message that can be read."""


def attached(data: bytes) -> list[tuple[str, bytes]]:
    """Return (name, content) of what is attached, in the order of the message.

    Raises:
        MailError: it is too large, too deep, or no message at all.
    """
    if len(data) > MAX_BYTES or len(_CONTAINER.findall(data)) > MAX_DEPTH:
        raise MailError(len(data))
    message = message_from_bytes(data)
    if not message.get("From"):
        raise MailError("From")
    files = [(part, part.get_filename()) for part in message.walk()]
    named = [(part, name) for part, name in files if name and not part.is_multipart()]
    return [(_readable(name), _content(part)) for part, name in named[:MAX_FILES]]


def _readable(name: str) -> str:
    """Return a name in which other letters than ASCII stand encoded (RFC 2047)."""
    try:
        return str(make_header(decode_header(name)))
    except (HeaderParseError, LookupError, UnicodeDecodeError):
        return name


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
