"""Who owes what on a day: account holders, and suppliers."""

from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from buildings.models import Holding, HoldingMember, Supplier
from finance import chart
from finance.queries.opening import lots_by_holding
from finance.reports.layout import Report, Row, Section, total_of
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")
OWNERS = ("code", "name", "lots", "working", "reserve", "balance")
SUPPLIERS = ("name", "amount")


def owners_report(*, on: date) -> Report:
    """Return every account holder who owes something or is in credit: five statements.

    The sums are the accounts 4101 and 4100.
    """
    working = party_balances([chart.OWNERS_WORKING], on=on)
    reserve = party_balances([chart.OWNERS_RESERVE], on=on)
    moved = {
        party for found in (working, reserve) for party, net in found.items() if net
    }
    lots = lots_by_holding(on=on)
    members = HoldingMember.objects.select_related("owner")
    holdings = Holding.objects.filter(party__in=moved).order_by("code", "pk")
    rows = [
        Row(
            {
                "code": one.code,
                "name": str(one),
                "lots": ", ".join(lots.get(one.pk, ())),
                "working": working.get(one.party_id, ZERO),
                "reserve": reserve.get(one.party_id, ZERO),
                "balance": working.get(one.party_id, ZERO)
                + reserve.get(one.party_id, ZERO),
            },
            ("finance:holder-account", str(one.uuid)),
        )
        for one in holdings.prefetch_related(Prefetch("members", members))
    ]
    return Report(
        name="owners",
        title=_("Balances of the co-owners"),
        until=on,
        sections=[
            Section(OWNERS, rows, totals=[total_of(rows, OWNERS, _("Together"))])
        ],
        notes=[_("Above zero is owed to the association; below zero is a credit.")],
    )


def suppliers_report(*, on: date) -> Report:
    """Return every supplier who is owed something, or owes something: two statements."""
    owed = {
        party: -net
        for party, net in party_balances([chart.SUPPLIERS], on=on).items()
        if net
    }
    suppliers = Supplier.objects.filter(party__in=owed).order_by("name", "pk")
    rows = [Row({"name": one.name, "amount": owed[one.party_id]}) for one in suppliers]
    return Report(
        name="suppliers",
        title=_("Balances of the suppliers"),
        until=on,
        sections=[
            Section(SUPPLIERS, rows, totals=[total_of(rows, SUPPLIERS, _("Together"))])
        ],
        notes=[_("Above zero is owed by the association; below zero is a credit.")],
    )
