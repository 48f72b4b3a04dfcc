from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.errors import KeyInUse, NothingToShare
from buildings.models import AllocationKey, Building, KeyPart, KeyVersion, Lot
from koprogo.audit.services import record

BATCH = 5_000


@transaction.atomic
def create_key(*, code: str, name: str, parts: Mapping[int, int], by) -> AllocationKey:
    """Create a special key with its first version; ``parts`` by primary key of lot."""
    key = AllocationKey.objects.create(code=code, name=name)
    write_version(key, valid_from=None, parts=parts, by=by)
    return key


@transaction.atomic
def write_version(
    key: AllocationKey, *, valid_from: date | None, parts: Mapping[int, int], by
) -> KeyVersion:
    """Write the parts of ``key`` from a day on (None: since the deed).

    A version of the same day that no call has used yet is replaced. Lots with part 0
    are left out.

    Raises:
        NothingToShare: no part above zero.
        KeyInUse: a call has used the version of this day.
    """
    Building.objects.select_for_update().get()
    shared = {lot_id: number for lot_id, number in parts.items() if number}
    if not shared:
        raise NothingToShare(key)
    old = KeyVersion.objects.filter(key=key, valid_from=valid_from).first()
    if old is not None:
        delete_version(old)
    version = KeyVersion.objects.create(
        key=key, valid_from=valid_from, total=sum(shared.values())
    )
    KeyPart.objects.bulk_create(
        (
            KeyPart(version=version, lot_id=lot_id, parts=number)
            for lot_id, number in shared.items()
        ),
        batch_size=BATCH,
    )
    record(
        "key.version_written",
        target=key,
        by=by,
        valid_from=str(valid_from or ""),
        total=version.total,
    )
    return version


def delete_version(version: KeyVersion) -> None:
    """Delete a version that no call has used.

    Raises:
        KeyInUse: a call has used it.
    """
    if version.frozen:
        raise KeyInUse(version)
    version.parts.all().delete()
    version.delete()


@transaction.atomic
def sync_shares_key(*, by) -> None:
    """Make the key of shares follow the lots.

    A version that no call has used is replaced; after the first call the change is a
    new version from today on, so that past calls keep theirs.

    Raises:
        KeyInUse: a call of today has used the present shares.
        NothingToShare: calls use the key and no lot would have shares any more.
    """
    key = AllocationKey.objects.get(kind=AllocationKey.Kind.SHARES)
    parts = dict(Lot.objects.filter(shares__gt=0).values_list("pk", "shares"))
    latest = key.versions.last()
    if latest is None:
        if parts:
            write_version(key, valid_from=None, parts=parts, by=by)
        return
    if dict(latest.parts.values_list("lot_id", "parts")) == parts:
        return
    if not parts and latest.frozen:
        raise NothingToShare(key)
    if not parts:
        delete_version(latest)
        return
    valid_from = timezone.localdate() if latest.frozen else latest.valid_from
    write_version(key, valid_from=valid_from, parts=parts, by=by)


def freeze_versions(versions: Collection[int]) -> None:
    """Freeze the versions that a call uses: from now on nobody changes them."""
    KeyVersion.objects.filter(pk__in=versions, frozen=False).update(frozen=True)
