"""The provision for loans that will not come back: 5 % of what borrowers owe."""

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, Journal
from koprogo.ledger.services import credit, debit
from solidarity import chart
from solidarity.errors.money import ProvisionRight
from solidarity.queries.money import capital

__all__ = ["bring_provision_up_to_date"]


@transaction.atomic
def bring_provision_up_to_date(*, by) -> Entry:
    """Book the difference between what is set aside and what should be.

    Raises:
        ProvisionRight: there is none, perhaps since this very moment.
        LedgerError: of ``koprogo.ledger``; the year of the books is closed.
    """
    ledger.hold_books()
    missing, today = capital().missing, timezone.localdate()
    if not missing:
        raise ProvisionRight
    amount = abs(missing)
    more, less = (
        (chart.PROVISIONED, chart.PROVISION)
        if missing > 0
        else (chart.PROVISION, chart.PROVISIONED)
    )
    entry = ledger.post(
        journal=Journal.Code.MISC,
        year=today.year,
        date=today,
        text=str(chart.ACCOUNTS[chart.PROVISION]),
        lines=[debit(more, amount), credit(less, amount)],
        by=by,
    )
    record("provision.booked", target=entry, by=by, amount=str(missing))
    return entry
