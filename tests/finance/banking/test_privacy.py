"""What each person reads of the bank: what must not leak stands in the rows."""

import csv
import io
from decimal import Decimal

import pytest

from buildings.models import AllocationKey
from finance.models import BankMovement
from finance.movement_parts import CostPart, HolderPart, OtherPart
from finance.services.bank_matching import match_movement
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token
from tests.finance.banking.statements import (
    OMAR,
    OTIS,
    RESERVE,
    imported,
    moved,
    statement,
    vcs,
)
from tests.finance.factories import payment
from tests.finance.invoices.making import a_line, posted, supplier
from tests.finance.pages import url

# Words that only the bank wrote, by what they are about.
OMARS, CLARAS, STRANGERS, FIRMS = "GARDEN-7", "BALCONY-8", "DIVORCE-9", "LIFT-OIL"
REFUNDED, INDEMNITY, CHARGES = "SICK-LEAVE", "INSURED-JEAN", "QUARTER-FEE"
HIDDEN = {
    "omar": {CLARAS, STRANGERS, REFUNDED, INDEMNITY},
    "clara": {OMARS, STRANGERS, REFUNDED, INDEMNITY},
}
ALL = {OMARS, CLARAS, STRANGERS, FIRMS, REFUNDED, INDEMNITY, CHARGES}
ACCOUNTS = {OMAR, "BE03475123456784"}


@pytest.fixture
def movements(db):
    with enter(cast.tenant().pk, by=None):
        posted(a_line("250.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
        imported(
            statement(
                moved("300.00", vcs=vcs("H1"), iban=OMAR, name="Omar " + OMARS),
                moved("120.00", vcs=vcs("H2"), name=CLARAS),
                moved("77.00", name=STRANGERS, message="who knows"),
                moved("-78.00", name=STRANGERS),
                moved("-250.00", iban=OTIS, message=FIRMS),
                moved("-9.00", iban=RESERVE, message="to the reserve"),
                moved("-30.00", message=REFUNDED),
                moved("55.00", name=INDEMNITY),
                moved("-11.00", message=CHARGES),
                moved("-31.00", name=STRANGERS, message="a deposit"),
                opening="1000.00",
            )
        )
        by_amount = {row.amount: row for row in BankMovement.objects.all()}
        key = AllocationKey.objects.get(code="shares")
        cost = Account.objects.filter(code__startswith="65").first().code
        other = Account.objects.filter(code__startswith="416").first().code
        holding = cast.holding("H3")
        for amount, part in (
            (-30, lambda eur: HolderPart(holding, eur)),
            (55, lambda eur: CostPart(eur, cost, "Indemnity", key)),
            (-11, lambda eur: CostPart(eur, cost, "Charges", key)),
            (-31, lambda eur: OtherPart(eur, other)),
        ):
            row = by_amount[amount]
            match_movement(row, [part(row.amount)], by=None)


def pages(client):
    """All that a person can fetch of the bank, as one text each."""
    yield client.get(url("bank")).content.decode()
    yield client.get(url("bank-account", "551")).content.decode()
    yield client.get(url("bank-table", "csv")).content.decode()
    yield client.get(url("bank-account-table", "551", "csv")).content.decode()


def answers(name, client):
    program = Program(a_token(name)[1], client)
    yield program.get("bank/").content.decode()
    yield program.get("bank/movements/").content.decode()
    yield program.get("bank/movements/", format="csv").content.decode()
    yield program.get("bank/551/statements/").content.decode()


@pytest.mark.parametrize("name", HIDDEN)
def test_a_co_owner_reads_nothing_of_another(movements, sign_in, client, name):
    texts = [*pages(sign_in(name)), *answers(name, client)]
    leaked = {word for text in texts for word in HIDDEN[name] if word in text}
    assert leaked == set()
    seen = {word for text in texts for word in ALL if word in text}
    assert seen == ALL - HIDDEN[name]
    assert (OMAR in "".join(texts)) is (name == "omar")


@pytest.mark.parametrize("name", ["sophie", "anna", "axel"])
def test_who_keeps_or_checks_the_books_reads_all(movements, sign_in, name):
    client = sign_in(name)
    texts = [client.get(url("bank")).content.decode()]
    texts.append(client.get(url("bank-table", "csv")).content.decode())
    assert [{word for word in ALL if word in text} for text in texts] == [ALL, ALL]


def rows(client):
    text = client.get(url("bank-table", "csv")).content.decode("utf-8-sig")
    return [
        (row["Amount"], row["What it is"], row["Whose"], row["Counterparty"])
        for row in csv.DictReader(io.StringIO(text), delimiter=";")
    ]


def test_a_co_owner_cannot_ask_for_words_that_he_may_not_read(movements, sign_in):
    def found(name):
        page = sign_in(name).get(url("bank"), {"q": STRANGERS})
        return page.context["page"].paginator.count

    assert (found("clara"), found("sophie")) == (10, 3)


def test_what_a_co_owner_reads_instead(movements, sign_in):
    assert rows(sign_in("clara")) == [
        ("-31.00", "Another account", "", ""),
        ("-11.00", "Cost or income", "", ""),
        ("55.00", "Cost or income", "", ""),
        ("-30.00", "Paid back to an owner", "", ""),
        ("-9.00", "Transfer between own accounts", "", ""),
        ("-250.00", "Supplier", "Otis 2026/1", ""),
        ("-78.00", "Payment not yet attributed", "", ""),
        ("77.00", "Receipt not yet attributed", "", ""),
        ("120.00", "Owner's payment", "Clara Élise", CLARAS),
        ("300.00", "Owner's payment", "", ""),
    ]


def test_the_syndic_reads_whose_it_is(movements, sign_in):
    whose = [row[2] for row in rows(sign_in("sophie"))]
    assert whose[3] == "Jean Moreau & Fatima El Idrissi"
    assert whose[8:] == ["Clara Élise", "Omar Haddad"]


def test_a_movement_of_two_owners_is_nobodys_to_read(db, sign_in):
    with enter(cast.tenant().pk, by=None):
        imported(statement(moved("100.00", name=STRANGERS)))
        parts = [
            HolderPart(cast.holding("H1"), Decimal(60)),
            HolderPart(cast.holding("H2"), Decimal(40)),
        ]
        match_movement(BankMovement.objects.get(), parts, by=None)
    assert rows(sign_in("omar")) == [("100.00", "Owner's payment", "", "")]
    [office] = rows(sign_in("sophie"))
    assert office[2:] == ("Omar Haddad, Clara Élise", STRANGERS)


def test_several_things(db, sign_in):
    with enter(cast.tenant().pk, by=None):
        imported(statement(moved("100.00")))
        other = Account.objects.filter(code__startswith="416").first().code
        parts = [
            HolderPart(cast.holding("H1"), Decimal(60)),
            OtherPart(Decimal(40), other),
        ]
        match_movement(BankMovement.objects.get(), parts, by=None)
    assert rows(sign_in("omar")) == [("100.00", "Several things", "", "")]


def test_a_typed_payment_in_transit_has_no_name(movements, sign_in):

    with enter(cast.tenant().pk, by=None):
        payment("H2", "43.21", communication=CLARAS)
    page = sign_in("omar").get(url("bank-account", "551")).content.decode()
    assert ("€43.21" in page, CLARAS in page, "Élise" in page) == (True, False, False)
