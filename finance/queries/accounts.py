"""Accounts of the holders: what is due, what was received, what is open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum

from buildings.models import Holding
from buildings.queries import named_holdings
from finance import chart
from finance.models import CallDocument, Payment
from finance.settlement import Due, OpenItem, Settlement, settle
from finance.structured_reference import format_reference
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one holding on a day, in EUR.

    ``balance``: what is owed; below zero, a credit. It comes from the ledger.
    """

    holding: Holding
    reference: str
    balance: Decimal
    settlement: Settlement[int]
    on: date

    @property
    def open_items(self) -> list[OpenItem[int]]:
        return [item for item in self.settlement.items if item.open]

    @property
    def overdue(self) -> Decimal:
        return sum((i.open for i in self.open_items if i.is_overdue(self.on)), ZERO)

    @property
    def next_due(self) -> OpenItem[int] | None:
        return next(iter(self.open_items), None)


def holdings_of(user):
    """Return the holdings in which this person has a right, by right of any kind."""
    return Holding.objects.filter(members__owner__user=user)


def standing_documents():
    """Return the documents of calls that count: issued and not cancelled."""
    return CallDocument.objects.filter(
        call__issued_at__isnull=False, call__entry__mirror=None
    )


def settlements(holdings: Iterable[int]) -> dict[int, Settlement[int]]:
    """Return which documents are paid, by holding (primary keys): two statements."""
    holdings = list(holdings)
    dues: dict[int, list[Due[int]]] = defaultdict(list)
    rows = (
        standing_documents()
        .filter(holding__in=holdings)
        .order_by("call__due_on", "pk")
        .values_list("holding_id", "pk", "call__due_on", "working", "reserve")
    )
    for holding_id, *due in rows:
        dues[holding_id].append(Due(*due))
    received = _by_holding(
        Payment.objects.standing().filter(holding__in=holdings), "amount"
    )
    return {pk: settle(dues[pk], received.get(pk, ZERO)) for pk in holdings}


def balances(holdings: Iterable[Holding]) -> dict[int, Decimal]:
    """Return what each holding owes by the ledger (EUR), by its primary key."""
    holdings = list(holdings)
    by_party = party_balances(chart.OWNERS, parties=[h.party_id for h in holdings])
    return {h.pk: by_party.get(h.party_id, ZERO) for h in holdings}


def account_of(holdings, *, on: date) -> list[Account]:
    """Return the accounts of these holdings with all that a page shows of them."""
    found = list(named_holdings(holdings).select_related("party").order_by("code"))
    settled = settlements(h.pk for h in found)
    owed = balances(found)
    return [
        Account(
            holding=holding,
            reference=format_reference(holding.party.reference_base),
            balance=owed[holding.pk],
            settlement=settled[holding.pk],
            on=on,
        )
        for holding in found
    ]


def arrears(*, on: date) -> Decimal:
    """Return what all holders together owe past its due date, in EUR: two statements.

    The credit of one holder pays nothing of another's.
    """
    due = _by_holding(
        standing_documents().filter(call__due_on__lt=on), F("working") + F("reserve")
    )
    received = _by_holding(Payment.objects.standing(), "amount")
    late = (owed - received.get(holding_id, ZERO) for holding_id, owed in due.items())
    return sum((amount for amount in late if amount > 0), ZERO)


def _by_holding(rows, amount) -> dict[int, Decimal]:
    """Return the sums by holding, which PostgreSQL makes in one pass over the rows."""
    return dict(rows.order_by().values_list("holding_id").annotate(sum=Sum(amount)))
