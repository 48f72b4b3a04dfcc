"""Take an import back, as long as nothing else stands on it."""

from datetime import date

from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from buildings.errors import ImportUndone, ImportUsed, KeyInUse
from buildings.models import AllocationKey, Building, ImportBatch, Lot
from buildings.services.keys import delete_version, write_version
from koprogo.audit.services import record


class ChangedSince(Exception):
    """Somebody changed by hand what the import had changed."""


@transaction.atomic
def undo_import(batch: ImportBatch, *, by) -> ImportBatch:
    """Delete what the import created and restore what it changed.

    Raises:
        ImportUndone: it was undone before.
        ImportUsed: calls, payments or later changes stand on it; nothing is undone.
    """
    Building.objects.select_for_update().get()
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.undone_at is not None:
        raise ImportUndone(batch)
    try:
        with transaction.atomic():
            for change in reversed(batch.changes):
                _undo(change, by=by)
    except (ChangedSince, DatabaseError, KeyInUse, ProtectedError) as reason:
        raise ImportUsed(batch) from reason
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    record("import.undone", target=batch, by=by, names=batch.names)
    return batch


def _undo(change: dict, *, by) -> None:
    if "created" in change:
        model = apps.get_model(change["created"])
        rows = model.objects.filter(pk__in=change["pks"])
        if model is Lot:
            rows.update(primary=None)  # cellars and garages let go of their lot
        rows.delete()
    elif "updated" in change:
        model = apps.get_model(change["updated"])
        as_imported = _from_text(model, change["after"])
        row = model.objects.filter(pk=change["pk"], **as_imported)
        if not row.update(**_from_text(model, change["before"])):
            raise ChangedSince(change)
    else:
        _undo_version(change, by=by)


def _from_text(model, fields: dict) -> dict:
    return {
        name: model._meta.get_field(name).to_python(value)
        for name, value in fields.items()
    }


def _undo_version(change: dict, *, by) -> None:
    key = AllocationKey.objects.get(pk=change["version"])
    valid_from = change["valid_from"] and date.fromisoformat(change["valid_from"])
    if change["parts"] is None:
        delete_version(key.versions.get(valid_from=valid_from))
        return
    parts = {int(lot_id): number for lot_id, number in change["parts"].items()}
    write_version(key, valid_from=valid_from, parts=parts, by=by)
