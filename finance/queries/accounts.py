"""Accounts of the holders: what is due, what was received, what is open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Sum, Value

from buildings.access import Access
from buildings.models import Holding
from buildings.queries import named_holdings
from finance import chart
from finance.models import CallDocument, Payment
from finance.queries.opening import BroughtForward, brought_forward, opening_rows
from finance.settlement import Due, OpenItem, Settlement, settle
from finance.structured_reference import format_reference
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one holding on a day, in EUR.

    ``balance``: what is owed; below zero, a credit. It comes from the ledger.
    ``brought_forward``: the balance of the day the books began, if any.
    """

    holding: Holding
    reference: str
    balance: Decimal
    settlement: Settlement[int | None]
    on: date
    brought_forward: BroughtForward | None = None

    @property
    def open_items(self) -> list[OpenItem[int | None]]:
        return [item for item in self.settlement.items if item.open]

    @property
    def overdue(self) -> Decimal:
        return sum((i.open for i in self.open_items if i.is_overdue(self.on)), ZERO)

    @property
    def next_due(self) -> OpenItem[int | None] | None:
        return next(iter(self.open_items), None)

    @property
    def forward_state(self) -> OpenItem[int | None] | None:
        """What of the debt brought forward is paid; None for a credit or nothing."""
        items = self.settlement.items
        return next((item for item in items if item.due.id is None), None)


def holdings_of(access: Access):
    """Return the holdings in which this person has a right, by right of any kind."""
    return Holding.objects.filter(members__owner__in=access.own_owners)


def standing_documents():
    """Return the documents of calls that count: issued and not cancelled."""
    return CallDocument.objects.filter(
        call__issued_at__isnull=False, call__entry__mirror=None
    )


def settlements(holdings: Iterable[int]) -> dict[int, Settlement[int | None]]:
    """Return which documents are paid, by holding (primary keys): two statements.

    What was owed at the opening of the books is a due of that day, without a key, and
    comes first; a credit of that day counts like money received.
    """
    settled, _forward = _settled(list(holdings))
    return settled


def _settled(holdings: list[int]):
    """Return the settlement, and what was brought forward, by holding."""
    received = _by_holding(
        Payment.objects.standing().filter(holding__in=holdings), "amount"
    )
    dues: dict[int, list[Due[int | None]]] = defaultdict(list)
    forward: dict[int, BroughtForward] = {}
    for holding_id, key, day, working, reserve, credit in _rows(holdings):
        if key is None:
            forward[holding_id] = BroughtForward(day, working, reserve, credit)
            received[holding_id] = received.get(holding_id, ZERO) + credit
        if working or reserve or key is not None:
            dues[holding_id].append(Due(key, day, working, reserve))
    settled = {pk: settle(dues[pk], received.get(pk, ZERO)) for pk in holdings}
    return settled, forward


def _rows(holdings: list[int]) -> list[tuple]:
    """Return (holding, document, day, working, reserve, credit), the opening first."""
    documents = standing_documents().filter(holding__in=holdings)
    rows = documents.values_list(
        "holding_id", "pk", "call__due_on", "working", "reserve", Value(ZERO)
    )
    return sorted(rows.union(opening_rows(holdings), all=True), key=_by_document)


def _by_document(row: tuple) -> int:
    return row[1] or 0


def balances(holdings: Iterable[Holding]) -> dict[int, Decimal]:
    """Return what each holding owes by the ledger (EUR), by its primary key."""
    holdings = list(holdings)
    by_party = party_balances(chart.OWNERS, parties=[h.party_id for h in holdings])
    return {h.pk: by_party.get(h.party_id, ZERO) for h in holdings}


def account_of(holdings, *, on: date) -> list[Account]:
    """Return the accounts of these holdings with all that a page shows of them."""
    found = list(named_holdings(holdings).select_related("party").order_by("code"))
    keys = [holding.pk for holding in found]
    settled, forward = _settled(keys)
    owed = balances(found)
    return [
        Account(
            holding=holding,
            reference=format_reference(holding.party.reference_base),
            balance=owed[holding.pk],
            settlement=settled[holding.pk],
            on=on,
            brought_forward=forward.get(holding.pk),
        )
        for holding in found
    ]


def arrears(*, on: date) -> Decimal:
    """Return what all holders together owe past its due date, in EUR: three statements."""
    return sum(late_amounts(on=on).values(), ZERO)


def late_amounts(*, on: date) -> dict[int, Decimal]:
    """Return what is past its due date, in EUR, by holding that owes some of it.

    The credit of one holder pays nothing of another's. Three statements.
    """
    due = _by_holding(
        standing_documents().filter(call__due_on__lt=on), F("working") + F("reserve")
    )
    received = _by_holding(Payment.objects.standing(), "amount")
    for holding_id, found in brought_forward().items():
        received[holding_id] = received.get(holding_id, ZERO) + found.credit
        if found.date < on:
            due[holding_id] = due.get(holding_id, ZERO) + found.owed
    late = {key: owed - received.get(key, ZERO) for key, owed in due.items()}
    return {key: amount for key, amount in late.items() if amount > 0}


def _by_holding(rows, amount) -> dict[int, Decimal]:
    """Return the sums by holding, which PostgreSQL makes in one pass over the rows."""
    return dict(rows.order_by().values_list("holding_id").annotate(sum=Sum(amount)))
