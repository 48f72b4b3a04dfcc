"""What the letters of a statement of charges say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from buildings.mailings import Addressed, addressed
from buildings.models import Building
from finance.models import ChargeDocument, ChargeLetter
from finance.queries.charge_documents import ShownCharges, shown_documents
from finance.queries.letters import payment_code
from finance.structured_reference import format_reference

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ChargeText:
    """What one holding is told, in EUR, as its account stands today.

    ``payment``: the text of the QR code, empty when nothing is left to pay.
    """

    shown: ShownCharges
    reader: Addressed
    reference: str
    payment: str

    @property
    def document(self) -> ChargeDocument:
        return self.shown.document

    @property
    def to_pay(self) -> Decimal:
        """What is left to pay of this statement: never below zero."""
        return self.shown.state.open if self.shown.state else ZERO

    @property
    def covered(self) -> Decimal:
        """What earlier payments settle of the balance to pay."""
        return max(self.document.balance, ZERO) - self.to_pay


def compose_charges(
    documents: Sequence[ChargeDocument], building: Building
) -> Iterator[ChargeText]:
    """Write the letters of posted documents: a constant number of statements."""
    prepared = shown_documents(documents)
    readers = addressed(one.holding for one in prepared)
    for one in prepared:
        reference = format_reference(one.holding.party.reference_base)
        still_open = one.state.open if one.state else ZERO
        yield ChargeText(
            shown=one,
            reader=readers[one.holding.pk],
            reference=reference,
            payment=payment_code(building, still_open, reference),
        )


def charge_letter_of(document: ChargeDocument) -> ChargeLetter | None:
    """Return the letter of a document, when it was made."""
    found = ChargeLetter.objects.filter(document=document)
    return found.select_related("file", "annex").first()
