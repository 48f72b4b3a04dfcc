"""Copies of data at rest: sealed piece by piece, with a key that goes with the copy.

A copy holds all that is known about a person, also what lies encrypted everywhere else.
Whoever takes the files, or a backup of them, reads nothing of it.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from koprogo.encryption import KEY_BYTES, Keyring
from koprogo.privacy.models import DataCopy

__all__ = ["new_key", "renew_encryption", "seal", "unseal"]

PURPOSE = "privacy"
PIECE = 2**16
#: by which a sealed piece is longer: nonce and tag
MORE = 28


def new_key(copy: UUID) -> str:
    """Return a new key of a copy, wrapped for its row."""
    return _wrapped(b64encode(os.urandom(KEY_BYTES)).decode(), copy)


def seal(source: IO[bytes], target: IO[bytes], copy: DataCopy, *, name: str) -> None:
    """Write all of ``source`` into ``target``, sealed under a name."""
    keys = _keys(copy)
    source.seek(0)
    for number, piece, is_last in _pieces(source, PIECE):
        context = _context(copy.uuid, name, number, is_last)
        target.write(keys.encrypt_bytes(piece, purpose=PURPOSE, context=context))
    target.seek(0)


def unseal(source: IO[bytes], target: IO[bytes], copy: DataCopy, *, name: str) -> None:
    """Write into ``target`` what was sealed under this name.

    Raises:
        Undecipherable: of ``koprogo.encryption``; it is damaged, or not whole.
    """
    keys = _keys(copy)
    for number, piece, is_last in _pieces(source, PIECE + MORE):
        context = _context(copy.uuid, name, number, is_last)
        target.write(keys.decrypt_bytes(piece, purpose=PURPOSE, context=context))
    target.seek(0)


def _pieces(source: IO[bytes], size: int) -> Iterator[tuple[int, bytes, bool]]:
    """Yield number, bytes and whether it is the last; of nothing, one empty piece."""
    number, piece = 0, source.read(size)
    while True:
        following = source.read(size)
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following


@transaction.atomic
def renew_encryption() -> int:
    """Wrap with the newest key what an older one wrapped; return how many rows."""
    keyring, renewed = _keyring(), 0
    for copy in DataCopy.objects.select_for_update(of=["self"]).order_by("pk"):
        if copy.key and not keyring.is_current(copy.key):
            copy.key = _wrapped(_unwrapped(copy), copy.uuid)
            copy.save(update_fields=["key"])
            renewed += 1
    return renewed


def _keys(copy: DataCopy) -> Keyring:
    return Keyring({"copy": b64decode(_unwrapped(copy))})


def _wrapped(key: str, copy: UUID) -> str:
    return _keyring().encrypt(key, purpose=PURPOSE, context=_row(copy))


def _unwrapped(copy: DataCopy) -> str:
    return _keyring().decrypt(copy.key, purpose=PURPOSE, context=_row(copy.uuid))


def _keyring() -> Keyring:
    return Keyring.parse(settings.ENCRYPTION_KEYS)


def _row(copy: UUID) -> str:
    return f"privacy_datacopy.key.{copy}"


def _context(copy: UUID, name: str, number: int, is_last: bool) -> str:
    return f"privacy_datacopy.{name}.{copy}.{number}.{'last' if is_last else 'more'}"
