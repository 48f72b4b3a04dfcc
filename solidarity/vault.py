"""What a request says is sealed with keys of its own: a key thrown away is a file gone.

Each request has a key for each life (``RequestKey.Life``): random, wrapped by the newest
of ``ENCRYPTION_KEYS``, which is not in the database. A token opens only at the place it
was sealed for: table, column and row.
"""

import os
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction

from koprogo.encryption import KEY_BYTES, Keyring
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.models import Request, RequestKey

__all__ = [
    "Forgotten",
    "Life",
    "Vault",
    "open_vault",
    "open_vaults",
    "renew_encryption",
]

PURPOSE = "solidarity"
Life = RequestKey.Life


class Forgotten(LookupError):
    """The key is gone: nothing of this life of the request can be read any more."""


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """The keys of one request."""

    uuid: UUID
    keys: Mapping[str, Keyring]

    def seal(self, text: str, *, place: str, life: str = Life.FILE) -> str:
        """Return a token; ``place``: table.column.row. Empty text stays empty."""
        if not text:
            return ""
        return self._of(life).encrypt(text, purpose=PURPOSE, context=place)

    def open(self, token: str, *, place: str, life: str = Life.FILE) -> str:
        """Return what was sealed there.

        Raises:
            Forgotten: the key is gone.
            Undecipherable: of ``koprogo.encryption``; damaged, or of another place.
        """
        if not token:
            return ""
        return self._of(life).decrypt(token, purpose=PURPOSE, context=place)

    def holds(self, life: str) -> bool:
        return life in self.keys

    def check(self, life: str = Life.FILE) -> None:
        """Let nobody take what was forgotten for what was never said.

        Raises:
            Forgotten: the key is gone; what it sealed is empty now.
        """
        self._of(life)

    def seal_bytes(self, data: bytes, *, place: str, life: str = Life.FILE) -> bytes:
        return self._of(life).encrypt_bytes(data, purpose=PURPOSE, context=place)

    def open_bytes(self, data: bytes, *, place: str, life: str = Life.FILE) -> bytes:
        """Return the bytes that were sealed there; raises as ``open`` does."""
        return self._of(life).decrypt_bytes(data, purpose=PURPOSE, context=place)

    def _of(self, life: str) -> Keyring:
        try:
            return self.keys[life]
        except KeyError:
            raise Forgotten(self.uuid) from None


def new_vault(request: Request) -> Vault:
    """Give a new request its keys."""
    rows = [
        RequestKey(request=request, life=life, wrapped=_wrapped(request, life))
        for life in Life
    ]
    RequestKey.objects.bulk_create(rows)
    return open_vault(request)


def open_vault(request: Request) -> Vault:
    """Return the keys of a request: one statement."""
    return open_vaults([request])[request.pk]


def open_vaults(requests: Collection[Request]) -> dict[int, Vault]:
    """Return the keys of requests, by primary key: one statement."""
    uuids = {request.pk: request.uuid for request in requests}
    found: dict[int, dict[str, Keyring]] = defaultdict(dict)
    for row in RequestKey.objects.filter(request__in=uuids):
        found[row.request_id][row.life] = _unwrapped(row, uuids[row.request_id])
    return {pk: Vault(uuid, found[pk]) for pk, uuid in uuids.items()}


def renew_encryption() -> int:
    """Wrap with the newest key what an older one wrapped; return how many rows.

    What was sealed stays as it is: only the keys of the requests are wrapped anew.
    """
    renewed = 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=None):
            renewed += _renew_here()
    return renewed


@transaction.atomic
def _renew_here() -> int:
    keyring, renewed = _keyring(), 0
    rows = RequestKey.objects.select_for_update(of=["self"]).select_related("request")
    for row in rows.order_by("pk"):
        if not keyring.is_current(row.wrapped):
            context = _context(row.request.uuid, row.life)
            key = keyring.decrypt(row.wrapped, purpose=PURPOSE, context=context)
            row.wrapped = keyring.encrypt(key, purpose=PURPOSE, context=context)
            row.save(update_fields=["wrapped"])
            renewed += 1
    return renewed


def _wrapped(request: Request, life: str) -> str:
    key = b64encode(os.urandom(KEY_BYTES)).decode()
    context = _context(request.uuid, life)
    return _keyring().encrypt(key, purpose=PURPOSE, context=context)


def _unwrapped(row: RequestKey, request: UUID) -> Keyring:
    context = _context(request, row.life)
    key = _keyring().decrypt(row.wrapped, purpose=PURPOSE, context=context)
    return Keyring({row.life: b64decode(key)})


def _keyring() -> Keyring:
    return Keyring.parse(settings.ENCRYPTION_KEYS)


def _context(request: UUID, life: str) -> str:
    return f"solidarity_requestkey.wrapped.{request}.{life}"
