from datetime import date

from django.utils import timezone

from finance import chart
from finance.errors import MirroredOnWrongDay
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry


def open_books() -> None:
    """Give the building entered its journals and accounts; safe to repeat."""
    ledger.open_books(accounts=chart.standard_accounts())


def lock_all_journals() -> None:
    """Let nobody post until the commit; whoever is posting comes first."""
    ledger.hold_books()


def mirror_day(entry: Entry, *, on: date | None) -> date:
    """Return the day on which ``entry`` is taken back: today, unless ``on`` says when.

    Raises:
        MirroredOnWrongDay: ``on`` has not come yet, or lies before the entry.
    """
    today = timezone.localdate()
    day = on or today
    if not entry.date <= day <= today:
        raise MirroredOnWrongDay(day)
    return day
