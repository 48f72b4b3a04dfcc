"""Contributions and payments through the pages: for the office, and for oneself."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from buildings.models import Owner, Role
from buildings.services import grant_role
from finance.months import add_months
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from tests import cast
from tests.buildings.pages import statements
from tests.finance.banking.statements import moved
from tests.transparency.books.making import approved, closed
from tests.transparency.books.reading import address, table, words
from tests.transparency.contributions.making import (
    JANUARY,
    MARCH,
    billed,
    member,
    paid,
)
from tests.transparency.contributions.test_bank import DAY, coda, digits
from tests.transparency.members import crowd
from transparency.models import Contribution, ContributionDocument, Receipt
from transparency.queries.contributions import reference_of

pytestmark = pytest.mark.django_db
PDF = "application/pdf"


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant(cast.ASBL).pk, by=None)


def of_mia(name="Mia's house"):
    """A participation for which Mia votes. The ASBL is entered."""
    row = member(name)
    owner = row.voter
    owner.user = (
        None if Owner.objects.filter(user=cast.user("mia")) else cast.user("mia")
    )
    owner.save()
    mia = Owner.objects.get(user=cast.user("mia"))
    row.voter = mia
    row.save()
    return row


# The office


def test_the_list_shows_balances_and_what_is_late(sign_in, inside):
    with inside():
        member("Ann")
        bob = member("Bob")
        billed(MARCH)
        paid(bob)
    tess = sign_in("tess")
    page = tess.get(address("contributions"))
    assert "To pay €1.00 Late €1.00 In credit €0.00" in words(page)
    page = tess.get(address("contributions") + "?only=overdue")
    assert [row.name for row in page.context["page"]] == ["Ann"]
    rows = table(tess.get(address("contributions-table", "csv") + "?search=bob"))
    assert [(row["Name"], row["To pay"]) for row in rows] == [("Bob", "0.00")]


def test_what_months_lack_is_written_by_the_worker_once(sign_in, inside):
    with inside():
        crowd(2, since=add_months(timezone.localdate().replace(day=1), -1))
    tess = sign_in("tess")
    assert "Contributions to write" in words(tess.get(address("contributions")))
    write = address("contributions-bill")
    assert words(tess.get(write)).count(": 2") == 2
    for _twice in range(2):
        assert "are being written." in words(tess.post(write, follow=True))
    assert Job.objects.filter(name="transparency.bill_month").count() == 1


def test_nothing_is_written_where_nothing_lacks(sign_in):
    page = sign_in("tess").post(address("contributions-bill"), follow=True)
    assert "No contribution is missing." in words(page)


def test_a_payment_is_recorded_from_the_account(sign_in, inside):
    with inside():
        row = member()
        billed(MARCH)
        reference = reference_of(row)
    tess = sign_in("tess")
    account = tess.get(address("contribution-account", row.uuid))
    assert reference in words(account)
    new = address("receipt-new")
    form = tess.get(f"{new}?of={reference}".replace("+", "%2B")).context["form"]
    assert (form["participation"].value(), form["amount"].value()) == (
        reference,
        "1,00",
    )
    data = {
        "uuid": str(uuid4()),
        "participation": reference,
        "amount": "1.00",
        "received_on": "2025-03-09",
    }
    page = tess.post(new, data, follow=True)
    assert "€1.00 recorded for Les Tilleuls." in words(page)
    page = tess.post(new, data, follow=True)
    assert "This payment had been recorded already." in words(page)
    with inside():
        receipt = Receipt.objects.get()
        assert receipt.recorded_by == cast.user("tess")
    reverse_it = address("receipt-reverse", receipt.uuid)
    assert "Les Tilleuls" in words(tess.get(reverse_it))
    assert "reversed by a mirror entry." in words(tess.post(reverse_it, follow=True))
    page = tess.post(reverse_it, follow=True)
    assert "This payment has been reversed already." in words(page)
    rows = table(tess.get(address("contribution-account-table", row.uuid, "csv")))
    assert [row["Description"] for row in rows] == ["Payment, reversed", "Contribution"]
    [row] = table(tess.get(address("receipts-table", "csv")))
    assert (row["Name"], row["Reversed"]) == ("Les Tilleuls", "yes")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"participation": "1"}, "Write the twelve digits"),
        ({"participation": "+++090/9337/55493+++"}, "No participation has this"),
        ({"amount": "-1"}, "The amount must be more than zero."),
        ({"received_on": "2199-01-01"}, "This day has not come yet."),
        ({"received_on": "2025-03-31"}, "The quarter of 31/03/2025 is closed"),
    ],
)
def test_a_wrong_payment_is_refused_at_its_field(sign_in, inside, wrong, said):
    with inside():
        row = member(since=date(2025, 4, 1))
        approved()
        closed(2025, 1)
        reference = reference_of(row)
    data = {
        "uuid": str(uuid4()),
        "participation": reference,
        "amount": "1.00",
        "received_on": "2025-04-09",
    }
    page = sign_in("tess").post(address("receipt-new"), data | wrong)
    [field] = wrong
    assert said in " ".join(page.context["form"].errors[field])
    with inside():
        assert not Receipt.objects.exists()


@pytest.mark.parametrize("text", ["", "nonsense", "999999999999"])
def test_a_payment_of_somebody_unknown_is_an_empty_form(sign_in, text):
    page = sign_in("tess").get(f"{address('receipt-new')}?of={text}")
    assert page.context["form"]["participation"].value() is None


def test_a_bank_file_is_looked_at_and_booked_once(sign_in, inside):
    with inside():
        row = member()
    data = coda(
        moved("1.00", on=DAY, vcs=digits(row)),
        moved("9.00", on=DAY, name="Somebody", message="hello"),
    )
    tess = sign_in("tess")
    start = address("receipts-import")
    page = tess.post(start, {"file": SimpleUploadedFile("a.cod", data)})
    said = words(page)
    assert "Nothing is booked yet." in said
    assert "Les Tilleuls" in said
    assert "hello" in said
    key = page.context["form"]["key"].value()
    book = address("receipts-book")
    assert "1 payment is booked." in words(tess.post(book, {"key": key}, follow=True))
    page = tess.post(book, {"key": key}, follow=True)
    assert "Nothing of it was new" in words(page)
    page = tess.post(start, {"file": SimpleUploadedFile("a.cod", data)})
    assert "Booked before" in words(page)
    page = tess.post(book, {"key": "nonsense"}, follow=True)
    assert "is not kept any more" in words(page)
    assert tess.post(book).status_code == 302


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no bank", "neither a CODA file nor a camt.053 file"),
        (coda(moved("1.00", on=DAY), iban="BE68539007547034"), "BE68 5390 0754 7034"),
    ],
)
def test_a_wrong_file_is_refused(sign_in, data, said):
    file = SimpleUploadedFile("a.cod", data)
    page = sign_in("tess").post(address("receipts-import"), {"file": file})
    assert said in " ".join(page.context["form"].errors["file"])


# Oneself


def test_a_member_sees_his_contributions_payments_and_balance(sign_in, inside):
    with inside():
        row = of_mia()
        billed(MARCH, date(2025, 4, 1))
        paid(row)
    page = sign_in("mia").get(address("my-contributions"))
    said = words(page)
    assert "Mia's house" in said
    assert "To pay €1.00 Late €1.00" in said
    assert "March 2025" in said
    assert "Reverse" not in said
    rows = table(
        sign_in("mia").get(address("my-contribution-account-table", row.uuid, "csv"))
    )
    assert [row["Asked"] for row in rows] == ["1.00", "", "1.00"]


def test_who_votes_for_several_chooses(sign_in, inside):
    with inside():
        of_mia("One")
        of_mia("Two")
        member("Another")
        billed(MARCH)
    page = sign_in("mia").get(address("my-contributions"))
    assert [row.name for row in page.context["rows"]] == ["One", "Two"]
    assert page.context["rows"][0].balance == Decimal("1.00")


def test_who_votes_for_nobody_is_told(sign_in):
    page = sign_in("mia").get(address("my-contributions"))
    assert "You vote for nobody that contributes." in words(page)


def test_another_s_account_is_not_found(sign_in, inside):
    with inside():
        of_mia()
        other = member("Another")
        billed(MARCH)
        theirs = other.contributions.get()
    mia = sign_in("mia")
    for name, arguments in (
        ("my-contribution-account", [other.uuid]),
        ("my-contribution-account-table", [other.uuid, "csv"]),
        ("my-contribution-statement", [theirs.uuid]),
        ("my-contribution-year", [other.uuid, 2025]),
    ):
        assert mia.get(address(name, *arguments)).status_code == 404
        assert mia.post(address(name, *arguments)).status_code in (404, 405)
    with inside():
        assert not ContributionDocument.objects.exists()


def test_a_statement_is_made_by_a_button_and_then_fetched(sign_in, inside):
    with inside():
        of_mia()
        billed(MARCH)
        one = Contribution.objects.get()
    mia = sign_in("mia")
    statement = address("my-contribution-statement", one.uuid)
    assert mia.get(statement).status_code == 404
    first = mia.post(statement, follow=True)
    assert first["Content-Type"] == PDF
    sent = b"".join(first.streaming_content)
    assert sent.startswith(b"%PDF")
    assert sent == b"".join(mia.get(statement).streaming_content)
    mia.post(statement)
    with inside():
        assert ContributionDocument.objects.count() == 1


def test_a_summary_is_of_a_year_that_is_over_and_has_something(sign_in, inside):
    this_year = timezone.localdate().year
    with inside():
        row = of_mia()
        billed(MARCH, date(this_year, 1, 1))
    mia = sign_in("mia")
    assert mia.get(address("my-contributions")).context["years"] == [2025]
    year = address("my-contribution-year", row.uuid, 2025)
    assert mia.get(year).status_code == 404
    answer = mia.post(year, follow=True)
    assert answer["Content-Type"] == PDF
    list(answer)
    for other in (2024, this_year):
        address_of = address("my-contribution-year", row.uuid, other)
        assert mia.post(address_of).status_code == 404


def test_the_office_makes_the_same_statement(sign_in, inside):
    with inside():
        row = member()
        billed(MARCH)
        one = Contribution.objects.get()
    bo = sign_in("bo")
    for name, arguments in (
        ("contribution-statement", [one.uuid]),
        ("contribution-year", [row.uuid, 2025]),
    ):
        answer = bo.post(address(name, *arguments), follow=True)
        assert answer["Content-Type"] == PDF
        list(answer)


# Whatever there is


def test_the_statements_of_a_page_do_not_grow(sign_in, inside):
    names = ["contributions", "receipts"]
    tess, counts = sign_in("tess"), []
    for many in (1, 8):
        with inside():
            rows = crowd(many, since=JANUARY)
            billed(MARCH, date(2025, many, 1))
            for row in rows:
                paid(row)
        places = [address(name) for name in names]
        places.append(address("contribution-account", rows[0].uuid))
        for place in places:
            tess.get(place)
        counts.append([statements(tess, place) for place in places])
    assert counts[0] == counts[1]


def test_a_member_of_the_board_has_no_account_of_its_own(sign_in, inside):
    with inside():
        grant_role(
            cast.user("bo"),
            tenant=cast.tenant(cast.ASBL),
            role=Role.MEMBER,
            since=JANUARY,
            by=None,
        )
        member()
    page = sign_in("bo").get(address("my-contributions"))
    assert "You vote for nobody" in words(page)
