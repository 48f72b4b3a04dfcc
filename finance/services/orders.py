"""Files of payments to suppliers: made, and given up when the bank did not take them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from buildings.models import Building, Supplier
from finance import chart
from finance.errors.orders import (
    AssociationIncomplete,
    ExecutedInThePast,
    IbanUnconfirmed,
    NoIban,
    NothingToOrder,
    NotPayable,
    OrderGivenUp,
    OrderPaid,
)
from finance.models import Invoice, OrderedPayment, Payment, PaymentOrder
from finance.queries.invoices import open_amounts
from finance.queries.orders import Payable, payable, payable_invoices, remittance
from finance.queries.years import year_of
from finance.services.deferrals import lock_journals
from finance.services.supplier_payments import pay_invoices
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.kinds import CONTENT_TYPES, Kind
from koprogo.documents.models import File
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Journal

ZERO = Decimal("0.00")


@transaction.atomic
def make_order(
    *,
    invoices: Collection[Invoice],
    execution_date: date,
    bank_account: str = Payment.BankAccount.WORKING,
    confirmed: Collection[Invoice] = (),
    by,
) -> PaymentOrder:
    """Order the payment of what is left of these invoices by a file for the bank.

    A credit note among them is first set off, by an entry of today, against the invoices
    of its supplier that are due first: as far as they go, so that no transfer is below
    zero. ``confirmed``: those whose other account somebody checked with the supplier.

    Raises:
        ExecutedInThePast: the day has passed.
        AssociationIncomplete: it has no KBO number, or not this account.
        NotPayable: somebody paid, cancelled or ordered one of them before.
        NoIban, IbanUnconfirmed: of one invoice.
        NothingToOrder: credit notes take all of it, or nothing was chosen.
    """
    if execution_date < timezone.localdate():
        raise ExecutedInThePast(execution_date)
    building = Building.objects.select_related("tenant").get()
    iban = own_iban(building, bank_account)
    chosen = _locked(invoices)
    for one in chosen:
        _check(one, confirmed)
    order = PaymentOrder(
        uuid=uuid4(),
        execution_date=execution_date,
        bank_account=bank_account,
        created_by=by,
    )
    payments = _payments(order, chosen, _set_off(order, chosen, by=by))
    if not payments:
        raise NothingToOrder
    order.file = _file(order, payments, building, iban)
    order.save()
    OrderedPayment.objects.bulk_create(payments)
    record(
        "order.made",
        target=order,
        by=by,
        payments=len(payments),
        amount=str(sum(one.amount for one in payments)),
        confirmed=", ".join(str(one) for one in confirmed),
    )
    return order


def own_iban(building: Building, bank_account: str) -> str:
    """Return an account of the association, which says who it is.

    Raises:
        AssociationIncomplete: it has no KBO number, or not this account.
    """
    iban = {
        Payment.BankAccount.WORKING: building.working_iban,
        Payment.BankAccount.RESERVE: building.reserve_iban,
    }[Payment.BankAccount(bank_account)]
    if not building.kbo or not iban:
        raise AssociationIncomplete(bank_account)
    return iban


@transaction.atomic
def give_up_order(order: PaymentOrder, *, by) -> None:
    """Free the invoices of a file that the bank refused, but for those paid already.

    What was set off stays so: it is no part of the file.

    Raises:
        OrderGivenUp: somebody did it before.
        OrderPaid: the bank carried all of it out.
    """
    lock_journals()
    found = PaymentOrder.objects.select_for_update().get(pk=order.pk)
    if found.given_up_at is not None:
        raise OrderGivenUp(order)
    waiting = found.payments.filter(open=True)
    left = open_amounts(waiting.values_list("invoice", flat=True))
    unpaid = [invoice for invoice, amount in left.items() if amount]
    if not unpaid:
        raise OrderPaid(order)
    waiting.filter(invoice__in=unpaid).update(open=False)
    found.given_up_at = timezone.now()
    found.save(update_fields=["given_up_at"])
    record("order.given_up", target=found, by=by, payments=len(unpaid))


def _locked(invoices: Collection[Invoice]) -> list[Payable]:
    """Return the invoices for this person alone, due first.

    The journals come first, as for whoever pays or cancels an invoice.
    """
    lock_journals()
    keys = {invoice.pk for invoice in invoices}
    rows = Invoice.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    found = [payable(one) for one in payable_invoices().filter(pk__in=keys)]
    if len(found) != len(keys):
        raise NotPayable(invoices)
    return found


def _check(one: Payable, confirmed: Collection[Invoice]) -> None:
    if one.is_credit:
        return
    if not one.iban:
        raise NoIban(one.invoice)
    if one.others and one.invoice not in confirmed:
        raise IbanUnconfirmed(one.invoice, one.others)


def _set_off(
    order: PaymentOrder, chosen: Sequence[Payable], *, by
) -> dict[Invoice, Decimal]:
    """Use up credit notes; return what each invoice was reduced by, EUR."""
    owed: dict[Supplier, list[Invoice]] = defaultdict(list)
    notes: dict[Supplier, list[Invoice]] = defaultdict(list)
    for one in chosen:
        rows = notes if one.is_credit else owed
        rows[one.invoice.supplier].append(one.invoice)
    used: dict[Invoice, Decimal] = {}
    for supplier, unused in notes.items():
        credit = -sum(note.left for note in unused)
        amount = min(credit, sum((one.left for one in owed[supplier]), ZERO))
        if amount:
            paid, taken = _spread(owed[supplier], amount), _spread(unused, -amount)
            _post(order, supplier, amount, paid | taken, by=by)
            used |= paid
    return used


def _spread(invoices: Sequence[Invoice], amount: Decimal) -> dict[Invoice, Decimal]:
    """Divide an amount over what is left, the first ones first; both of one sign."""
    parts = {}
    for invoice in invoices:
        part = min(invoice.left, amount, key=abs)
        if part:
            parts[invoice] = part
        amount -= part
    return parts


def _post(order, supplier: Supplier, amount: Decimal, parts, *, by) -> None:
    today = timezone.localdate()
    party = supplier.party_id
    entry = ledger.post(
        journal=Journal.Code.MISC,
        year=year_of(today),
        date=today,
        text=f"{supplier} {', '.join(invoice.number for invoice in parts)}"[:200],
        lines=[
            ledger.debit(chart.SUPPLIERS, amount, party_id=party),
            ledger.credit(chart.SUPPLIERS, amount, party_id=party),
        ],
        by=by,
        source=f"set-off:{order.uuid}:{supplier.pk}",
    )
    pay_invoices(entry, parts)


def _payments(
    order: PaymentOrder, chosen: Sequence[Payable], used: dict[Invoice, Decimal]
) -> list[OrderedPayment]:
    payments = []
    for one in chosen:
        amount = one.invoice.left - used.get(one.invoice, ZERO)
        if amount > 0:
            reference, message = remittance(one.invoice)
            payments.append(
                OrderedPayment(
                    order=order,
                    invoice=one.invoice,
                    amount=amount,
                    iban=one.iban,
                    reference=reference or message,
                )
            )
    return payments


def _file(
    order: PaymentOrder,
    payments: Sequence[OrderedPayment],
    building: Building,
    iban: str,
) -> File:
    # The web process has no room for lxml.
    from finance.sepa.transfers import Transfer, credit_transfers

    transfers = []
    for one in payments:
        reference, message = remittance(one.invoice)
        transfers.append(
            Transfer(
                end_to_end_id=one.invoice.uuid.hex,
                name=one.invoice.supplier.name,
                iban=one.iban,
                amount=one.amount,
                execution_date=order.execution_date,
                reference=reference,
                message=message,
            )
        )
    data = credit_transfers(
        message_id=order.uuid.hex,
        created=timezone.localtime(),
        debtor_name=building.tenant.name,
        debtor_iban=iban,
        debtor_kbo=building.kbo,
        payments=transfers,
    )
    return documents.store(
        data,
        name=f"payments-{order.execution_date}.xml",
        content_type=CONTENT_TYPES[Kind.XML],
        by=order.created_by,
    )
