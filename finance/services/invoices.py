"""Invoices of suppliers: drafted, submitted, approved or rejected.

What is posted, and taken back: invoice_posting.py; a fixed part: fixed_parts.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from buildings.models import AllocationKey, Building, Lot, Supplier
from buildings.services import create_supplier
from finance import chart
from finance.errors import (
    DraftGone,
    DuplicateInvoice,
    FixedAmountsDiffer,
    IbanChanged,
    InvoiceInTheFuture,
    LinesDoNotSum,
    NoLines,
    NotACostAccount,
    OneFund,
    ReasonMissing,
    SamePerson,
    WorksMismatch,
    WrongState,
)
from finance.models import (
    Basis,
    ExemptLot,
    FixedAmount,
    Invoice,
    InvoiceLine,
    MeterGroup,
    Works,
)
from finance.queries.invoices import duplicates_of, other_ibans
from finance.queries.settings import book_settings
from finance.services.exemptions import check_exemptions
from finance.services.invoice_files import forget_unused
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.intake import Intake
from koprogo.documents.models import File
from koprogo.ledger.models import Account

State = Invoice.State
WORKS = "67"
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line to be: EUR with VAT, of which ``vat``, and who bears it.

    ``fixed``: EUR by lot, when the basis is fixed amounts. ``since``/``until``: the
    period covered, half-open, or none of its own. ``exempt``: lots that ``judgment``
    (court, day and number) exempts.
    """

    label: str
    account: Account
    amount: Decimal
    vat_rate: str = InvoiceLine.VatRate.STANDARD
    vat: Decimal = ZERO
    basis: str = Basis.KEY
    key: AllocationKey | None = None
    meters: MeterGroup | None = None
    lot: Lot | None = None
    fixed: Mapping[Lot, Decimal] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    occupant_percent: int = 0
    from_reserve: bool = False
    works: Works | None = None
    exempt: frozenset[Lot] = frozenset()
    judgment: str = ""


@dataclass(frozen=True, slots=True)
class NewSupplier:
    """Somebody who is added with his first invoice."""

    name: str
    kbo: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """An invoice or a credit note to be; amounts are above zero for both.

    ``voucher`` and ``xml``: as the supplier sent it; None keeps what a draft has.
    """

    supplier: Supplier | NewSupplier
    number: str
    date: date
    total: Decimal
    lines: Sequence[LineDraft]
    kind: str = Invoice.Kind.INVOICE
    due_on: date | None = None
    iban: str = ""
    reference: str = ""
    decision: str = ""
    voucher: File | None = None
    xml: File | None = None


def draft_of(
    *, supplier: Supplier | None, new_name: str, new_kbo: str, lines, **heading
) -> InvoiceDraft:
    """Return the draft that plain values say: ``lines`` are those of ``LineDraft``."""
    return InvoiceDraft(
        supplier=supplier or NewSupplier(new_name, new_kbo),
        lines=[LineDraft(**line) for line in lines],
        **heading,
    )


@transaction.atomic
def draft_invoice(
    draft: InvoiceDraft, *, by, duplicate_confirmed: bool = False
) -> Invoice:
    """Enter an invoice. It is owed when it is posted, and not before.

    Raises:
        InvoiceInTheFuture: its day has not come.
        NoLines, LinesDoNotSum: the lines are not the total.
        NotACostAccount, WorksMismatch, OneFund, FixedAmountsDiffer: of one line.
        JudgmentIncomplete, CannotExempt, KeyNotInForce: of a line with a judgment.
        DuplicateInvoice: it may be there already, and nobody said that it is not.
    """
    invoice = Invoice(supplier=_supplier(draft, by), prepared_by=by)
    _write(invoice, draft, duplicate_confirmed=duplicate_confirmed)
    record("invoice.drafted", target=invoice, by=by, **named(invoice))
    return invoice


