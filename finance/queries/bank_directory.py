"""What the books know of those who pay and are paid, to recognise bank movements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from buildings.models import Building, HoldingMember, Supplier
from finance import chart
from finance.bank.leaves import Leaf
from finance.matching import facts
from finance.matching.directory import Directory
from finance.models import BankMovement, Invoice, MovementMatch, Payment
from finance.queries.accounts import DueKey, settlements
from finance.queries.bank_sent import debits_near, may_come_back, sent_to_bank, written
from finance.queries.invoices import invoice_list
from finance.settlement import Settlement
from finance.structured_reference import format_reference

ZERO = Decimal("0.00")


@dataclass(slots=True)
class Payer:
    """An account holder: the names of all who hold together."""

    pk: int
    uuid: UUID
    code: str
    party_id: int
    reference_base: int
    names: list[str]

    def __str__(self) -> str:
        return " & ".join(self.names)


@dataclass(frozen=True, slots=True)
class Books:
    """``directory`` answers by primary keys; own accounts by their code (551, 550).

    ``invoices``: what is open, with what is left; ``returnable``: the payments that a
    movement may give back.
    """

    directory: Directory[int]
    payers: dict[int, Payer]
    settlements: dict[int, Settlement[DueKey]]
    invoices: dict[int, Invoice]
    returnable: dict[int, MovementMatch]


def what_is_known(
    bank_account: str, building: Building, asked: Sequence[facts.Movement]
) -> Books:
    """Return what recognises movements of an account of a building: nine statements."""
    people = payers()
    settled = settlements(people)
    invoices = {one.pk: one for one in invoice_list().standing().exclude(left=0)}
    debits = debits_near(asked, bank_account)
    backs = may_come_back(asked, bank_account)
    ibans = {one.counterparty_account for one in asked} - {""}
    directory = Directory(
        holders=_holders(people, settled, _paid_from(ibans)),
        suppliers=_suppliers(invoices.values()),
        own_accounts=_own_accounts(bank_account, building),
        sent=sent_to_bank(bank_account, invoices, debits, backs),
    )
    return Books(directory, people, settled, invoices, {one.pk: one for one in backs})


def payers(holdings: Collection[int] | None = None) -> dict[int, Payer]:
    """Return account holders by primary key, all of them or these: one statement."""
    members = HoldingMember.objects.order_by("holding_id", "pk")
    if holdings is not None:
        members = members.filter(holding__in=holdings)
    rows = members.select_related("owner", "holding__party").only(
        "owner__first_name",
        "owner__last_name",
        "holding__uuid",
        "holding__code",
        "holding__party__reference_base",
    )
    found: dict[int, Payer] = {}
    for row in rows:
        holding = row.holding
        payer = found.setdefault(
            holding.pk,
            Payer(
                holding.pk,
                holding.uuid,
                holding.code,
                holding.party_id,
                holding.party.reference_base,
                [],
            ),
        )
        payer.names.append(str(row.owner))
    return found


def _own_accounts(bank_account: str, building: Building) -> list[facts.OwnAccount[int]]:
    ibans = {
        chart.BANK_WORKING: building.working_iban,
        chart.BANK_RESERVE: building.reserve_iban,
    }
    return [
        facts.OwnAccount(int(code), iban)
        for code, iban in ibans.items()
        if iban and code != bank_account
    ]


def _paid_from(ibans: Collection[str]) -> dict[int, list[str]]:
    """Return from which of these accounts each holding was paid for before."""
    matches = MovementMatch.objects.standing().filter(
        kind=MovementMatch.Kind.HOLDER, movement__counterparty_iban__in=ibans
    )
    found: dict[int, list[str]] = defaultdict(list)
    pairs = matches.order_by().values_list(
        "payment__holding_id", "movement__counterparty_iban"
    )
    for holding, iban in pairs.distinct():
        found[holding].append(iban)
    return found


def _holders(
    people: Mapping[int, Payer],
    settled: Mapping[int, Settlement[DueKey]],
    paid_from: Mapping[int, Sequence[str]],
) -> list[facts.Holder[int]]:
    return [
        facts.Holder(
            id=payer.pk,
            reference_base=payer.reference_base,
            names=tuple(payer.names),
            ibans=tuple(sorted(paid_from.get(payer.pk, ()))),
            balance=_balance(settled[payer.pk]),
            dues=tuple(
                facts.OpenDue(item.due.due_on, item.open)
                for item in settled[payer.pk].items
                if item.open > 0
            ),
        )
        for payer in people.values()
    ]


def _balance(settlement: Settlement[DueKey]) -> Decimal:
    return sum((item.open for item in settlement.items), -settlement.credit)


def _suppliers(invoices: Iterable[Invoice]) -> list[facts.Supplier[int]]:
    """Return who is owed something, once for each account that his invoices name."""
    suppliers: dict[tuple[Supplier, str], list[facts.Invoice[int]]] = defaultdict(list)
    for invoice in sorted(invoices, key=lambda one: (one.date, one.pk)):
        iban = invoice.iban or invoice.supplier.iban
        reference = invoice.reference or invoice.number
        name = invoice.uuid.hex
        known = facts.Invoice(invoice.pk, invoice.left, reference, name)
        suppliers[invoice.supplier, iban].append(known)
    return [
        facts.Supplier(supplier.pk, supplier.name, iban, tuple(owed))
        for (supplier, iban), owed in suppliers.items()
    ]


def as_movement(row: Leaf | BankMovement, amount: Decimal) -> facts.Movement:
    """Return ``amount`` EUR of a movement, with all that it says."""
    iban = row.iban if isinstance(row, Leaf) else row.counterparty_iban
    return facts.Movement(
        amount=amount,
        structured_reference=row.reference,
        counterparty_account=iban,
        counterparty_name=row.counterparty,
        message=row.message,
        end_to_end=written(row.end_to_end),
        batch=written(row.batch),
        is_return=bool(row.return_reason),
        day=row.booked_on,
    )


def communication_of(row: Leaf | BankMovement) -> str:
    """Return what a payment says: its structured communication, else its message."""
    if row.reference:
        return format_reference(int(row.reference[:10]))
    return row.message[:140]


def typed_payments(bank_account: str):
    """Return the payments that somebody typed and that no movement of the bank is."""
    return (
        Payment.objects.standing()
        .filter(bank_account=bank_account, match=None)
        .order_by("date", "pk")
    )
