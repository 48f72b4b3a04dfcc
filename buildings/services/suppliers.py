from django.db import transaction

from buildings.models import Building, Supplier
from buildings.services.changes import save_changes
from koprogo.audit.services import record
from koprogo.ledger.models import Party


@transaction.atomic
def create_supplier(*, name: str, by, **fields) -> Supplier:
    """Add somebody whom the association pays, with an account in its books.

    Suppliers pay nothing to the association: their account has no structured
    communication.
    """
    Building.objects.select_for_update().get()
    supplier = Supplier.objects.create(
        name=name, party=Party.objects.create(), **fields
    )
    record("supplier.created", target=supplier, by=by, name=name)
    return supplier


@transaction.atomic
def update_supplier(supplier: Supplier, *, by, **fields) -> Supplier:
    supplier = Supplier.objects.select_for_update().get(pk=supplier.pk)
    return save_changes(supplier, by=by, action="supplier.changed", **fields)
