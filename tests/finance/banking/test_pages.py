"""The pages of the bank: files sent, movements looked for, said and taken back."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buildings.models import Building
from finance.models import BankStatement
from finance.services import bank_import
from koprogo.jobs.models import Job
from koprogo.jobs.services import MAX_ATTEMPTS
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.making import lively_bank
from tests.finance.banking.statements import (
    ELSEWHERE,
    OMAR,
    ago,
    coda,
    imported,
    moved,
    statement,
    today,
    vcs,
)
from tests.finance.factories import issued, payment
from tests.finance.pages import errors, url

FIRM = reverse("firm-books:bank-import")


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant().pk, by=None)


def send(client, address, *files):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(address, {"files": sent})


def told(page):
    """What the page says of each statement of each file."""
    return [
        (file["name"], file["problem"], [str(one.state) for one, _ in file["results"]])
        for file in page.context["files"]
    ]


# Files


def test_files_of_a_building(sign_in):
    client = sign_in("sophie")
    assert client.get(url("bank-import")).status_code == 200
    first = coda(
        statement(moved("1.00"), number="1"), statement(moved("2.00"), iban=ELSEWHERE)
    )
    late = statement(
        moved("5.00"), opening="9.00", number="3", closing_balance=Decimal(1)
    )
    page = send(client, url("bank-import"), ("one.cod", first), ("two.cod", coda(late)))
    assert told(page) == [
        ("one.cod", "", ["imported", "unknown"]),
        ("two.cod", "", ["refused"]),
    ]
    text = page.content.decode()
    assert "1 movement, of which 1 in suspense" in text
    assert "This account is not one of this building" in text
    assert "differ by 13.00 EUR" in text
    again = send(client, url("bank-import"), ("one.cod", first))
    assert told(again) == [("one.cod", "", ["known", "unknown"])]


def test_a_gap_is_said_at_once(sign_in):
    client = sign_in("sophie")
    for number, day, opening in (("1", ago(5), "0.00"), ("3", ago(1), "40.00")):
        data = coda(statement(moved("1.00", on=day), opening=opening, number=number))
        page = send(client, url("bank-import"), ("a.cod", data))
    assert "A statement is missing before it: €39.00" in page.content.decode()


def test_what_is_no_file_of_a_bank(sign_in):
    client = sign_in("sophie")
    page = send(client, url("bank-import"), ("a.txt", b"hello"))
    assert errors(page) == {
        "files": [
            (
                "a.txt: Line 1: This is neither a CODA file nor a camt.053 file. Ask "
                "your bank for one of these two."
            )
        ]
    }
    assert errors(client.post(url("bank-import"))) == {
        "files": ["This field is required."]
    }
    cut = coda(statement(moved("1.00")))[:300]
    page = send(client, url("bank-import"), ("cut.cod", cut))
    [(_name, problem, results)] = told(page)
    assert (problem.startswith("Line 3:"), results) == (True, [])
    assert "Nothing of this file was booked." in page.content.decode()


def test_a_building_without_an_account_says_so(sign_in, inside):
    with inside():
        Building.objects.update(working_iban="", reserve_iban="")
    page = sign_in("sophie").get(url("bank-import"))
    assert "enter its IBAN there first" in page.content.decode()


def test_files_of_a_firm(sign_in, inside):
    client = sign_in("sophie")
    assert "1 accounts" not in client.get(FIRM).content.decode()
    data = coda(statement(moved("1.00")), statement(moved("2.00"), iban=ELSEWHERE))
    page = send(client, FIRM, ("all.cod", data))
    assert told(page) == [("all.cod", "", ["imported", "unknown"])]
    assert "No building where you may import" in page.content.decode()
    assert "Les Acacias" in page.content.decode()
    with inside():
        assert BankStatement.objects.get().imported_by == cast.user("sophie")


def test_the_portfolio_leads_there(sign_in):
    assert FIRM in sign_in("anna").get(reverse("buildings:portfolio")).content.decode()


def test_a_long_file_shows_how_far_it_is(sign_in, inside, monkeypatch):
    monkeypatch.setattr(bank_import, "AT_ONCE", 0)
    client = sign_in("sophie")
    page = send(client, url("bank-import"), ("a.cod", coda(statement(moved("1.00")))))
    assert told(page) == [("a.cod", "", ["waiting"])]
    assert "0 of 1 are done." in page.content.decode()
    Job.objects.update(attempts=MAX_ATTEMPTS, failed_at="2026-01-01T00:00Z")
    text = client.get(url("bank-import")).content.decode()
    assert "Some statements were not imported." in text


# What there is


def test_an_empty_bank(sign_in):
    page = sign_in("sophie").get(url("bank")).content.decode()
    assert "Import the first file" in page
    page = sign_in("omar").get(url("bank")).content.decode()
    assert "No statement of the bank has been imported yet." in page
    assert "Import" not in page
    account = sign_in("omar").get(url("bank-account", "550")).content.decode()
    assert "No statement of this account" in account
    suspense = sign_in("sophie").get(url("bank-suspense")).content.decode()
    assert "Nothing is in suspense" in suspense


def shown(page):
    return [row.movement.amount for row in page.context["rows"]]


def test_movements_are_looked_for(sign_in, inside):
    with inside():
        lively_bank()
    client = sign_in("sophie")
    for asked, amounts in (
        ({}, ["-75.00", "-12.50", "120.00", "300.00"]),
        ({"since": str(ago(3))}, ["-75.00"]),
        ({"until": str(ago(5)), "q": "charges"}, ["-12.50"]),
        ({"account": "550"}, []),
        ({"q": "haddad"}, ["300.00"]),
        ({"q": OMAR[:8]}, ["300.00"]),
        ({"q": "élise"}, ["120.00"]),
        ({"q": "nobody"}, []),
        ({"since": "no day"}, ["-75.00", "-12.50", "120.00", "300.00"]),
    ):
        page = client.get(url("bank"), asked)
        assert (asked, [str(amount) for amount in shown(page)]) == (asked, amounts)
    with inside():
        reference = vcs("H1")
    assert shown(client.get(url("bank"), {"q": reference})) == [Decimal("300.00")]
    assert (
        "Show all movements"
        in client.get(url("bank"), {"account": "550"}).content.decode()
    )


def test_the_account_beside_the_books(sign_in, inside):
    with inside():
        lively_bank()
    text = sign_in("omar").get(url("bank-account", "551")).content.decode()
    assert "€92.50 moved without them" in text
    assert "the bank had €1,000.00 and the books €0.00" in text
    assert "€42.00" in text
    page = sign_in("omar").get(url("bank")).content.decode()
    assert "The books have €1,092.50 less than the bank." in page
    table = sign_in("omar").get(url("bank-account-table", "551", "csv"))
    assert len(table.content.splitlines()) == 3


def test_the_file_of_the_bank(sign_in, inside):
    data = coda(statement(moved("1.00")))
    with inside():
        imported(statement(moved("1.00")))
        row = BankStatement.objects.get()
    answer = sign_in("axel").get(url("bank-statement-file", row.uuid))
    assert b"".join(answer) == data
    assert answer["Content-Type"] == "text/plain"


def test_the_overview_says_how_far_the_books_are(sign_in, inside):
    home = reverse("buildings:home", args=[cast.ACACIAS])
    assert "Import bank files" in sign_in("sophie").get(home).content.decode()
    with inside():
        lively_bank()
    text = sign_in("sophie").get(home).content.decode()
    assert f"€1,425.00 on the statement of {ago(2):%d/%m/%Y}" in text
    assert "3 movements in suspense" in text
    text = sign_in("omar").get(home).content.decode()
    assert f'<a href="{url("bank")}">Working account</a>' in text
    assert "on the statement of" not in text
    assert "in suspense" not in text
    assert "Working account" not in sign_in("otto").get(home).content.decode()


# Statements of SQL


@pytest.mark.parametrize("name", ["sophie", "omar"])
def test_a_longer_list_costs_no_more(
    sign_in, inside, name, django_assert_max_num_queries
):
    client = sign_in(name)
    with inside():
        issued()
        imported(statement(moved("1.00", vcs=vcs("H1")), moved("1.00"), on=ago(1)))
    with django_assert_max_num_queries(21) as asked:
        client.get(url("bank"))
    few = len(asked)
    with inside():
        more = [moved("2.00", vcs=vcs(code)) for code in ("H1", "H2", "H3")]
        imported(statement(*more, moved("3.00"), opening="2.00", on=today()))
    with django_assert_max_num_queries(few):
        client.get(url("bank"))


def test_suspense_costs_no_more(sign_in, inside, django_assert_max_num_queries):
    client = sign_in("sophie")
    with inside():
        issued()
        imported(statement(moved("1.00", name="Omar Haddad"), on=ago(1)))
    with django_assert_max_num_queries(24) as asked:
        client.get(url("bank-suspense"))
    few = len(asked)
    with inside():
        more = [moved("2.00", name="Clara Élise") for _ in range(3)]
        imported(statement(*more, opening="1.00", on=today()))
    with django_assert_max_num_queries(few):
        client.get(url("bank-suspense"))


def test_payments_say_which_came_from_the_bank(sign_in, inside):
    with inside():
        imported(statement(moved("300.00", vcs=vcs("H1"))))
        payment("H2", "20.00")
    text = sign_in("sophie").get(url("payments")).content.decode()
    assert text.count("<span>Reverse</span>") == 1
