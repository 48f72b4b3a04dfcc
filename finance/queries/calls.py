from datetime import date
from decimal import Decimal

from django.db.models import F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from buildings.access import Access, Permission
from buildings.queries import holders_on, key_parts, versions_in_force
from finance.division import HolderPart, Item, Unheld, divide
from finance.errors import KeyNotInForce, LotWithoutHolder
from finance.models import Call, CallDocument, CallItem
from finance.queries.accounts import holdings_of

ZERO = Value(Decimal("0.00"))


def call_list():
    """Return the calls, latest first, each with its ``total`` in EUR."""
    totals = (
        CallItem.objects.filter(call=OuterRef("pk"))
        .values("call")
        .annotate(total=Sum("amount"))
        .values("total")
    )
    return Call.objects.select_related("entry__mirror").annotate(
        total=Coalesce(Subquery(totals), ZERO)
    )


def with_own_part(calls, access: Access):
    """Annotate calls with ``own_part``: EUR that they ask from this person, or None.

    What is paid of it: ``documents.own_parts``.
    """
    own = (
        CallDocument.objects.filter(
            call=OuterRef("pk"), holding__in=holdings_of(access)
        )
        .values("call")
        .annotate(own_part=Sum(F("working") + F("reserve")))
        .values("own_part")
    )
    return calls.annotate(own_part=Subquery(own))


def division_of(items: list[CallItem], *, on: date) -> list[HolderPart]:
    """Divide the items over the holders of ``on``; sets each item's ``version``.

    Raises:
        KeyNotInForce: a key has no version on that day.
        LotWithoutHolder: a lot with a part has no holder on that day.
    """
    versions = versions_in_force({item.key_id for item in items}, on=on)
    for item in items:
        if item.key_id not in versions:
            raise KeyNotInForce(item.key)
        item.version = versions[item.key_id]
    parts = key_parts(versions)
    try:
        return divide(
            [
                Item(
                    id=item.pk,
                    amount=item.amount,
                    for_reserve=item.purpose == CallItem.Purpose.RESERVE,
                    parts=parts[item.version.pk],
                )
                for item in items
            ],
            holders_on(on),
        )
    except Unheld as unheld:
        raise LotWithoutHolder(unheld.lot_id) from None


def visible_documents(access: Access):
    """Return the documents this person may read: all of them, or his own."""
    documents = CallDocument.objects.order_by("pk")
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        return documents
    return documents.filter(holding__in=holdings_of(access))
