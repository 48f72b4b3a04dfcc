"""What a building buys: invoices that come, are approved, booked and paid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from buildings.models import AllocationKey, Lot, Supplier
from finance import chart
from finance.demo.bank import WORKING, Bank
from finance.demo.calendar import bank_day
from finance.demo.chronicle import Chronicle
from finance.demo.stage import Stage
from finance.demo.vouchers import invoice_pdf
from finance.invoices.received import receive
from finance.models import Basis, Invoice, MeterGroup, Works
from finance.services.invoice_files import keep_files, kept_files
from finance.services.invoice_posting import post_invoice
from finance.services.invoices import (
    InvoiceDraft,
    LineDraft,
    approve_invoice,
    draft_invoice,
    reject_invoice,
    submit_invoice,
)
from finance.structured_reference import format_reference, normalise_reference
from koprogo.documents import services as documents
from koprogo.ledger.models import Account
from koprogo.money import CENT

State, Kind = Invoice.State, Invoice.Kind
PDF = "application/pdf"
REFERENCES = 3_000_000_000
# How far an invoice comes: each state, and those before it.
STEPS = (State.DRAFT, State.SUBMITTED, State.APPROVED, State.POSTED)
WORDS = {
    "fr": {Kind.INVOICE: "Facture", Kind.CREDIT_NOTE: "Note de crédit"},
    "nl": {Kind.INVOICE: "Factuur", Kind.CREDIT_NOTE: "Creditnota"},
}
TOTAL = {"fr": "Total, TVA comprise", "nl": "Totaal, btw inbegrepen"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of an invoice, EUR with VAT.

    Borne by a key, unless a lot or a group of meters is named. ``since``/``until``: the
    period covered, half-open.
    """

    label: str
    account: str
    amount: str
    key: str = "shares"
    rate: str = "21"
    lot: str = ""
    meters: str = ""
    since: date | None = None
    until: date | None = None
    reserve: bool = False
    works: str = ""

    @property
    def vat(self) -> Decimal:
        rate = Decimal(self.rate)
        return (Decimal(self.amount) * rate / (100 + rate)).quantize(CENT)


@dataclass(frozen=True, slots=True)
class Purchase:
    """An invoice of a supplier, who is named, and how far it comes.

    ``patience``: days until it is due; ``paid_after``: until it is paid from ``account``,
    None when nobody pays it. ``iban``: another one than the supplier's usual account.
    ``reason``: why it is rejected.
    """

    supplier: str
    on: date
    pieces: Sequence[Piece]
    kind: str = Kind.INVOICE
    state: str = State.POSTED
    patience: int = 30
    paid_after: int | None = 23
    account: str = WORKING
    iban: str = ""
    reason: str = ""
    decision: str = ""


