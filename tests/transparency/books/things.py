"""What the addresses of the ASBL's books name, for the tables of roles and pages."""

from datetime import date

from koprogo.documents.services import store
from tests.transparency.books.making import approved, entered
from tests.transparency.contributions.making import paid
from transparency.models import Contribution, ContributionDocument

YEAR = 2025


def things(participation) -> dict:
    """A voucher to decide, one in the books, and the account of a participation.

    The ASBL is entered. Statements are made already.
    """
    booked = approved(by=None)
    contribution = nothing_due(participation)
    file = store(b"%PDF-", name="paper.pdf", content_type="application/pdf", by=None)
    for of in ({"contribution": contribution}, {"year": YEAR}):
        ContributionDocument.objects.create(
            participation=participation, language="en", file=file, **of
        )
    return {
        "voucher_id": entered(by=None).uuid,
        "asbl_entry_id": booked.entries.get().entry.uuid,
        "contribution_id": contribution.uuid,
        "receipt_id": paid(participation).uuid,
        "calendar_year": YEAR,
        "quarter_number": 1,
    }


def nothing_due(participation) -> Contribution:
    """The contribution of March of one that owes nothing; its statement is not made."""
    return Contribution.objects.create(
        participation=participation,
        month=date(YEAR, 3, 1),
        price=1,
        reduction="maintainer",
        base=0,
        due=0,
        due_on=date(YEAR, 3, 31),
    )
