from django.db import transaction
from django.db.models import Max

from buildings.models import Building, Lot
from buildings.services.changes import save_changes
from buildings.services.keys import sync_shares_key
from koprogo.audit.services import record


@transaction.atomic
def create_lot(*, code: str, shares: int, by, **fields) -> Lot:
    """Add a lot at the end of the deed."""
    Building.objects.select_for_update().get()
    last = Lot.objects.aggregate(last=Max("position"))["last"] or 0
    lot = Lot.objects.create(code=code, shares=shares, position=last + 1, **fields)
    record("lot.created", target=lot, by=by, code=code, shares=shares)
    sync_shares_key(by=by)
    return lot


@transaction.atomic
def update_lot(lot: Lot, *, by, **fields) -> Lot:
    """Change a lot; other shares make another version of the key of shares."""
    Building.objects.select_for_update().get()
    lot = Lot.objects.select_for_update().get(pk=lot.pk)
    save_changes(lot, by=by, action="lot.changed", **fields)
    sync_shares_key(by=by)
    return lot
