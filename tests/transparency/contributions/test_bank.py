"""Files of the bank: looked at, then booked once, however often they are sent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from finance.bank import camt053_writing, coda_writing
from finance.bank.statement import StatementError
from finance.errors.bank import StatementInTheFuture, UnbookableStatement
from finance.structured_reference import format_reference, normalise_reference
from koprogo.documents.models import File
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import moved, statement
from tests.together import outcomes
from tests.transparency.books.making import balance, closed, sound
from tests.transparency.contributions.making import JANUARY, MARCH, billed, member
from transparency import errors
from transparency.models import Receipt
from transparency.queries.contributions import balance_of
from transparency.services.bank_files import (
    FORGETTING,
    book_bank_file,
    forget_bank_file,
    keep_bank_file,
    kept_file,
)
from transparency.services.receipts import reverse_receipt

IBAN = "BE62510007547061"
DAY = date(2025, 3, 9)
D = Decimal


def digits(row) -> str:
    return normalise_reference(format_reference(row.party.reference_base))


def coda(*movements, iban=IBAN, **more) -> bytes:
    return coda_writing.write([statement(*movements, iban=iban, on=DAY, **more)])


def kept(data):
    return keep_bank_file(data, name="file.cod", association=cast.building(), by=None)


def book(key):
    return book_bank_file(key, association=cast.building(), by=None)


@pytest.mark.parametrize("write", [coda_writing.write, camt053_writing.write])
def test_what_has_a_structured_communication_of_ours_is_booked(asbl, write):
    row = member()
    billed(MARCH)
    data = write(
        [
            statement(
                moved("1.00", on=DAY, vcs=digits(row), name="Ann"),
                moved("9.00", on=DAY, message="hello", name="Somebody"),
                moved("-1.00", on=DAY, vcs=digits(row), name="Back"),
                iban=IBAN,
                on=DAY,
            )
        ]
    )
    found = kept(data)
    assert not Receipt.objects.exists()
    assert [(one.leaf.amount, one.is_new) for one in found.found] == [
        (D(1), True),
        (D(9), False),
        (D(-1), False),
    ]
    [receipt] = book(found.key)
    assert (receipt.participation, receipt.amount) == (row, D(1))
    assert (receipt.received_on, str(receipt.entry.date)) == (DAY, "2025-03-09")
    assert balance_of(row) == 0
    assert balance("550") == D(1)
    assert sound()


def test_the_same_file_doubles_nothing(asbl):
    row = member()
    data = coda(moved("1.00", on=DAY, vcs=digits(row)))
    key = kept(data).key
    assert len(book(key)) == 1
    assert book(key) == []
    again = kept(data)
    assert [one.is_known for one in again.found] == [True]
    assert book(again.key) == []
    assert Receipt.objects.count() == 1


def test_two_that_look_the_same_are_two(asbl):
    row = member()
    data = coda(*[moved("1.00", on=DAY, vcs=digits(row))] * 2)
    assert len(book(kept(data).key)) == 2
    assert kept(data).found[0].is_known


def test_a_movement_in_two_statements_of_a_file_is_one(asbl):
    row = member()
    one = statement(moved("1.00", on=DAY, vcs=digits(row)), iban=IBAN, on=DAY)
    assert len(book(kept(coda_writing.write([one, one])).key)) == 1


def test_what_was_reversed_may_come_again(asbl):
    row = member()
    data = coda(moved("1.00", on=DAY, vcs=digits(row)))
    [receipt] = book(kept(data).key)
    reverse_receipt(receipt, by=None)
    assert len(book(kept(data).key)) == 1
    assert balance_of(row) == D(-1)


def test_money_of_a_closed_quarter_is_booked_on_the_first_open_day(asbl):
    row = member()
    billed(JANUARY, date(2025, 2, 1), MARCH)
    closed(2025, 1)
    [receipt] = book(kept(coda(moved("1.00", on=DAY, vcs=digits(row)))).key)
    assert (receipt.received_on, str(receipt.entry.date)) == (DAY, "2025-04-01")


def test_another_account_is_refused(asbl):
    with pytest.raises(errors.NotOurAccount) as refused:
        kept(coda(moved("1.00", on=DAY), iban="BE68539007547034"))
    assert refused.value.account == "BE68539007547034"
    assert not File.objects.exists()


def test_what_cannot_be_read_or_booked_is_refused(asbl):
    with pytest.raises(StatementError):
        kept(b"no bank")
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(StatementInTheFuture):
        kept(coda(moved("1.00", on=tomorrow)))
    unbalanced = statement(
        moved("1.00", on=DAY), iban=IBAN, on=DAY, closing_balance=D(7)
    )
    with pytest.raises(UnbookableStatement):
        kept(camt053_writing.write([unbalanced]))


def test_a_key_is_of_one_association_and_true(asbl):
    key = kept(coda(moved("1.00", on=DAY))).key
    for wrong in ("", "nonsense", key[:-1]):
        with pytest.raises(errors.BankFileGone):
            book(wrong)
    with enter(cast.tenant().pk, by=None), pytest.raises(errors.BankFileGone):
        kept_file(key, cast.building())


def test_a_file_is_forgotten_after_two_days(asbl):
    key = kept(coda(moved("1.00", on=DAY))).key
    file = File.objects.get()
    job = Job.objects.get(name=FORGETTING)
    assert job.arguments == {"file": file.pk}
    assert forget_bank_file(job, file=file.pk) > timedelta(hours=47)
    job.created_at -= timedelta(days=2)
    assert forget_bank_file(job, file=file.pk) is None
    assert not File.objects.exists()
    with pytest.raises(errors.BankFileGone):
        book(key)


def test_two_people_book_a_file_once(own_database):
    def inside():
        return enter(cast.tenant(cast.ASBL).pk, by=None)

    with inside():
        row = member()
        data = coda(
            *[moved("1.00", on=DAY, vcs=digits(row), ref=f"R{n}") for n in range(3)]
        )
        key = kept(data).key

    def act():
        with inside():
            book(key)

    assert outcomes([act, act], refusals=()) == ["done", "done"]
    with inside():
        assert Receipt.objects.count() == 3
        assert sound()
