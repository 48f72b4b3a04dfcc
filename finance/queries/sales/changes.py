"""Whether a sale that was carried out may still be undone."""

from django.db.models import F, Q, Sum

from finance import chart
from finance.models import Sale
from koprogo.ledger.models import Entry, Line


def booked_since(sale: Sale) -> Entry | None:
    """Return the first entry for the buyer or the lots after the sale was carried out.

    What was mirrored, and transfers between the two accounts of a holder, change
    nothing of what anybody owes, and are left out.
    """
    booked = (
        Line.objects.filter(
            Q(party=sale.buyer.party_id) | Q(unit_id__in=sale.lots.values("lot")),
            account__code__in=chart.OWNERS,
            entry__posted_at__gt=sale.carried_out_at,
            entry__mirror=None,
            entry__reverses=None,
        )
        .order_by()
        .values("entry", "party")
        .annotate(net=Sum(F("debit") - F("credit")))
        .exclude(net=0)
    )
    found = Entry.objects.filter(pk__in=booked.values("entry"))
    return found.select_related("journal").order_by("posted_at", "pk").first()
