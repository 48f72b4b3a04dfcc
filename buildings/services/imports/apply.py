"""Store what uploaded tables say, in bulk, and remember how to undo it."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from buildings.errors import ImportApplied, ImportConflict, ImportUnsound
from buildings.importing.plan import Plan, plan_files
from buildings.models import (
    AllocationKey,
    Building,
    Holding,
    HoldingMember,
    ImportBatch,
    ImportFile,
    Lot,
    Owner,
    Ownership,
)
from buildings.services.imports.compare import Change, Comparison, compare
from buildings.services.imports.log import Log
from buildings.services.keys import BATCH, sync_shares_key, write_version
from buildings.services.ownership import create_parties
from koprogo.audit.services import record


@transaction.atomic
def upload_tables(files: Sequence[tuple[str, bytes]], *, by) -> ImportBatch:
    """Keep uploaded tables for a look before anything is stored.

    Older drafts of the same person go.
    """
    drafts = ImportBatch.objects.filter(applied_at=None, created_by=by)
    ImportFile.objects.filter(batch__in=drafts).delete()
    drafts.delete()
    names = ", ".join(name for name, _data in files)
    batch = ImportBatch.objects.create(names=names[:300], created_by=by)
    ImportFile.objects.bulk_create(
        ImportFile(batch=batch, name=name[:200], data=data) for name, data in files
    )
    return batch


def plan_of(batch: ImportBatch) -> Plan:
    """Read the tables of a draft against the deed of the building entered."""
    files = [(file.name, bytes(file.data)) for file in batch.files.all()]
    return plan_files(files, deed_total=Building.objects.get().deed_total)


@transaction.atomic
def apply_import(batch: ImportBatch, *, by) -> ImportBatch:
    """Store what the tables of a draft say.

    The number of statements does not depend on the number of rows, up to batches of
    5,000, but for keys and for rows that were there already.

    Raises:
        ImportApplied: it was applied before: a double click imports once.
        ImportUnsound: the tables have mistakes.
        ImportConflict: the tables contradict what the building has.
    """
    Building.objects.select_for_update().get()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.applied_at is not None:
        raise ImportApplied(batch)
    plan = plan_of(batch)
    if not plan.is_sound:
        raise ImportUnsound(plan)
    comparison = compare(plan)
    if comparison.conflicts:
        raise ImportConflict(comparison.conflicts)
    batch.changes = _store(comparison, by=by)
    batch.applied_at = timezone.now()
    batch.save(update_fields=["changes", "applied_at"])
    batch.files.all().delete()
    counts = {name: len(changes) for name, changes in comparison.sections()}
    record("import.applied", target=batch, by=by, names=batch.names, **counts)
    return batch


def _store(comparison: Comparison, *, by) -> list[dict]:
    log = Log()
    _store_lots(comparison.lots, log)
    log.shares_key(lambda: sync_shares_key(by=by))
    _store_keys(comparison.keys, log, by=by)
    _store_owners(comparison.owners, log)
    _store_holdings(comparison.holdings, log)
    _store_periods(comparison.periods, log)
    return log.changes


def _codes(model) -> dict[str, int]:
    return dict(model.objects.values_list("code", "pk"))


def _store_lots(changes: list[Change], log: Log) -> None:
    last = Lot.objects.count()
    new = [change for change in changes if change.is_new]
    log.created(
        Lot.objects.bulk_create(
            (
                Lot(code=c.code, position=last + n, **_without(c.after, "primary"))
                for n, c in enumerate(new, start=1)
            ),
            batch_size=BATCH,
        )
    )
    codes = _codes(Lot)
    _link_annexes(new, codes)
    for change in changes:
        if not change.is_new:
            fields = _without(change.after, "primary")
            if "primary" in change.after:
                fields["primary_id"] = codes[change.after["primary"]]
            log.update(Lot, codes[change.code], fields)


def _link_annexes(new: list[Change], codes: dict[str, int]) -> None:
    """Point cellars and garages to their lot, now that every lot has its key."""
    annexes = [
        Lot(pk=codes[change.code], primary_id=codes[change.after["primary"]])
        for change in new
        if "primary" in change.after
    ]
    Lot.objects.bulk_update(annexes, ["primary"], batch_size=BATCH)


def _store_keys(changes: list[Change], log: Log, *, by) -> None:
    lots = _codes(Lot)
    for change in changes:
        parts = {lots[code]: number for code, number in change.after["parts"].items()}
        if change.is_new:
            key = AllocationKey.objects.create(
                code=change.code, name=change.after["name"] or change.code
            )
            log.created([key])
        else:
            key = AllocationKey.objects.get(code=change.code)
        log.key_version(key, lambda key=key, parts=parts: _rewrite(key, parts, by=by))


def _rewrite(key: AllocationKey, parts: dict[int, int], *, by) -> None:
    """Write the parts: anew while no call used them, else from today on."""
    latest = key.versions.last()
    if latest is None:
        valid_from = None
    else:
        valid_from = timezone.localdate() if latest.frozen else latest.valid_from
    write_version(key, valid_from=valid_from, parts=parts, by=by)


def _store_owners(changes: list[Change], log: Log) -> None:
    new = (Owner(code=c.code, **c.after) for c in changes if c.is_new)
    log.created(Owner.objects.bulk_create(new, batch_size=BATCH))
    codes = _codes(Owner)
    for change in changes:
        if not change.is_new:
            log.update(Owner, codes[change.code], change.after)


def _store_holdings(changes: list[Change], log: Log) -> None:
    owners, new = _codes(Owner), [change for change in changes if change.is_new]
    parties = create_parties(len(new))
    log.created(parties)
    holdings = Holding.objects.bulk_create(
        (
            Holding(
                code=change.code,
                party=party,
                parts=change.after["parts"],
                representative_id=owners.get(change.after["representative"]),
            )
            for change, party in zip(new, parties, strict=True)
        ),
        batch_size=BATCH,
    )
    log.created(holdings)
    log.created(
        HoldingMember.objects.bulk_create(
            (
                HoldingMember(
                    holding=holding,
                    owner_id=owners[owner],
                    full=full,
                    bare=bare,
                    usufruct=usufruct,
                )
                for change, holding in zip(new, holdings, strict=True)
                for owner, (full, bare, usufruct) in change.after["members"].items()
            ),
            batch_size=BATCH,
        )
    )
    codes = _codes(Holding)
    for change in changes:
        if not change.is_new:
            representative = {
                "representative_id": owners[change.after["representative"]]
            }
            log.update(Holding, codes[change.code], representative)


def _store_periods(changes: list[Change], log: Log) -> None:
    """Shorten and correct first: a new period may begin where an old one ended."""
    lots, holdings = _codes(Lot), _codes(Holding)
    present = {
        (lot_id, since): pk
        for pk, lot_id, since in Ownership.objects.values_list("pk", "lot_id", "since")
    }
    for change in changes:
        if not change.is_new:
            after = change.after
            log.update(
                Ownership,
                present[lots[change.code], after["since"]],
                {"holding_id": holdings[after["holding"]], "until": after["until"]},
            )
    log.created(
        Ownership.objects.bulk_create(
            (
                Ownership(
                    lot_id=lots[change.code],
                    holding_id=holdings[change.after["holding"]],
                    since=change.after["since"],
                    until=change.after["until"],
                )
                for change in changes
                if change.is_new
            ),
            batch_size=BATCH,
        )
    )


def _without(fields: dict, name: str) -> dict:
    return {key: value for key, value in fields.items() if key != name}
