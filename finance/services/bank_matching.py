"""Somebody says what a movement in suspense is, and may take it back.

Each part is an entry of its own, from the suspense account (499): what is taken back is
in suspense again.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from buildings.models import Holding
from finance import chart
from finance.errors import PeriodShut
from finance.errors.bank import (
    AlreadyUndone,
    NothingToMatch,
    NotOfItsOwn,
    PartsDiffer,
    WrongWay,
)
from finance.models import (
    AccountCharge,
    BankMovement,
    Cost,
    MovementMatch,
    Payment,
)
from finance.movement_parts import (
    CostPart,
    HolderPart,
    InvoicePart,
    OtherPart,
    Part,
    ReturnPart,
    SupplierPart,
    TransferPart,
)
from finance.queries.bank import (
    is_other,
    is_own_cost,
    movements,
    open_day,
    standing_matches,
)
from finance.queries.bank_directory import communication_of, typed_payments
from finance.queries.booking import book_calendar
from finance.queries.years import year_of
from finance.services.bank_locks import lock_accounts
from finance.services.bank_posting import entry_text, is_near
from finance.services.bank_returns import book_return, take_back
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.costs import CostDraft, write_costs
from finance.services.deferrals import on_account
from finance.services.payments import book_payment, reverse_payment
from finance.services.reminders import cancel_cleared
from finance.services.supplier_payments import pay_invoices
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal

Kind = MovementMatch.Kind


@transaction.atomic
def match_movement(
    movement: BankMovement, parts: Sequence[Part], *, by, by_rule: bool = False
) -> list[MovementMatch]:
    """Say what all that is in suspense of a movement is; EUR in the sign of the bank.

    Entries have the day of the movement, or the first one after it that takes them. A
    payment that somebody typed about that day gives way to the one of the bank.
    ``by_rule``: nobody was asked.

    Raises:
        NothingToMatch: somebody was faster.
        PartsDiffer, WrongWay: the parts are not what is in suspense.
        NotOfItsOwn: an account is none that a cost, or anything else, is booked on.
        NotOwed, MoreThanOpen: of an invoice.
        AlreadyUndone, OtherAmount: of a payment that the bank gives back.
        KeyNotInForce: a key has no version on the day of the entry.
    """
    holders = [part.holding.pk for part in parts if isinstance(part, HolderPart)]
    holders += _given_back(parts)
    lock_accounts(Holding.objects.filter(pk__in=holders))
    found = movements().get(pk=movement.pk)
    _check(found, parts)
    matcher = _Matcher(found, by, by_rule)
    matches = MovementMatch.objects.bulk_create(matcher.book(part) for part in parts)
    cancel_cleared(holders)
    record(
        "bank.matched",
        target=found,
        by=by,
        amount=str(sum(part.amount for part in parts)),
        parts=len(matches),
    )
    return matches


def _given_back(parts: Sequence[Part]) -> list[int]:
    """Return the primary keys of the holdings whose payments come back."""
    payments = [part.match.payment for part in parts if isinstance(part, ReturnPart)]
    return [payment.holding_id for payment in payments if payment]


def _check(movement: BankMovement, parts: Sequence[Part]) -> None:
    left = movement.left
    if not left:
        raise NothingToMatch(movement)
    if any(part.amount * left <= 0 for part in parts):
        raise WrongWay(movement)
    difference = sum((part.amount for part in parts), -left)
    if difference:
        raise PartsDiffer(difference * (1 if left > 0 else -1))


class _Matcher:
    """Books the parts of one movement."""

    def __init__(self, movement: BankMovement, by, by_rule: bool) -> None:
        self._movement = movement
        self._by = by
        self._by_rule = by_rule
        self._text = entry_text(movement.statement, movement.position)

    def book(self, part: Part) -> MovementMatch:
        match part:
            case HolderPart() if part.amount > 0:
                match = self._payment(part)
            case HolderPart():
                match = self._refund(part)
            case InvoicePart():
                match = self._invoice(part)
            case SupplierPart():
                party = part.supplier.party_id
                entry = self._post(chart.SUPPLIERS, part.amount, party=party)
                match = MovementMatch(kind=Kind.ACCOUNT, entry=entry)
            case CostPart():
                match = self._cost(part)
            case ReturnPart():
                match = book_return(self._movement, part, by=self._by)
            case TransferPart():
                entry = self._post(chart.INTERNAL_TRANSFER, part.amount)
                match = MovementMatch(kind=Kind.TRANSFER, entry=entry)
            case _:
                match = self._other(part)
        match.movement, match.amount = self._movement, part.amount
        match.matched_by, match.by_rule = self._by, self._by_rule
        return match

    @property
    def _day(self) -> date:
        return open_day(self._movement.booked_on)

    def _post(
        self, account: str, amount: Decimal, *, day: date | None = None, party=None
    ) -> Entry:
        """Take ``amount`` out of suspense to an account."""
        on = day or self._day
        return ledger.post(
            journal=Journal.Code.BANK,
            year=year_of(on),
            date=on,
            text=self._text,
            lines=[
                on_account(chart.SUSPENSE, amount),
                on_account(account, -amount, party_id=party),
            ],
            by=self._by,
        )

    def _payment(self, part: HolderPart) -> MovementMatch:
        bank_account = self._movement.statement.bank_account
        typed = typed_payments(bank_account).filter(
            holding=part.holding, amount=part.amount
        )
        for payment in typed:
            if is_near(payment, self._movement.booked_on):
                reverse_payment(payment, by=self._by, on=open_day(payment.date))
                break
        payment = book_payment(
            Payment(
                uuid=uuid4(),
                holding=part.holding,
                date=self._day,
                amount=part.amount,
                bank_account=bank_account,
                communication=communication_of(self._movement),
            ),
            text=self._text,
            by=self._by,
            debited=chart.SUSPENSE,
        )
        return MovementMatch(kind=Kind.HOLDER, entry=payment.entry, payment=payment)

    def _refund(self, part: HolderPart) -> MovementMatch:
        charge = ChargeDraft(
            holding=part.holding,
            kind=AccountCharge.Kind.CORRECTION,
            text="",
            due_on=self._day,
            working=-part.amount,
        )
        entry = charge_accounts(
            [charge],
            against=[on_account(chart.SUSPENSE, part.amount)],
            date=self._day,
            text=self._text,
            by=self._by,
            source=f"refund:{uuid4()}",
        )
        return MovementMatch(kind=Kind.OTHER, entry=entry)

    def _invoice(self, part: InvoicePart) -> MovementMatch:
        party = part.invoice.supplier.party_id
        entry = self._post(chart.SUPPLIERS, part.amount, party=party)
        pay_invoices(entry, {part.invoice: -part.amount})
        return MovementMatch(kind=Kind.SUPPLIER, entry=entry, invoice=part.invoice)

    def _cost(self, part: CostPart) -> MovementMatch:
        if not is_own_cost(part.account):
            raise NotOfItsOwn(part.account)
        day = book_calendar().first_open(self._movement.booked_on)
        entry = self._post(part.account, part.amount, day=day)
        draft = CostDraft(
            account=part.account,
            amount=-part.amount,
            label=part.label,
            key=part.key,
            occupant_percent=chart.occupant_percent(part.account),
        )
        write_costs(entry, [draft])
        return MovementMatch(kind=Kind.COST, entry=entry)

    def _other(self, part: OtherPart) -> MovementMatch:
        if not is_other(part.account):
            raise NotOfItsOwn(part.account)
        entry = self._post(part.account, part.amount)
        return MovementMatch(kind=Kind.OTHER, entry=entry)


@transaction.atomic
def undo_match(match: MovementMatch, *, by) -> None:
    """Take back what a part of a movement was said to be, by a mirror of the same day.

    The money stays at the bank, and is in suspense again.

    Raises:
        AlreadyUndone: it has its mirror.
        PeriodShut: a cost lies in a closed year or a settled period.
    """
    holding = standing_matches().filter(pk=match.pk).values_list("holder", flat=True)
    holders = [key for key in holding if key]
    lock_accounts(Holding.objects.filter(pk__in=holders))
    found = (
        MovementMatch.objects.standing()
        .select_related("movement__statement", "entry__journal")
        .filter(pk=match.pk)
        .first()
    )
    if found is None:
        raise AlreadyUndone(match)
    day = open_day(found.entry.date)
    if Cost.objects.filter(entry=found.entry).exists():
        day = _unshut(found.entry.date)
    take_back(found, holders=holders, day=day, by=by)
    record("bank.unmatched", target=found.movement, by=by, amount=str(found.amount))


def _unshut(day: date) -> date:
    if book_calendar().first_open(day) != day:
        raise PeriodShut(day)
    return day
