"""What every service of the ASBL's books has in common: one lock, and open days only."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry
from koprogo.ledger.services import Draft, EntryDraft
from transparency.errors import NotYet, QuarterClosed
from transparency.queries.quarters import first_open_day

__all__ = ["hold_open_books", "mirror_drafts", "open_day", "refuse_shut"]


def hold_open_books() -> date | None:
    """Let nobody post or close until the commit; return the first open day."""
    ledger.hold_books()
    return first_open_day()


def refuse_shut(day: date, first_open: date | None) -> None:
    """Refuse a day on which nothing can be noted.

    Raises:
        NotYet: it has not come.
        QuarterClosed: its quarter is closed.
    """
    if day > timezone.localdate():
        raise NotYet(day)
    if first_open and day < first_open:
        raise QuarterClosed(day, first_open)


def open_day(day: date, first_open: date | None) -> date:
    """Return the day itself, or the first that takes entries."""
    return max(day, first_open) if first_open else day


def mirror_drafts(
    entries: Sequence[Entry], *, day_of, text: str = ""
) -> list[EntryDraft]:
    """Return the mirrors of entries (with journal, lines and accounts).

    ``day_of``: gives the day of each; ``text``: what they say instead of the entry.
    """
    return [
        EntryDraft(
            journal=entry.journal.code,
            year=day_of(entry).year,
            date=day_of(entry),
            text=text or entry.text,
            lines=[
                Draft(
                    line.account.code,
                    line.debit,
                    line.credit,
                    line.party_id,
                    line.unit_id,
                ).mirrored()
                for line in entry.lines.all()
            ],
            reverses=entry,
        )
        for entry in entries
    ]
