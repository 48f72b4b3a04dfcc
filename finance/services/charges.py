"""What is charged to the accounts of holders beside the calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from buildings.models import Holding
from finance import chart
from finance.models import AccountCharge
from finance.queries.years import year_of
from finance.services.alignment import align_reserve
from finance.services.opening import refuse_before_opening
from finance.services.shut import period_open
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ChargeDraft:
    """An amount for one account holder, EUR; below zero it gives something back.

    ``unit_id``: the lot that it concerns, if it is one.
    """

    holding: Holding
    kind: str
    text: str
    due_on: date
    working: Decimal = ZERO
    reserve: Decimal = ZERO
    unit_id: int | None = None

    @property
    def postings(self) -> list[ledger.Draft]:
        """The lines of the holder: a debit of what he owes, a credit of the rest."""
        sides = (
            (chart.OWNERS_WORKING, self.working),
            (chart.OWNERS_RESERVE, self.reserve),
        )
        return [
            (ledger.debit if amount > 0 else ledger.credit)(
                account,
                abs(amount),
                party_id=self.holding.party_id,
                unit_id=self.unit_id,
            )
            for account, amount in sides
            if amount
        ]


@transaction.atomic
def charge_accounts(
    charges: Sequence[ChargeDraft],
    *,
    against: Sequence[ledger.Draft],
    date: date,
    text: str,
    by,
    source: str,
) -> Entry:
    """Post charges against other accounts in one entry, and keep each of them.

    ``against``: the lines of the other side. ``source`` is posted once. The number of
    statements does not depend on the number of charges.

    Raises:
        BeforeOpening: the opening balances hold what was owed until then.
        PeriodShut: it is an income of a day that is settled.
        AlreadyPosted, Unbalanced, YearClosed: of ``koprogo.ledger``.
    """
    refuse_before_opening(date)
    year = year_of(date)
    with period_open():
        entry = ledger.post(
            journal=Journal.Code.MISC,
            year=year,
            date=date,
            text=text,
            lines=[line for one in charges for line in one.postings] + list(against),
            by=by,
            source=source,
        )
    AccountCharge.objects.bulk_create(
        AccountCharge(
            holding=one.holding,
            kind=one.kind,
            text=one.text,
            date=date,
            due_on=max(one.due_on, date),
            working=one.working,
            reserve=one.reserve,
            entry=entry,
        )
        for one in charges
    )
    holdings = {one.holding.pk for one in charges}
    align_reserve(holdings, year=year, date=date, text=text, by=by)
    return entry
