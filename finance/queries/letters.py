"""What the letters of a call say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from buildings.mailings import Addressed, addressed, on_their_way
from buildings.models import Building, Lot
from finance.epc_qr import MAX_NAME, epc_payload
from finance.models import CallDocument, CallItem, CallLetter
from finance.queries.documents import ShownDocument, shown
from finance.structured_reference import format_reference

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Letter(Addressed):
    """What one holding is told of a call, in EUR, as its account stands today.

    ``covered``: what earlier payments settle of this document already. ``payment``: the
    text of the QR code, empty when nothing is left to pay.
    """

    shown: ShownDocument
    covered: Decimal
    reference: str
    payment: str

    @property
    def document(self) -> CallDocument:
        return self.shown.document

    @property
    def to_pay(self) -> Decimal:
        return self.shown.total - self.covered

    @property
    def items(self) -> list[tuple[CallItem, Decimal]]:
        """What the holding owes of each item, all its lots together."""
        sums: dict[int, tuple[CallItem, Decimal]] = {}
        for explained in self.shown.lines:
            item = explained.line.item
            _item, amount = sums.get(item.pk, (item, ZERO))
            sums[item.pk] = item, amount + explained.part
        return list(sums.values())

    @property
    def lots(self) -> list[Lot]:
        """The lots that bear a part, each once, in the order of the deed."""
        found = {line.line.lot_id: line.line.lot for line in self.shown.lines}
        return sorted(found.values(), key=lambda lot: (lot.position, lot.pk))


def compose(documents: Sequence[CallDocument], building: Building) -> Iterator[Letter]:
    """Write the letters of issued documents: a constant number of statements."""
    prepared = shown(documents)
    readers = addressed(one.holding for one in prepared)
    for one in prepared:
        yield _letter(one, readers[one.holding.pk], building)


def _letter(one: ShownDocument, reader: Addressed, building: Building) -> Letter:
    still_open = one.state.open if one.state else one.total
    reference = format_reference(one.holding.party.reference_base)
    return Letter(
        shown=one,
        addressee=reader.addressee,
        name=reader.name,
        address=reader.address,
        language=reader.language,
        covered=one.total - still_open,
        reference=reference,
        payment=payment_code(building, still_open, reference),
    )


def payment_code(building: Building, amount: Decimal, reference: str) -> str:
    """Return the text of the QR code that pays ``amount``; empty for nothing."""
    if not amount:
        return ""
    return epc_payload(
        name=building.name[:MAX_NAME],
        iban=building.working_iban,
        amount=amount,
        message=reference,
    )


def letter_list() -> QuerySet[CallLetter]:
    """Return the letters of calls as ``on_their_way``, in the order of the documents."""
    letters = CallLetter.objects.select_related("document__holding")
    return on_their_way(letters).order_by("document")


def letter_of(document: CallDocument) -> CallLetter | None:
    """Return the letter of a document, when it was made."""
    return CallLetter.objects.filter(document=document).select_related("file").first()
