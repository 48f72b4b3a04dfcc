"""Secrets that rest in the database: AES-256-GCM with one key per purpose.

A token is text: ``k1.<key id>.<nonce and ciphertext in base64url>``. It opens only with
the same purpose and the same context, so a token that was copied to another place does
not open there. Several keys may be in use: the newest writes, all of them read.
"""

import os
import re
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["BadKeys", "Keyring", "Undecipherable", "derived_key"]

VERSION = "k1"
KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID = re.compile(r"[a-z0-9-]{1,20}")


class BadKeys(ValueError):
    """The setting does not hold keys as ``Keyring.parse`` wants them."""


class Undecipherable(ValueError):
    """Damaged, written for another place, or the key is no longer there."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """Keys by id, the newest first."""

    keys: dict[str, bytes]

    @classmethod
    def parse(cls, text: str) -> "Keyring":
        """Read ``id:key,id:key``, the newest first; a key is 32 bytes in base64.

        Raises:
            BadKeys: nothing there, an id used twice, or a key of another length.
        """
        keys: dict[str, bytes] = {}
        for part in text.split(","):
            key_id, _colon, encoded = part.strip().partition(":")
            if not KEY_ID.fullmatch(key_id) or key_id in keys:
                raise BadKeys("each key needs an id of its own: id:key,id:key")
            keys[key_id] = _key_bytes(key_id, encoded)
        return cls(keys)

    def encrypt(self, text: str, *, purpose: str, context: str) -> str:
        """Return a token for ``text``.

        ``purpose`` chooses the key ("second-factor"); ``context`` says where the token
        stands: table.column, and the row where it is known.
        """
        key_id = next(iter(self.keys))
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._cipher(key_id, purpose).encrypt(
            nonce, text.encode(), _bound_to(key_id, context)
        )
        return f"{VERSION}.{key_id}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, token: str, *, purpose: str, context: str) -> str:
        """Return what ``encrypt`` was given.

        Raises:
            Undecipherable: with no word about which of the reasons.
        """
        version, key_id, payload = _split(token)
        if version != VERSION or key_id not in self.keys:
            raise Undecipherable("no key for this token")
        try:
            raw = b64decode(payload, altchars=b"-_", validate=True)
            opened = self._cipher(key_id, purpose).decrypt(
                raw[:NONCE_BYTES], raw[NONCE_BYTES:], _bound_to(key_id, context)
            )
        except (ValueError, InvalidTag) as error:
            raise Undecipherable("this token does not open here") from error
        return opened.decode()

    def encrypt_bytes(self, data: bytes, *, purpose: str, context: str) -> bytes:
        """Return ``data`` sealed, for a file: only the newest key opens it.

        For keys of their own that are never renewed, such as those of one file.
        """
        key_id, nonce = next(iter(self.keys)), os.urandom(NONCE_BYTES)
        cipher = self._cipher(key_id, purpose)
        return nonce + cipher.encrypt(nonce, data, _bound_to(key_id, context))

    def decrypt_bytes(self, sealed: bytes, *, purpose: str, context: str) -> bytes:
        """Return what ``encrypt_bytes`` was given.

        Raises:
            Undecipherable: with no word about which of the reasons.
        """
        key_id = next(iter(self.keys))
        try:
            return self._cipher(key_id, purpose).decrypt(
                sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(key_id, context)
            )
        except (ValueError, InvalidTag) as error:
            raise Undecipherable("this file does not open here") from error

    def is_current(self, token: str) -> bool:
        """Tell whether the newest key wrote the token."""
        return _split(token)[:2] == (VERSION, next(iter(self.keys)))

    def _cipher(self, key_id: str, purpose: str) -> AESGCM:
        return AESGCM(derived_key(self.keys[key_id], purpose))


def derived_key(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes that nobody finds without ``secret``: others for each purpose."""
    derivation = HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()
    )
    return derivation.derive(secret)


def _key_bytes(key_id: str, encoded: str) -> bytes:
    try:
        key = b64decode(encoded, validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise BadKeys(f"key {key_id} is not {KEY_BYTES} bytes in base64")
    return key


def _split(token: str) -> tuple[str, str, str]:
    version, _dot, rest = token.partition(".")
    key_id, _dot, payload = rest.partition(".")
    return version, key_id, payload


def _bound_to(key_id: str, context: str) -> bytes:
    return f"{VERSION}.{key_id}.{context}".encode()