@transaction.atomic
def redraft_invoice(
    invoice: Invoice, draft: InvoiceDraft, *, by, duplicate_confirmed: bool = False
) -> Invoice:
    """Change a draft, or make one again of what was rejected.

    Raises:
        WrongState: it was submitted meanwhile: who approves it may reject it.
        As ``draft_invoice``.
    """
    supplier = _supplier(draft, by)
    invoice = locked_invoice(invoice, State.DRAFT, State.REJECTED)
    invoice.supplier, invoice.prepared_by = supplier, by
    invoice.state = State.DRAFT
    invoice.decided_by = invoice.decided_at = None
    _forget_lines(invoice)
    _write(invoice, draft, duplicate_confirmed=duplicate_confirmed)
    record("invoice.redrafted", target=invoice, by=by, **named(invoice))
    return invoice


@transaction.atomic
def discard_invoice(invoice: Invoice, *, by) -> None:
    """Delete what is not submitted, or was rejected.

    Raises:
        WrongState: it was submitted meanwhile.
    """
    invoice = locked_invoice(invoice, State.DRAFT, State.REJECTED)
    record("invoice.discarded", target=invoice, by=by, **named(invoice))
    _forget_lines(invoice)
    files = {invoice.voucher_id, invoice.xml_id} - {None}
    invoice.delete()
    forget_unused(files)


@transaction.atomic
def attach_voucher(invoice: Invoice, *, file: Intake, by) -> Invoice:
    """Keep the PDF or picture of what was typed; another one takes its place.

    Raises:
        WrongState: it was submitted: who approves saw what there was.
    """
    invoice = locked_invoice(invoice, State.DRAFT, State.REJECTED)
    before = invoice.voucher_id
    invoice.voucher = documents.store(
        file.data, name=file.name, content_type=file.content_type, by=by
    )
    invoice.save(update_fields=["voucher"])
    forget_unused({before} - {None})
    record("invoice.attached", target=invoice, by=by, **named(invoice))
    return invoice


@transaction.atomic
def submit_invoice(invoice: Invoice, *, by) -> Invoice:
    """Ask for the approval; whether of another person, the building says now.

    Raises:
        WrongState: it is no draft any more.
    """
    invoice = locked_invoice(invoice, State.DRAFT)
    invoice.state = State.SUBMITTED
    invoice.two_people = book_settings().two_people
    invoice.prepared_by, invoice.prepared_at = by, timezone.now()
    invoice.reason = ""
    invoice.save()
    record("invoice.submitted", target=invoice, by=by, **named(invoice))
    return invoice


@transaction.atomic
def approve_invoice(invoice: Invoice, *, by, iban_confirmed: bool = False) -> Invoice:
    """Approve what was submitted: it may be posted and paid.

    Raises:
        WrongState: nobody submitted it, or somebody decided before.
        SamePerson: two people are asked for, and this is the first of them.
        IbanChanged: it names another account than is known, and nobody confirmed it.
    """
    invoice = locked_invoice(invoice, State.SUBMITTED)
    if invoice.two_people and (by is None or by.pk == invoice.prepared_by_id):
        raise SamePerson(invoice)
    known = other_ibans(invoice)
    if known and not iban_confirmed:
        raise IbanChanged(known)
    invoice.iban_confirmed = bool(known)
    _decide(invoice, State.APPROVED, by)
    record("invoice.approved", target=invoice, by=by, **named(invoice))
    return invoice


@transaction.atomic
def reject_invoice(invoice: Invoice, *, reason: str, by) -> Invoice:
    """Send back what was submitted, or approved and not posted yet.

    Raises:
        ReasonMissing: nothing was said.
        WrongState: it is neither.
    """
    if not reason.strip():
        raise ReasonMissing(invoice)
    invoice = locked_invoice(invoice, State.SUBMITTED, State.APPROVED)
    invoice.reason = reason.strip()
    invoice.iban_confirmed = False
    _decide(invoice, State.REJECTED, by)
    record(
        "invoice.rejected",
        target=invoice,
        by=by,
        reason=invoice.reason,
        **named(invoice),
    )
    return invoice


def locked_invoice(invoice: Invoice, *states: str) -> Invoice:
    """Return the invoice for this person alone, if it is in one of these states."""
    locked = Invoice.objects.select_for_update(of=("self",)).select_related("supplier")
    found = locked.filter(pk=invoice.pk).first()
    if found is None:
        raise DraftGone(invoice)
    if found.state not in states:
        raise WrongState(found)
    return found


