"""The signature of a message: the public convention “Standard Webhooks”. Pure.

A receiver computes HMAC-SHA256 of ``id.timestamp.body`` with the bytes behind
``whsec_``, compares, and refuses a timestamp that is some minutes old.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_bytes

__all__ = ["headers", "new_secret"]

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Return ``whsec_`` and 32 random bytes in base64."""
    return PREFIX + b64encode(token_bytes(SECRET_BYTES)).decode()


def headers(
    secrets: Sequence[str], *, ident: str, moment: int, body: bytes
) -> dict[str, str]:
    """Return the three headers that go with ``body``.

    ``ident``: the same whenever this message is sent; ``moment``: seconds since 1970.
    With several secrets the signatures stand side by side: one of them fits.
    """
    signed = f"{ident}.{moment}.".encode() + body
    return {
        "webhook-id": ident,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(_signature(each, signed) for each in secrets),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX), validate=True)
    return f"v1,{b64encode(hmac.digest(key, signed, sha256)).decode()}"
