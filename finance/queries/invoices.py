"""Invoices of suppliers: what is owed, what is known of a supplier, what looks wrong."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission
from buildings.importing.text import clean, fold
from buildings.models import Supplier
from finance import chart
from finance.models import (
    Cost,
    DeferralStep,
    ExemptLot,
    FixedAmount,
    Invoice,
    InvoiceLine,
    InvoicePayment,
    OrderedPayment,
)
from koprogo.fields import MoneyField
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")
Kind, State = Invoice.Kind, Invoice.State


class Status(TextChoices):
    """Where an invoice is, with what its payments tell."""

    DRAFT = "draft", State.DRAFT.label
    SUBMITTED = "submitted", State.SUBMITTED.label
    APPROVED = "approved", State.APPROVED.label
    REJECTED = "rejected", State.REJECTED.label
    OPEN = "open", _("To pay")
    ORDERED = "ordered", _("Payment ordered")
    PARTLY_PAID = "partly_paid", _("Partly paid")
    PAID = "paid", _("Paid")
    CANCELLED = "cancelled", _("Cancelled")


def invoice_list() -> QuerySet[Invoice]:
    """Return the invoices, latest first, each with supplier, entry, and three more.

    ``paid`` and ``left``: EUR, what was paid and is left to pay; below zero for a credit
    note. Nothing is left of what is not posted, or was cancelled. ``status``: a
    ``Status``.
    """
    return (
        Invoice.objects.select_related("supplier", "entry__journal", "entry__mirror")
        .annotate(paid=Coalesce(Subquery(_paid()), Value(ZERO)))
        .annotate(left=_left())
        .annotate(status=_status())
    )


def _paid():
    payments = InvoicePayment.objects.standing().filter(invoice=OuterRef("pk"))
    return (
        payments.order_by().values("invoice").annotate(sum=Sum("amount")).values("sum")
    )


def _left():
    owed = Case(
        When(kind=Kind.CREDIT_NOTE, then=-F("total")),
        default=F("total"),
        output_field=MoneyField(),
    )
    return Case(
        When(entry__isnull=False, entry__mirror=None, then=owed - F("paid")),
        default=Value(ZERO),
        output_field=MoneyField(),
    )


def _status():
    ordered = OrderedPayment.objects.filter(invoice=OuterRef("pk"), open=True)
    return Case(
        When(entry=None, then=F("state")),
        When(entry__mirror__isnull=False, then=Value(Status.CANCELLED)),
        When(left=0, then=Value(Status.PAID)),
        When(Exists(ordered), then=Value(Status.ORDERED)),
        When(paid=0, then=Value(Status.OPEN)),
        default=Value(Status.PARTLY_PAID),
    )


def visible_invoices(access: Access) -> QuerySet[Invoice]:
    """Return what this person may read: every co-owner may consult what is booked."""
    found = invoice_list()
    if may_see_drafts(access):
        return found
    return found.posted()


def may_see_drafts(access: Access) -> bool:
    return access.allows(Permission.PREPARE_INVOICES) or access.allows(
        Permission.APPROVE_INVOICES
    )


def invoices_like(invoices: QuerySet[Invoice], text: str) -> QuerySet[Invoice]:
    """Narrow to those whose supplier, number or lines have this text."""
    lines = InvoiceLine.objects.filter(label__icontains=text).values("invoice")
    return invoices.filter(
        Q(supplier__name__icontains=text) | Q(number__icontains=text) | Q(pk__in=lines)
    )


def chosen(
    invoices: QuerySet[Invoice],
    *,
    q: str = "",
    status: str = "",
    supplier: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Invoice]:
    """Narrow to what was asked for; both days are included."""
    found = invoices_like(invoices, clean(q)) if q else invoices
    asked = {
        "status": status,
        "supplier__uuid": supplier,
        "date__gte": since,
        "date__lte": until,
    }
    return found.filter(**{name: value for name, value in asked.items() if value})


def full_lines(*, deferred: bool = False, **of) -> QuerySet[InvoiceLine]:
    """Return lines with their invoice and all that they name: two statements.

    ``exempt_lots``: uuid, code and name of the lots that a judgment exempts.
    ``deferred``: also which period bears what: what waits or came back, with its
    entries, and what the entry of the invoice itself costs (``borne``): four.
    """
    exempt = ExemptLot.objects.filter(line=OuterRef("pk")).order_by("lot__position")
    lot = JSONObject(uuid="lot__uuid", code="lot__code", name="lot__name")
    lines = (
        InvoiceLine.objects.filter(**of)
        .select_related("invoice__supplier", "account", "key", "meters", "lot", "works")
        .annotate(exempt_lots=ArraySubquery(exempt.values_list(lot)))
        .prefetch_related(
            Prefetch("fixed", FixedAmount.objects.select_related("lot").order_by("pk"))
        )
    )
    if not deferred:
        return lines
    steps = DeferralStep.objects.select_related("entry__journal")
    own = Cost.objects.filter(withdrawal=False, entry__invoice__isnull=False)
    return lines.prefetch_related(
        Prefetch("deferred", steps), Prefetch("costs", own, to_attr="borne")
    )


def open_amounts(invoices: Collection[int]) -> dict[int, Decimal]:
    """Return, by primary key, what is left to pay of these invoices: one statement."""
    found = invoice_list().filter(pk__in=invoices).order_by()
    return dict(found.values_list("pk", "left"))


def supplier_balances(
    suppliers: Iterable[Supplier] | None = None,
) -> dict[int, Decimal]:
    """Return, by supplier, what he is owed by the books (EUR; below zero: he owes)."""
    found = Supplier.objects.all() if suppliers is None else suppliers
    parties = {supplier.party_id: supplier.pk for supplier in found}
    booked = party_balances([chart.SUPPLIERS], parties=parties)
    return {supplier: -booked.get(party, ZERO) for party, supplier in parties.items()}


# What looks wrong


def duplicates_of(
    supplier: Supplier,
    *,
    kind: str,
    number: str,
    date: date,
    total: Decimal,
    but: Invoice | None = None,
) -> list[Invoice]:
    """Return what may be the same document: its number, or its day and amount.

    Rejected ones are left out; cancelled ones are not: somebody should know of them.
    """
    same = Q(number__iexact=number) | Q(date=date, total=total)
    found = invoice_list().filter(same, supplier=supplier, kind=kind)
    found = found.exclude(state=State.REJECTED)
    return list(found if but is None else found.exclude(pk=but.pk))


def other_ibans(invoice: Invoice) -> tuple[str, ...]:
    """Return the accounts known of the supplier, when this invoice names another one.

    Known is what the list of suppliers says, and the account of his last invoice that
    was approved: who changes the list in silence is found out too.
    """
    last = (
        Invoice.objects.filter(
            supplier=invoice.supplier_id, state__in=[State.APPROVED, State.POSTED]
        )
        .exclude(iban="")
        .exclude(pk=invoice.pk)
        .order_by("-decided_at", "-pk")
        .values_list("iban", flat=True)
        .first()
    )
    known = dict.fromkeys(filter(None, [invoice.supplier.iban, last]))
    if not invoice.iban or set(known) <= {invoice.iban}:
        return ()
    return tuple(iban for iban in known if iban != invoice.iban)


# What is known of a supplier


def last_lines(supplier: Supplier, *, but: Invoice | None = None) -> list[InvoiceLine]:
    """Return the lines of his latest invoice: how such a cost was divided before."""
    invoices = Invoice.objects.filter(supplier=supplier).exclude(state=State.REJECTED)
    invoices = invoices if but is None else invoices.exclude(pk=but.pk)
    latest = invoices.order_by("-date", "-pk").values("pk")[:1]
    lines = InvoiceLine.objects.filter(invoice=Subquery(latest))
    return list(lines.select_related("account", "key", "meters"))


def find_supplier(
    suppliers: Iterable[Supplier], *, kbo: str, vat: str, iban: str, name: str
) -> Supplier | None:
    """Return whom a document names: by KBO or Belgian VAT number, else IBAN, else name."""
    digits = "".join(filter(str.isdigit, vat)) if vat.upper().startswith("BE") else ""
    for wanted, of in (
        (kbo, lambda one: one.kbo),
        (digits, lambda one: one.kbo),
        (iban, lambda one: one.iban),
        (fold(name), lambda one: fold(one.name)),
    ):
        found = [one for one in suppliers if wanted and of(one) == wanted]
        if len(found) == 1:
            return found[0]
    return None
