"""What a closing looks at, in words; and what made an entry, for each kind."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from buildings.access import Permission
from finance.checklist import told
from finance.models import BankMovement
from finance.queries.entries import Reader, full_entry
from finance.queries.entry_page import makers_of
from finance.queries.opening import first_movement
from finance.queries.year_end import Check, Checked, YearEnd
from finance.services.shut import period_open
from finance.services.works import end_works
from koprogo.ledger import services as ledger
from koprogo.ledger.models import Entry, FiscalYear
from tests.finance.banking import making as banking
from tests.finance.books.making import (
    JULY,
    LAST,
    YEAR,
    a_call,
    eur,
    some_works,
)
from tests.finance.factories import item, opened
from tests.finance.invoices import making as invoices
from tests.finance.sales import making as sales

WAIT = "are drafts or wait for their approval: they will be booked in the next year."


@pytest.mark.parametrize(
    ("check", "proof"),
    [
        (Check(Checked.OVER, True, day=LAST), "Its last day is 31/12/2025."),
        (Check(Checked.EARLIER, True), "None is open."),
        (Check(Checked.EARLIER, False, many=1), "1 earlier year is open."),
        (Check(Checked.INVOICES, True), "None waits."),
        (
            Check(Checked.INVOICES, False, many=2),
            f"2 invoices {WAIT}",
        ),
        (Check(Checked.DEFERRALS, True), "None waits."),
        (
            Check(Checked.DEFERRALS, False, many=1),
            "1 part of a cost still waits on 490.",
        ),
        (Check(Checked.SUSPENSE, False, amount=eur("5.00")), "On 499: €5.00."),
        (
            Check(Checked.BANK, True, day=LAST, account="551"),
            "As on the statement of 31/12/2025.",
        ),
        (
            Check(Checked.BANK, False, day=LAST, account="551", amount=eur("5.00")),
            "The books have €5.00 more than the statement of 31/12/2025.",
        ),
        (
            Check(Checked.BANK, False, account="551", amount=eur("5.00")),
            "No statement of the year was imported: the books say €5.00.",
        ),
        (
            Check(Checked.STATEMENTS, True),
            "Nothing was booked that a statement of charges would settle.",
        ),
        (
            Check(Checked.STATEMENTS, True, many=4),
            "4 statements of charges stand.",
        ),
        (
            Check(Checked.STATEMENTS, False, day=JULY),
            "No statement of charges settles what was booked on 01/07/2025.",
        ),
        (
            Check(Checked.RESULT, False, amount=eur("-5.00")),
            "Costs less income and provisions: −€5.00.",
        ),
    ],
)
def test_each_check_says_what_was_found(acacias, check, proof):
    [one] = told(YearEnd(FiscalYear(year=YEAR), [check]))
    assert one.proof == proof
    assert one.label
    assert one.page[0].startswith("finance:")


def makers(entry, *, sees_people=True):
    reader = Reader(sees_people, held=frozenset(Permission))
    found = makers_of(full_entry(entry.uuid), reader)
    return [(one.kind, one.name, *one.page[:1]) for one in found]


def of_a_reminder():
    return ledger.post(
        journal="misc",
        year=YEAR,
        date=JULY,
        text="x",
        lines=[ledger.debit("58", eur("1.00")), ledger.credit("551", eur("1.00"))],
        by=None,
        source=f"reminder:{uuid4()}",
    )


def test_what_makes_entries(acacias):
    roof = some_works()
    ended = end_works(roof, decision="x", due_on=timezone.localdate(), by=None)
    assert makers(ended.entry) == [("works", "Roof", "finance:works-one")]
    bill = invoices.posted()
    assert makers(bill.entry) == [
        ("invoice", "Ascenseurs SA 2026/1", "finance:invoice")
    ]
    call = a_call(item("600.00", purpose="working_fund"), on=timezone.localdate())
    assert makers(call.entry) == [("call", "Call", "finance:call")]
    reminder = of_a_reminder()
    assert makers(reminder) == [("reminder", "", "finance:reminder")]
    assert makers(reminder, sees_people=False) == []
    begun = opened_before_all()
    assert makers(begun.entry) == [("opening", "", "finance:opening")]


def opened_before_all():
    """The books began on the first day of which anything is known."""
    return opened(on=first_movement(), H1="5.00")


def test_a_part_of_an_invoice_of_another_period(acacias):
    today = timezone.localdate()
    invoices.every(1)
    line = invoices.a_line("90.00", since=today - timedelta(days=70), until=today)
    invoices.posted(line)
    released = Entry.objects.filter(source__startswith="deferral:").first()
    assert makers(released)[0][:2] == ("deferral", "Ascenseurs SA 2026/1")


def test_a_movement_of_the_bank_and_a_sale(acacias):
    a_call(item("600.00", purpose="working_fund"), on=timezone.localdate())
    sale = sales.carried_out(sales.planned("B"))
    assert makers(sale.entry) == [("sale", "", "finance:sale")]
    assert makers(sale.entry, sees_people=False) == []
    banking.things()
    movement = BankMovement.objects.get(amount=42)
    [(kind, name, page)] = makers(movement.entry)
    assert (kind, page) == ("movement", "finance:bank-movement")
    assert name == "001 · Working account"


def test_another_refusal_of_the_database_stays_what_it_is(acacias):
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        period_open(),
        connection.cursor() as cursor,
    ):
        cursor.execute("INSERT INTO ledger_journal (tenant_id, code) VALUES (1, 'x')")
