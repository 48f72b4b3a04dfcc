"""Keep bytes and give them back as they were."""

import hashlib
import os
from collections.abc import Collection
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO

from django.core.files.base import File as Stream
from django.core.files.storage import default_storage
from django.db import connection, transaction

from koprogo.documents.models import File
from koprogo.tenancy.context import current_tenant_id

__all__ = [
    "Damaged",
    "erase",
    "fingerprint",
    "forget_all",
    "open_kept",
    "put_back",
    "read",
    "store",
    "store_from",
    "sweep",
]

# Younger bytes may belong to a transaction that is still under way.
REST = timedelta(days=1)


class Damaged(OSError):
    """The storage lost the file or gave back other bytes than were stored."""


def fingerprint(data: bytes) -> str:
    """Return the hash by which these bytes are known once they are kept."""
    return _hash(BytesIO(data))


def store(data: bytes, *, name: str, content_type: str, by) -> File:
    """Keep ``data`` for the tenant entered and return its row (``store_from``)."""
    return store_from(BytesIO(data), name=name, content_type=content_type, by=by)


def store_from(source: IO[bytes], *, name: str, content_type: str, by) -> File:
    """Keep all that ``source`` holds, however much: it is never in memory as a whole.

    The same bytes are stored once. The bytes come before the row: a crash in between
    leaves bytes that nobody points to, never a row without its bytes (``sweep``).
    """
    _wait_for_sweepers("pg_advisory_xact_lock_shared")
    file = File(
        name=name,
        content_type=content_type,
        size=source.seek(0, os.SEEK_END),
        sha256=_hash(source),
        created_by=by,
    )
    _write(file, source)
    file.save()
    return file


def put_back(source: IO[bytes], *, sha256: str, size: int) -> None:
    """Keep the bytes of a row that follows in this transaction: it came from elsewhere.

    The caller knows that ``source`` has this hash and size, and removes them if no row
    follows (``forget_all``).
    """
    _wait_for_sweepers("pg_advisory_xact_lock_shared")
    file = File(sha256=sha256, size=size, tenant_id=current_tenant_id())
    _write(file, source)


def forget_all(tenant_id: int) -> None:
    """Remove all bytes of a tenant that did not come about."""
    for _digest, path in _stored(tenant_id):
        default_storage.delete(path)


def read(file: File) -> bytes:
    """Return the bytes of ``file``, which the caller knows to be few.

    Raises:
        Damaged: see ``open_kept``.
    """
    with open_kept(file) as stored:
        return stored.read()


def open_kept(file: File) -> Stream:
    """Open the bytes of ``file``, once they were looked at piece by piece.

    Raises:
        Damaged: they are missing, or their hash is not the one of the row.
    """
    try:
        stored = default_storage.open(_path(file))
    except FileNotFoundError:
        raise Damaged(file.uuid) from None
    if _hash(stored) != file.sha256:
        stored.close()
        raise Damaged(file.uuid)
    stored.seek(0)
    return stored


def erase(files: Collection[int]) -> None:
    """Forget these files (primary keys) of the tenant entered, and their bytes.

    For what must not be kept, such as a letter with a code; nobody may be storing the
    same bytes at that moment. The number of statements is constant.
    """
    rows = list(File.objects.filter(pk__in=files))
    File.objects.filter(pk__in=[row.pk for row in rows]).delete()
    same = File.objects.filter(sha256__in={row.sha256 for row in rows})
    kept = set(same.values_list("sha256", flat=True))
    paths = {_path(row) for row in rows if row.sha256 not in kept}
    transaction.on_commit(lambda: _remove(paths), robust=True)


def _remove(paths: Collection[str]) -> None:
    for path in paths:
        default_storage.delete(path)


def sweep(*, now: datetime, delete: bool) -> list[str]:
    """Return the paths of bytes of the tenant entered that no row points to.

    They are older than a day: a crash left them behind. ``delete`` removes them. Who
    stores meanwhile waits: he might be about to point to the very same bytes.
    """
    _wait_for_sweepers("pg_advisory_xact_lock")
    known = set(File.objects.values_list("sha256", flat=True))
    left = [
        path
        for digest, path in _stored(current_tenant_id())
        if digest not in known and default_storage.get_modified_time(path) < now - REST
    ]
    if delete:
        for path in left:
            default_storage.delete(path)
    return left


def _stored(tenant_id: int):
    """Yield (name, path) of all bytes of a tenant."""
    folder = _folder(tenant_id)
    if not default_storage.exists(folder):
        return
    for shelf in sorted(default_storage.listdir(folder)[0]):
        for name in sorted(default_storage.listdir(f"{folder}/{shelf}")[1]):
            yield name, f"{folder}/{shelf}/{name}"


def _wait_for_sweepers(lock: str) -> None:
    """Hold ``lock`` until the transaction ends; there is one for each tenant."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {lock}(hashtextextended('documents.files', %s))",
            [current_tenant_id()],
        )


def _folder(tenant_id: int) -> str:
    return f"tenants/{tenant_id}"


def _path(file: File) -> str:
    return f"{_folder(file.tenant_id)}/{file.sha256[:2]}/{file.sha256}"


def _hash(source: IO[bytes]) -> str:
    source.seek(0)
    digest = hashlib.sha256()
    while piece := source.read(Stream.DEFAULT_CHUNK_SIZE):
        digest.update(piece)
    return digest.hexdigest()


def _write(file: File, source: IO[bytes]) -> None:
    path = _path(file)
    if default_storage.exists(path):
        if default_storage.size(path) == file.size:
            return
        default_storage.delete(path)  # a crash cut it short
    default_storage.save(path, Stream(source))