class Shop:
    """Buys for the building entered: the accountant prepares, the syndic approves."""

    def __init__(
        self, stage: Stage, bank: Bank, chronicle: Chronicle, *, language: str
    ) -> None:
        self._stage, self._bank, self._chronicle = stage, bank, chronicle
        self._language = language
        self._suppliers = {one.name: one for one in Supplier.objects.all()}
        self._accounts = {one.code: one for one in Account.objects.all()}
        self._keys = {one.code: one for one in AllocationKey.objects.all()}
        self._lots = {one.code: one for one in Lot.objects.all()}
        self._count = 0
        # What each supplier numbered last: he has other customers as well.
        self._numbers = {
            name: 83 * place for place, name in enumerate(self._suppliers, start=1)
        }

    def plan(self, purchases: Sequence[Purchase]) -> None:
        """Let these be bought, each on its day."""
        for purchase in purchases:
            self._chronicle.at(purchase.on, lambda one=purchase: self.buy(one))

    def buy(self, purchase: Purchase) -> Invoice:
        """Enter an invoice, and bring it as far as it comes."""
        draft = self.draft(purchase, self._number(purchase))
        invoice = draft_invoice(draft, by=self._stage.bookkeeper)
        return self.carry_on(invoice, purchase)

    def carry_on(self, invoice: Invoice, purchase: Purchase) -> Invoice:
        """Submit, approve and book a draft as far as it comes; pay it later."""
        manager = self._stage.manager
        if purchase.state != State.DRAFT:
            invoice = submit_invoice(invoice, by=self._stage.bookkeeper)
        if purchase.state == State.REJECTED:
            return reject_invoice(invoice, reason=purchase.reason, by=manager)
        if purchase.state in STEPS[2:]:
            invoice = approve_invoice(invoice, by=manager)
        if purchase.state == State.POSTED:
            invoice = post_invoice(invoice, by=manager)
            if purchase.paid_after is not None:
                self._pay(invoice, purchase)
        return invoice

    def draft(self, purchase: Purchase, number: str) -> InvoiceDraft:
        """Return what the accountant enters, with the paper that came."""
        self._count += 1
        supplier = self._suppliers[purchase.supplier]
        reference = format_reference(REFERENCES + self._count)
        return InvoiceDraft(
            supplier=supplier,
            number=number,
            date=purchase.on,
            total=sum(Decimal(piece.amount) for piece in purchase.pieces),
            lines=[self._line(piece) for piece in purchase.pieces],
            kind=purchase.kind,
            due_on=purchase.on + timedelta(days=purchase.patience),
            iban=purchase.iban or supplier.iban,
            reference=normalise_reference(reference),
            decision=purchase.decision,
            voucher=documents.store(
                self.paper(purchase, number, reference),
                name=f"{number}.pdf",
                content_type=PDF,
                by=self._stage.bookkeeper,
            ),
        )

    def paper(self, purchase: Purchase, number: str, reference: str) -> bytes:
        """Return the PDF that the supplier sent."""
        supplier = self._suppliers[purchase.supplier]
        what = WORDS[self._language][Kind(purchase.kind)]
        rows = [(piece.label, Decimal(piece.amount)) for piece in purchase.pieces]
        return invoice_pdf(
            head=(supplier.name, supplier.kbo, purchase.iban or supplier.iban),
            title=f"{what} {number}, {purchase.on:%d/%m/%Y}",
            rows=rows,
            total=(
                f"{TOTAL[self._language]} ({reference})",
                sum(amount for _label, amount in rows),
            ),
        )

    def receive(self, purchase: Purchase, *, number: str, customer: str) -> Invoice:
        """Take in an electronic invoice, with its PDF inside, and bring it along."""
        # lxml is not loaded for buildings that have none.
        from finance.demo.electronic import written

        draft = self.draft(purchase, number)
        xml = written(draft, customer=customer)
        files = kept_files(
            keep_files(receive(f"{number}.xml", xml), by=self._stage.bookkeeper)
        )
        draft = replace(draft, voucher=files.voucher, xml=files.xml)
        invoice = draft_invoice(draft, by=self._stage.bookkeeper)
        return self.carry_on(invoice, purchase)

    def _line(self, piece: Piece) -> LineDraft:
        return LineDraft(
            label=piece.label,
            account=self._accounts[piece.account],
            amount=Decimal(piece.amount),
            vat_rate=piece.rate,
            vat=piece.vat,
            **self._basis(piece),
            since=piece.since,
            until=piece.until,
            occupant_percent=chart.occupant_percent(piece.account),
            from_reserve=piece.reserve,
            works=Works.objects.get(title=piece.works) if piece.works else None,
        )

    def _number(self, purchase: Purchase) -> str:
        name = purchase.supplier
        self._numbers[name] += len(name)
        return f"{purchase.on:%Y}-{self._numbers[name]:04d}"

    def _basis(self, piece: Piece) -> dict[str, object]:
        if piece.lot:
            return {"basis": Basis.LOT, "lot": self._lots[piece.lot]}
        if piece.meters:
            group = MeterGroup.objects.get(name=piece.meters)
            return {"basis": Basis.METERS, "meters": group}
        return {"basis": Basis.KEY, "key": self._keys[piece.key]}

    def _pay(self, invoice: Invoice, purchase: Purchase) -> None:
        on = bank_day(purchase.on + timedelta(days=purchase.paid_after))
        self._bank.pay(invoice, on=on, account=purchase.account)
