"""Keep the two owner accounts as the settlement says: 4100 is the reserve part open.

A payment books what it settles. But a credit may be waiting on 4101 when a reserve
part is called, and a cancelled call frees what was paid for it: then the settlement
shifts without a payment, and a transfer between 4101 and 4100 of the same holder
follows it. What the holder owes in total never changes (docs/rules/settlement.md).
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from buildings.models import Holding
from finance import chart
from finance.queries import settlements
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")


def align_reserve(
    holdings: Collection[int], *, year: int, date: date, text: str, by
) -> Entry | None:
    """Transfer between 4101 and 4100 where the settlement of these holdings shifted."""
    parties = dict(
        Holding.objects.filter(pk__in=holdings).values_list("pk", "party_id")
    )
    booked = party_balances([chart.OWNERS_RESERVE], parties=parties.values())
    lines = []
    for holding_id, settlement in settlements(parties).items():
        party_id = parties[holding_id]
        still_open = sum((item.reserve_open for item in settlement.items), ZERO)
        lines += _transfer(party_id, booked.get(party_id, ZERO) - still_open)
    if not lines:
        return None
    return ledger.post(
        journal=Journal.Code.MISC, year=year, date=date, text=text, lines=lines, by=by
    )


def _transfer(party_id: int, amount: Decimal) -> list[ledger.Draft]:
    """Return the lines that take ``amount`` EUR from 4100 to 4101 (or back)."""
    if amount > 0:
        source, target = chart.OWNERS_RESERVE, chart.OWNERS_WORKING
    else:
        source, target = chart.OWNERS_WORKING, chart.OWNERS_RESERVE
    if not amount:
        return []
    return [
        ledger.debit(target, abs(amount), party_id=party_id),
        ledger.credit(source, abs(amount), party_id=party_id),
    ]
