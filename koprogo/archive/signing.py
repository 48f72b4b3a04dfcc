"""The signature of an archive: Ed25519, by a key of the installation. Pure.

The private key is derived from the installation's secret and kept nowhere. Another
secret is another key; archives that were made before stay valid under the old one.
"""

from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from koprogo.encryption import derived_key

__all__ = ["is_signed", "public_key", "sign"]

PURPOSE = "archive signature"


def public_key(secret: str) -> str:
    """Return the installation's public key: 32 bytes in base64."""
    return b64encode(_key(secret).public_key().public_bytes_raw()).decode()


def sign(secret: str, data: bytes) -> str:
    """Return the signature of ``data``: 64 bytes in base64."""
    return b64encode(_key(secret).sign(data)).decode()


def is_signed(data: bytes, *, signature: str, key: str) -> bool:
    """Tell whether the owner of the public ``key`` signed ``data``."""
    try:
        owner = Ed25519PublicKey.from_public_bytes(b64decode(key, validate=True))
        owner.verify(b64decode(signature, validate=True), data)
    except (ValueError, InvalidSignature):
        return False
    return True


def _key(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(derived_key(secret.encode(), PURPOSE))
