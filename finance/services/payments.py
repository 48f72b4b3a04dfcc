"""Payments of owners: booked once, settled on the oldest dues, reversed by a mirror."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Holding
from finance import chart
from finance.errors import AlreadyCancelled, AlreadyRecorded, PaymentInTheFuture
from finance.fiscal_year import fiscal_year
from finance.models import Payment
from finance.queries import settlements
from finance.services.alignment import align_reserve
from finance.services.books import mirror_day
from finance.services.opening import refuse_before_opening
from finance.settlement import split_payment
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.errors import AlreadyPosted, AlreadyReversed
from koprogo.ledger.models import Journal


@transaction.atomic
def record_payment(
    *,
    uuid: UUID,
    holding: Holding,
    date: date,
    amount: Decimal,
    by,
    bank_account: str = Payment.BankAccount.WORKING,
    communication: str = "",
) -> Payment:
    """Book money that arrived from a holding; it pays the oldest dues first.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        AlreadyRecorded: this ``uuid`` was booked before.
        PaymentInTheFuture: ``date`` has not come yet.
        BeforeOpening: the opening balances hold what was paid until then.
    """
    if date > timezone.localdate():
        raise PaymentInTheFuture(date)
    holding = Holding.objects.select_for_update().get(pk=holding.pk)
    refuse_before_opening(date)
    split = _split(holding, amount)
    lines = [ledger.debit(bank_account, amount)]
    for account, part in (
        (chart.OWNERS_WORKING, split.working),
        (chart.OWNERS_RESERVE, split.reserve),
    ):
        if part:
            lines.append(ledger.credit(account, part, party_id=holding.party_id))
    try:
        entry = ledger.post(
            journal=Journal.Code.BANK,
            year=_year(date),
            date=date,
            text=communication or f"{holding.code}",
            lines=lines,
            by=by,
            source=f"payment:{uuid}",
        )
    except AlreadyPosted:
        raise AlreadyRecorded(uuid) from None
    payment = Payment.objects.create(
        uuid=uuid,
        holding=holding,
        date=date,
        amount=amount,
        bank_account=bank_account,
        communication=communication,
        working=split.working,
        reserve=split.reserve,
        entry=entry,
    )
    record("payment.recorded", target=payment, by=by, amount=str(amount))
    return payment


@transaction.atomic
def reverse_payment(payment: Payment, *, by, on: date | None = None) -> Payment:
    """Take back a payment that was booked wrongly, by the mirror of its entry.

    ``on`` takes over what was reversed on an earlier day.

    Raises:
        AlreadyCancelled: it has its mirror.
        MirroredOnWrongDay: ``on`` has not come yet, or lies before the payment.
    """
    day = mirror_day(payment.entry, on=on)
    try:
        ledger.mirror(
            payment.entry,
            year=_year(day),
            date=day,
            text=payment.entry.text,
            by=by,
        )
    except AlreadyReversed:
        raise AlreadyCancelled(payment) from None
    align_reserve(
        [payment.holding_id],
        year=_year(day),
        date=day,
        text=payment.entry.text,
        by=by,
    )
    record("payment.reversed", target=payment, by=by, amount=str(payment.amount))
    return Payment.objects.select_related("entry__mirror").get(pk=payment.pk)


def _split(holding: Holding, amount: Decimal):
    settlement = settlements([holding.pk])[holding.pk]
    received = settlement.credit + sum(
        item.working_paid + item.reserve_paid for item in settlement.items
    )
    return split_payment([item.due for item in settlement.items], received, amount)


def _year(day: date) -> int:
    return fiscal_year(day, first_month=Building.objects.get().fiscal_year_start)
