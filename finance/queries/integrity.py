"""What the sub-ledgers say is what the accounts say, recomputed from the rows.

finance.md §3, 3: owners = 410x, suppliers = 440, bank = what statements say; and what
is in suspense = 499. Each check is a constant number of statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from buildings.models import Holding, Supplier
from finance import chart
from finance.models import (
    AccountCharge,
    BankMovement,
    BankStatement,
    Invoice,
    InvoicePayment,
    MovementMatch,
    Payment,
)
from finance.queries.accounts import settlements, standing_documents
from finance.queries.bank import in_suspense
from finance.queries.invoices import invoice_list
from finance.queries.opening import brought_forward
from koprogo.ledger.models import Entry, Line
from koprogo.ledger.queries import party_balances
from koprogo.slots import Finding
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant

ZERO = Decimal("0.00")
NET = F("debit") - F("credit")


def findings() -> Iterator[Finding]:
    """Yield what is wrong between the accounts and what they are made of."""
    if not is_of_co_ownership():
        return
    yield from _found("bank-statement", _incomplete_statements())
    yield from _found("bank-movement", _misbooked_movements())
    if _suspense_booked() != _suspense_left():
        yield Finding("suspense", chart.SUSPENSE)
    yield from _owners()
    yield from _suppliers()


def is_of_co_ownership() -> bool:
    """Return whether the books entered follow the chart of a co-ownership."""
    here = Tenant.objects.filter(pk=current_tenant_id())
    return here.filter(kind=Tenant.Kind.CO_OWNERSHIP).exists()


def _found(rule: str, rows) -> Iterator[Finding]:
    return (Finding(rule, str(uuid)) for uuid in rows.values_list("uuid", flat=True))


# The bank


def _incomplete_statements():
    moved = BankMovement.objects.filter(statement=OuterRef("pk")).order_by()
    sums = moved.values("statement").annotate(sum=Sum("amount")).values("sum")
    return (
        BankStatement.objects.annotate(moved=Coalesce(Subquery(sums), ZERO))
        .exclude(closing=F("opening") + F("moved"))
        .order_by("pk")
    )


def _misbooked_movements():
    """Find movements whose entry moves the account by another amount."""
    lines = Line.objects.filter(
        entry=OuterRef("entry"), account__code=OuterRef("statement__bank_account")
    )
    sums = lines.order_by().values("entry").annotate(net=Sum(NET)).values("net")
    return (
        BankMovement.objects.annotate(booked=Coalesce(Subquery(sums), ZERO))
        .exclude(amount=F("booked"))
        .order_by("pk")
    )


def _suspense_left() -> Decimal:
    return in_suspense().aggregate(sum=Sum("left", default=ZERO))["sum"]


def _suspense_booked() -> Decimal:
    """Return what the bank's movements and their matches have on 499, received first."""
    movements = BankMovement.objects.filter(
        Q(entry=OuterRef("pk")) | Q(entry=OuterRef("reverses"))
    )
    matches = MovementMatch.objects.filter(
        Q(entry=OuterRef("pk")) | Q(entry=OuterRef("reverses"))
    )
    of_the_bank = Entry.objects.filter(
        Q(Exists(movements)) | Q(Exists(matches)) | Q(source__startswith="again:")
    )
    lines = Line.objects.filter(account__code=chart.SUSPENSE, entry__in=of_the_bank)
    return -lines.aggregate(sum=Sum(NET, default=ZERO))["sum"]


# Owners


def _owners() -> Iterator[Finding]:
    """Find accounts of holders that are not what was asked minus what was received."""
    parties = dict(Holding.objects.order_by("pk").values_list("pk", "party_id"))
    booked = party_balances(chart.OWNERS, parties=parties.values())
    reserve = party_balances([chart.OWNERS_RESERVE], parties=parties.values())
    asked = _asked()
    settled = settlements(parties)
    for holding, party in parties.items():
        still_open = sum((item.reserve_open for item in settled[holding].items), ZERO)
        if booked.get(party, ZERO) != asked[holding]:
            yield Finding("owner", _code(holding))
        elif reserve.get(party, ZERO) != still_open:
            yield Finding("owner-reserve", _code(holding))
    nobodys = Line.objects.filter(account__code__in=chart.OWNERS, party=None)
    if nobodys.exists():
        yield Finding("owner", "410")


def _asked() -> dict[int, Decimal]:
    """Return what each holding owes by its dues and payments, in EUR."""
    asked: dict[int, Decimal] = defaultdict(lambda: ZERO)
    due = F("working") + F("reserve")
    for rows, amount in (
        (standing_documents(), due),
        (AccountCharge.objects.standing(), due),
        (Payment.objects.standing(), -F("amount")),
    ):
        sums = rows.order_by().values_list("holding").annotate(sum=Sum(amount))
        for holding, found in sums:
            asked[holding] += found
    for holding, forward in brought_forward().items():
        asked[holding] += forward.owed - forward.credit
    return asked


def _code(holding: int) -> str:
    return Holding.objects.values_list("code", flat=True).get(pk=holding)


# Suppliers


def _suppliers() -> Iterable[Finding]:
    """Find suppliers whose invoices and payments are not what 440 says.

    Balances that the books began with, and entries made by hand, have no invoice.
    """
    invoices = Invoice.objects.filter(
        Q(entry=OuterRef("entry")) | Q(entry=OuterRef("entry__reverses"))
    )
    payments = InvoicePayment.objects.filter(
        Q(entry=OuterRef("entry")) | Q(entry=OuterRef("entry__reverses"))
    )
    lines = Line.objects.filter(
        Q(Exists(invoices)) | Q(Exists(payments)), account__code=chart.SUPPLIERS
    )
    booked = dict(lines.order_by().values_list("party").annotate(net=Sum(NET)))
    left = dict(
        invoice_list().order_by().values_list("supplier__party").annotate(s=Sum("left"))
    )
    names = dict(Supplier.objects.values_list("party", "uuid"))
    return [
        Finding("supplier", str(names[party]))
        for party in sorted(booked.keys() | left.keys(), key=str)
        if -booked.get(party, ZERO) != left.get(party, ZERO)
    ]
