"""An approved invoice enters the books; a wrong one leaves them by a mirror."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from finance import chart
from finance.errors import (
    InvoiceCancelled,
    InvoiceOrdered,
    InvoicePaid,
    PeriodShut,
    WrongState,
)
from finance.models import DeferralStep, Invoice
from finance.queries.booking import BookingPlan, book_calendar, booking_plan
from finance.services.costs import turn_costs, write_costs
from finance.services.deferrals import (
    cost_drafts,
    cost_lines,
    entry_text,
    lock_journals,
    on_account,
    release_steps,
)
from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal


@transaction.atomic
def post_invoice(invoice: Invoice, *, by) -> Invoice:
    """Book an approved invoice: its costs, what waits on 490, and the debt.

    Its entry has the day of the invoice, or the first day after it that takes costs
    (closed years and settled periods take none). What waits for a period that has begun
    comes back at once.

    Raises:
        WrongState: it is not approved, or somebody posted it before.
        KeyNotInForce: a key has no version on the day of the entry.
    """
    lock_journals()
    invoice = _locked(invoice)
    if invoice.state != Invoice.State.APPROVED:
        raise WrongState(invoice)
    plan = booking_plan(invoice)
    entry = ledger.post(
        journal=Journal.Code.PURCHASES,
        year=plan.year,
        date=plan.date,
        text=entry_text(invoice),
        lines=_postings(invoice, plan),
        by=by,
        source=f"invoice:{invoice.uuid}",
    )
    write_costs(
        entry,
        [
            draft
            for planned in plan.lines
            for amount, since, until in planned.now
            for draft in cost_drafts(planned.line, amount, since=since, until=until)
        ],
    )
    _defer(plan)
    invoice.entry, invoice.state = entry, Invoice.State.POSTED
    invoice.save(update_fields=["entry", "state"])
    tomorrow = timezone.localdate() + timedelta(days=1)
    begun = DeferralStep.objects.filter(line__invoice=invoice, since__lt=tomorrow)
    release_steps(begun, calendar=plan.calendar, by=by)
    record(
        "invoice.posted",
        target=invoice,
        by=by,
        supplier=str(invoice.supplier),
        number=invoice.number,
        entry=str(entry),
    )
    return invoice


@transaction.atomic
def cancel_invoice(invoice: Invoice, *, by) -> Invoice:
    """Take a posted invoice back, as if it had never been: mirrors of the same days.

    What came back from 490 is mirrored too; what still waits there stays without
    effect. Afterwards a credit note of the supplier is the only way.

    Raises:
        WrongState: it is not posted.
        InvoiceCancelled: it has its mirror.
        InvoicePaid: something was paid of it.
        InvoiceOrdered: it stands in a payment file.
        PeriodShut: one of its entries lies in a closed year or a settled period.
    """
    lock_journals()
    invoice = _locked(invoice)
    if not invoice.is_posted:
        raise WrongState(invoice)
    if invoice.is_cancelled:
        raise InvoiceCancelled(invoice)
    if invoice.payments.standing().exists():
        raise InvoicePaid(invoice)
    if invoice.ordered.filter(open=True).exists():
        raise InvoiceOrdered(invoice)
    released = Entry.objects.filter(deferral__line__invoice=invoice).order_by("pk")
    entries = [invoice.entry, *released.select_related("journal")]
    _refuse_shut(entries)
    for entry in entries:
        mirror = ledger.mirror(
            entry, year=entry.year, date=entry.date, text=entry.text, by=by
        )
        turn_costs(entry, mirror)
    record(
        "invoice.cancelled",
        target=invoice,
        by=by,
        supplier=str(invoice.supplier),
        number=invoice.number,
    )
    return Invoice.objects.select_related("entry__mirror").get(pk=invoice.pk)


def _locked(invoice: Invoice) -> Invoice:
    return (
        Invoice.objects.select_for_update(of=("self",))
        .select_related("supplier", "entry__journal", "entry__mirror")
        .get(pk=invoice.pk)
    )


def _postings(invoice: Invoice, plan: BookingPlan) -> list[ledger.Draft]:
    owed = invoice.sign * invoice.total
    lines = [
        line
        for planned in plan.lines
        for amount, _since, _until in planned.now
        for line in cost_lines(planned.line, amount)
    ]
    deferred: Decimal = plan.deferred
    if deferred:
        lines.append(on_account(chart.DEFERRED, deferred))
    lines.append(on_account(chart.SUPPLIERS, -owed, party_id=invoice.supplier.party_id))
    return lines


def _defer(plan: BookingPlan) -> None:
    DeferralStep.objects.bulk_create(
        DeferralStep(
            line=planned.line,
            since=piece.since,
            until=piece.until,
            amount=piece.amount,
        )
        for planned in plan.lines
        for piece in planned.waiting
    )


def _refuse_shut(entries: list[Entry]) -> None:
    calendar = book_calendar()
    for entry in entries:
        if calendar.first_open(entry.date) != entry.date:
            raise PeriodShut(entry.date)
