"""Accounts of the holders: what is due, what was received, what is open."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F, IntegerField, Max, Q, Sum, Value
from django.db.models.functions import Greatest, Least

from buildings.access import Access
from buildings.models import Holding
from buildings.queries import named_holdings
from finance import chart
from finance.models import AccountCharge, CallDocument, Payment
from finance.queries.opening import BroughtForward, opening_rows
from finance.settlement import Due, OpenItem, Settlement, settle
from finance.structured_reference import format_reference
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")
NOTHING = Value(ZERO)
OPENING, CALL, CHARGE, RECEIVED = range(4)


class DueKey(NamedTuple):
    """What a due is: the opening, a document of a call or a charge (primary key).

    The order in which dues of one day are paid.
    """

    source: int
    pk: int

    @classmethod
    def of(cls, row: CallDocument | AccountCharge) -> "DueKey":
        return cls(CHARGE if isinstance(row, AccountCharge) else CALL, row.pk)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one holding on a day, in EUR.

    ``balance``: what is owed; below zero, a credit. It comes from the ledger.
    ``brought_forward``: the balance of the day the books began, if any.
    """

    holding: Holding
    reference: str
    balance: Decimal
    settlement: Settlement[DueKey]
    on: date
    brought_forward: BroughtForward | None = None

    @property
    def open_items(self) -> list[OpenItem[DueKey]]:
        return [item for item in self.settlement.items if item.open]

    @property
    def overdue(self) -> Decimal:
        return sum((i.open for i in self.open_items if i.is_overdue(self.on)), ZERO)

    @property
    def next_due(self) -> OpenItem[DueKey] | None:
        """What is to be paid next, today or later: what is overdue is not next."""
        return next((i for i in self.open_items if not i.is_overdue(self.on)), None)

    @property
    def forward_state(self) -> OpenItem[DueKey] | None:
        """What of the debt brought forward is paid; None for a credit or nothing."""
        items = self.settlement.items
        return next((item for item in items if item.due.id.source == OPENING), None)


def holdings_of(access: Access):
    """Return the holdings in which this person has a right, by right of any kind."""
    return Holding.objects.filter(members__owner__in=access.own_owners)


def standing_documents():
    """Return the documents of calls that count: issued and not cancelled."""
    return CallDocument.objects.filter(
        call__issued_at__isnull=False, call__entry__mirror=None
    )


def account_charges(holdings: Iterable[int]):
    """Return what was charged beside the calls, latest first, with what explains it."""
    charges = AccountCharge.objects.filter(holding__in=holdings)
    return charges.select_related(
        "entry__mirror",
        "entry__journal",
        "entry__works",
        "cost_of",
        "interest_of",
        "document",
    ).order_by("-date", "-pk")


def settlements(holdings: Iterable[int]) -> dict[int, Settlement[DueKey]]:
    """Return which dues are paid, by holding (primary keys): one statement.

    What was owed at the opening of the books is a due of that day and comes first; a
    credit of that day counts like money received.
    """
    settled, _forward = _settled(list(holdings))
    return settled


def _settled(holdings: list[int]):
    """Return the settlement, and what was brought forward, by holding."""
    received: dict[int, Decimal] = defaultdict(Decimal)
    dues: dict[int, list[Due[DueKey]]] = defaultdict(list)
    forward: dict[int, BroughtForward] = {}
    for holding_id, source, pk, day, working, reserve, credit in _rows(holdings):
        received[holding_id] += credit
        if source == OPENING:
            forward[holding_id] = BroughtForward(day, working, reserve, credit)
        if working or reserve or source in {CALL, CHARGE}:
            dues[holding_id].append(Due(DueKey(source, pk), day, working, reserve))
    settled = {pk: settle(dues[pk], received[pk]) for pk in holdings}
    return settled, forward


def _rows(holdings: list[int]) -> list[tuple]:
    """Return (holding, source, key, day, working, reserve, credit), by source and key."""
    documents = standing_documents().filter(holding__in=holdings)
    charges = AccountCharge.objects.standing().filter(holding__in=holdings)
    rows = _due(documents, CALL, "call__due_on").union(
        _due(opening_rows(holdings), OPENING, "opening__date", F("credit")),
        _due(charges.order_by(), CHARGE, "due_on"),
        _received(holdings),
        all=True,
    )
    return sorted(rows, key=lambda row: DueKey(*row[1:3]))


def _received(holdings: list[int]):
    """Return one such row for the payments of each holding: their sum is its credit."""
    kind, none = (
        Value(number, output_field=IntegerField()) for number in (RECEIVED, 0)
    )
    payments = Payment.objects.standing().filter(holding__in=holdings).order_by()
    return payments.values_list(
        "holding_id", kind, none, Max("date"), NOTHING, NOTHING, Sum("amount")
    )


def _due(rows, source: int, day: str, credit=NOTHING):
    kind = Value(source, output_field=IntegerField())
    return rows.values_list("holding_id", kind, "pk", day, "working", "reserve", credit)


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
    """Return what all holders together owe past its due date, in EUR: one statement."""
    return sum(late_amounts(on=on).values(), ZERO)


def late_amounts(*, on: date) -> dict[int, Decimal]:
    """Return what is past its due date, in EUR, by holding that owes some of it.

    The credit of one holder pays nothing of another's. One statement.
    """
    owed: dict[int, Decimal] = defaultdict(Decimal)
    for holding_id, asked, received in _asked_and_received(on=on):
        owed[holding_id] += asked - received
    return {holding_id: amount for holding_id, amount in owed.items() if amount > 0}


def _asked_and_received(*, on: date):
    """Return (holding, past its due date, received or given back), EUR, from each source."""
    both = F("working") + F("reserve")
    asked = Greatest("working", ZERO) + Greatest("reserve", ZERO)
    given_back = -Least("working", ZERO) - Least("reserve", ZERO)
    late, opened = Q(due_on__lt=on), Q(opening__date__lt=on)
    called = standing_documents().filter(call__due_on__lt=on)
    return _sums(called, Sum(both), NOTHING).union(
        _sums(Payment.objects.standing(), NOTHING, Sum("amount")),
        _sums(
            AccountCharge.objects.standing(),
            Sum(asked, filter=late, default=ZERO),
            Sum(given_back),
        ),
        _sums(
            opening_rows(),
            Sum(both, filter=opened, default=ZERO),
            Sum("credit"),
        ),
        all=True,
    )


def _sums(rows, asked, received):
    by_holding = rows.order_by().values_list("holding_id")
    return by_holding.annotate(asked=asked, received=received)