def _supplier(draft: InvoiceDraft, by) -> Supplier:
    """Return the supplier for this person alone: one looks for doubles at a time.

    Whom somebody else added at this very moment is not added twice.
    """
    new = draft.supplier
    if isinstance(new, Supplier):
        return Supplier.objects.select_for_update().get(pk=new.pk)
    Building.objects.select_for_update().get()
    same = Q(name=new.name) | Q(kbo=new.kbo or None)
    known = Supplier.objects.select_for_update().filter(same).first()
    return known or create_supplier(name=new.name, kbo=new.kbo, by=by)


def _decide(invoice: Invoice, state: str, by) -> None:
    invoice.state = state
    invoice.decided_by, invoice.decided_at = by, timezone.now()
    invoice.save()


def named(invoice: Invoice) -> dict[str, str]:
    """Return what the history says of an invoice."""
    return {"supplier": str(invoice.supplier), "number": invoice.number}


def rewrite_lines(invoice: Invoice, drafts: Sequence[LineDraft]) -> None:
    """Put these in the place of the lines of a draft, which is locked."""
    _forget_lines(invoice)
    _write_lines(invoice, drafts)


def _forget_lines(invoice: Invoice) -> None:
    FixedAmount.objects.filter(line__invoice=invoice).delete()
    ExemptLot.objects.filter(line__invoice=invoice).delete()
    invoice.lines.all().delete()


def _write(invoice: Invoice, draft: InvoiceDraft, *, duplicate_confirmed: bool) -> None:
    """Check the draft and write it with its lines; the supplier is locked."""
    _check(draft)
    found = duplicates_of(
        invoice.supplier,
        kind=draft.kind,
        number=draft.number,
        date=draft.date,
        total=draft.total,
        but=invoice if invoice.pk else None,
    )
    if found and not duplicate_confirmed:
        raise DuplicateInvoice(found)
    invoice.duplicate_confirmed = bool(found)
    for name in ("kind", "number", "date", "total", "due_on", "iban"):
        setattr(invoice, name, getattr(draft, name))
    invoice.reference, invoice.decision = draft.reference, draft.decision
    invoice.voucher = draft.voucher or invoice.voucher
    invoice.xml = draft.xml or invoice.xml
    invoice.save()
    _write_lines(invoice, draft.lines)


def _write_lines(invoice: Invoice, drafts: Sequence[LineDraft]) -> None:
    lines = InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=invoice,
            position=position,
            **{
                name: getattr(one, name)
                for name in LineDraft.__slots__
                if name not in ("fixed", "exempt")
            },
        )
        for position, one in enumerate(drafts, start=1)
    )
    FixedAmount.objects.bulk_create(
        FixedAmount(line=line, lot=lot, amount=amount)
        for line, one in zip(lines, drafts, strict=True)
        for lot, amount in one.fixed.items()
        if amount
    )
    ExemptLot.objects.bulk_create(
        ExemptLot(line=line, lot=lot)
        for line, one in zip(lines, drafts, strict=True)
        for lot in one.exempt
    )


def _check(draft: InvoiceDraft) -> None:
    if draft.date > timezone.localdate():
        raise InvoiceInTheFuture(draft.date)
    if not draft.lines:
        raise NoLines(draft.number)
    for position, line in enumerate(draft.lines, start=1):
        _check_line(position, line)
    check_exemptions(draft.lines, invoiced_on=draft.date)
    difference = sum(line.amount for line in draft.lines) - draft.total
    if difference:
        raise LinesDoNotSum(difference)


def _check_line(position: int, line: LineDraft) -> None:
    code = line.account.code
    if not chart.is_cost(code) or code.startswith("68") or not chart.is_postable(code):
        raise NotACostAccount(position)
    if code.startswith(WORKS) != (line.works is not None):
        raise WorksMismatch(position)
    if line.works is not None and line.works.ended_on is not None:
        raise WorksMismatch(position)
    if line.works is not None and line.from_reserve:
        raise OneFund(position)
    fixed = sum(line.fixed.values(), ZERO)
    if line.basis == Basis.FIXED and fixed != line.amount:
        raise FixedAmountsDiffer(position, fixed - line.amount)
