"""What Les Acacias has behind it beside a row of every model (tests/tenancy)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from buildings.services import create_supplier
from finance import services
from finance.models import Invoice
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Account, Entry, Journal, Line
from koprogo.notifications.models import Delivery
from tests import cast
from tests.buildings.documents import library_document, shelf_of_documents
from tests.buildings.mailbox import CODE_ON_PAPER, paper_invitation
from tests.finance.factories import issued, opened

MOMENT = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
SECRET = "Your code is 2345-6789-2345-6789."


def live():
    """Mirror, approve, write, invite: before anything is settled."""
    sophie, anna = cast.user("sophie"), cast.user("anna")
    wrong = opened(H1="1.00", H2="2.00")
    services.reverse_opening(wrong, by=sophie)
    services.cancel_call(issued(title="A mistake"), by=sophie)
    Invoice.objects.create(
        supplier=create_supplier(name="Toitures SA", by=None),
        number="3",
        date=date(2026, 2, 1),
        total=Decimal("10.00"),
        two_people=True,
        prepared_by=anna,
        decided_by=sophie,
        decided_at=MOMENT,
        state="approved",
    )
    _write_mails()
    shelf_of_documents()
    for text in ("The first.", "The second."):
        library_document("Which? A/B: <one>", text=text)
    jean = cast.holding("H3").members.first().owner
    paper_invitation(jean, CODE_ON_PAPER)


def close_years():
    """Close years, of which the later was opened first, with an entry in each."""
    sophie, anna = cast.user("sophie"), cast.user("anna")
    for year in (2025, 2024):
        ledger.open_year(since=date(year, 1, 1), until=date(year + 1, 1, 1), by=sophie)
    for year in (2024, 2025):
        ledger.post(
            journal="misc",
            year=year,
            date=date(year, 5, 1),
            text="=Interest",  # what a spreadsheet would compute
            lines=[
                ledger.debit("551", Decimal("0.07")),
                ledger.credit("499", Decimal("0.07")),
            ],
            by=anna,
        )
        ledger.close_year(year=year, by=sophie)
    _post_in_another_order()


def _post_in_another_order():
    """The entry that was written last is posted first, and the clock was put back."""
    entries = [
        Entry.objects.create(
            journal=Journal.objects.get(code="bank"),
            year=2026,
            date=date(2026, 1, 5),
            text=text,
        )
        for text in ("Posted third", "Posted second", "Posted first")
    ]
    sides = {"551": ("1.00", "0.00"), "499": ("0.00", "1.00")}
    for entry in entries:
        for code, (debit, credit) in sides.items():
            account = Account.objects.get(code=code)
            Line.objects.create(
                entry=entry, account=account, debit=debit, credit=credit
            )
    for entry in reversed(entries):
        moment = MOMENT + timedelta(days=entry.pk)
        Entry.objects.filter(pk=entry.pk).update(posted_at=moment)


def _write_mails():
    known = {"recipient": "owner:3", "channel": "email", "language": "fr"}
    Delivery.objects.create(event="waits", **known)
    Delivery.objects.create(event="invites", secret=True, body=SECRET, **known)
    sent = {"state": "sent", "sent_at": MOMENT, "proof": {"server": "mail.example"}}
    Delivery.objects.create(event="sent", **known, **sent)
