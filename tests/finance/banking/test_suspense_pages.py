"""Pages on which somebody says what a movement is, and takes it back."""

from decimal import Decimal

import pytest
from django.urls import reverse

from buildings.models import AllocationKey
from finance.models import BankMovement, MovementMatch, Payment
from finance.movement_parts import CostPart
from finance.queries.bank import movements
from finance.services.bank_matching import match_movement
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import OTIS, ago, imported, moved, statement, vcs
from tests.finance.invoices.making import a_line, posted, settled, supplier
from tests.finance.pages import errors, url


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant().pk, by=None)


@pytest.fixture
def waiting(inside):
    """A receipt of 100.00 in suspense."""
    with inside():
        imported(statement(moved("100.00", name="Somebody")))
        return BankMovement.objects.get()


def left(inside, movement):
    with inside():
        return movements().get(pk=movement.pk).left


def match(client, movement, **data):
    return client.post(url("bank-match", movement.uuid), data)


def test_owners_are_named(sign_in, inside, waiting):
    client = sign_in("sophie")
    page = client.get(url("bank-match", waiting.uuid))
    assert page.context["kind"] == "holders"
    answer = match(
        client,
        waiting,
        kind="holders",
        row_1="A",
        amount_1="60,00",
        row_2="B",
    )
    assert answer.url == url("bank-suspense")
    with inside():
        found = Payment.objects.order_by("pk").values_list("holding__code", "amount")
        assert list(found) == [("H1", Decimal("60.00")), ("H2", Decimal("40.00"))]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ({}, {"row_1": ["Choose one at least."]}),
        (
            {"row_1": "A", "row_2": "A", "amount_1": "1"},
            {"__all__": ["The same stands here twice."]},
        ),
        (
            {"row_1": "A", "row_2": "B"},
            {"__all__": ["Write the amounts of all rows but one."]},
        ),
        (
            {"row_1": "A", "amount_1": "60"},
            {"__all__": ["The parts make €40.00 less than is in suspense."]},
        ),
        (
            {"row_1": "Nobody"},
            {"row_1": ["“Nobody” is not in the list: choose one of its lines."]},
        ),
    ],
)
def test_what_is_wrong_with_the_rows(sign_in, inside, waiting, rows, wrong):
    page = match(sign_in("sophie"), waiting, kind="holders", **rows)
    assert errors(page) == wrong
    assert left(inside, waiting) == Decimal("100.00")


def test_an_invoice_is_named(sign_in, inside):
    with inside():
        invoice = posted(a_line("80.00"), supplier=supplier("Otis"), number="F-1")
        imported(statement(moved("-50.00"), opening="90.00"))
        movement = BankMovement.objects.get()
    client = sign_in("sophie")
    page = client.get(url("bank-match", movement.uuid))
    assert page.context["kind"] == "invoices"
    assert "Otis · F-1 · 80.00" in page.content.decode()
    match(client, movement, kind="invoices", row_1="f-1")
    with inside():
        assert invoice.payments.get().amount == Decimal("50.00")


def test_a_cost_a_transfer_and_another_account(sign_in, inside, waiting):
    with inside():
        key = AllocationKey.objects.get(code="shares")
        income = Account.objects.filter(code__startswith="74").first().code
        other = Account.objects.filter(code__startswith="416").first().code
    client = sign_in("sophie")
    for kind, data in (
        ("cost", {"account": income, "label": "Indemnity", "key": str(key.uuid)}),
        ("transfer", {}),
        ("other", {"account": other}),
    ):
        assert client.get(url("bank-match", waiting.uuid), {"kind": kind}).status_code
        assert match(client, waiting, kind=kind, **data).status_code == 302
        with inside():
            found = MovementMatch.objects.standing().get()
        assert (found.kind, left(inside, waiting)) == (kind, 0)
        client.post(url("bank-undo", found.uuid))
        assert left(inside, waiting) == Decimal("100.00")
    assert errors(match(client, waiting, kind="other")) == {
        "account": ["This field is required."]
    }


def test_a_proposal_is_taken(sign_in, inside):
    with inside():
        imported(
            statement(
                moved("10.00", name="Omar Haddad"),
                moved("20.00", iban=OTIS),
                number="1",
            )
        )
        omars = BankMovement.objects.get(amount=10)
        holding = cast.holding("H1")
    client = sign_in("sophie")
    page = client.get(url("bank-suspense")).content.decode()
    share = f"holder {holding.uuid} 10.00"
    assert f'value="{share}"' in page
    assert match(client, omars, kind="proposal", share=share).status_code == 302
    assert left(inside, omars) == 0


@pytest.mark.parametrize(
    "share",
    [
        "holder x 1.00",
        "holder",
        "",
        "invoice 00000000-0000-0000-0000-000000000000 1.00",
        "holder 00000000-0000-0000-0000-000000000000 NaN",
        "a b c d",
    ],
)
def test_a_proposal_that_is_none(sign_in, inside, waiting, share):
    page = match(sign_in("sophie"), waiting, kind="proposal", share=share)
    assert list(errors(page)) == ["__all__"]
    assert left(inside, waiting) == Decimal("100.00")


def test_proposals_of_an_invoice_and_of_a_transfer(sign_in, inside):
    with inside():
        invoice = posted(a_line("100.00"), supplier=supplier("Otis"))
        imported(statement(moved("-100.00"), moved("-7.00"), opening="900.00"))
        first, second = BankMovement.objects.order_by("-amount")[::-1]
    client = sign_in("sophie")
    share = f"invoice {invoice.uuid} -100.00"
    assert match(client, first, kind="proposal", share=share).status_code == 302
    assert match(client, second, kind="proposal", share="transfer").status_code == 302
    assert (left(inside, first), left(inside, second)) == (0, 0)


def test_an_unknown_kind_is_no_page(sign_in, waiting):
    client = sign_in("sophie")
    address = url("bank-match", waiting.uuid)
    assert client.get(address, {"kind": "x"}).status_code == 404
    assert client.post(address, {"kind": "x"}).status_code == 404


def test_as_before(sign_in, inside):
    with inside():
        imported(statement(moved("-5.00", name="KBC"), moved("-6.00", name="KBC")))
        first, second = BankMovement.objects.order_by("pk")
        key = AllocationKey.objects.get(code="shares")
        account = Account.objects.filter(code__startswith="65").first().code
    client = sign_in("sophie")
    said = {"account": account, "label": "Charges", "key": str(key.uuid)}
    match(client, first, kind="cost", **said)
    assert "As before" in client.get(url("bank-suspense")).content.decode()
    match(client, second, kind="cost", **said)
    assert "Nothing is in suspense" in client.get(url("bank-suspense")).content.decode()


# A movement


def test_a_movement_and_what_it_is(sign_in, inside):
    with inside():
        posted(a_line("9.00"), supplier=supplier("Otis", iban=OTIS), iban=OTIS)
        imported(
            statement(
                moved("300.00", vcs=vcs("H1")),
                moved("-9.00", iban=OTIS),
                moved("-1.00", iban="BE43068999999501"),
                moved("5.00"),
            )
        )
        rows = list(BankMovement.objects.order_by("pk"))
    client = sign_in("sophie")
    texts = [
        client.get(url("bank-movement", row.uuid)).content.decode() for row in rows
    ]
    assert ["by itself" in text for text in texts] == [True, True, True, False]
    assert ["Say what it is" in text for text in texts] == [False, False, False, True]
    assert "Otis 2026/1" in texts[1]
    assert "€5.00 of it is in suspense." in texts[3]
    assert (
        "Take back"
        not in sign_in("axel").get(url("bank-movement", rows[0].uuid)).content.decode()
    )


def test_it_is_taken_back(sign_in, inside):
    with inside():
        imported(statement(moved("300.00", vcs=vcs("H1"))))
        found = MovementMatch.objects.get()
    client = sign_in("sophie")
    address = url("bank-undo", found.uuid)
    assert "€300.00" in client.get(address).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "It is in suspense again." in page
    assert client.post(address).status_code == 404
    history = client.get(reverse("buildings:history", args=[cast.ACACIAS]))
    assert "went back into suspense" in history.content.decode()


def test_what_is_settled_is_not_taken_back(sign_in, inside):
    with inside():
        imported(statement(moved("-5.00", on=ago(9))))
        movement = BankMovement.objects.get()
        key = AllocationKey.objects.get(code="shares")
        account = Account.objects.filter(code__startswith="65").first().code
        part = CostPart(Decimal("-5.00"), account, "Charges", key)
        [found] = match_movement(movement, [part], by=None)
        settled(ago(20), ago(2))
    page = sign_in("sophie").post(url("bank-undo", found.uuid), follow=True)
    assert "a period that is settled or closed" in page.content.decode()
    assert left(inside, movement) == 0


def test_a_payment_of_the_bank_is_not_reversed_on_its_own_page(sign_in, inside):
    with inside():
        imported(statement(moved("300.00", vcs=vcs("H1"))))
        found = Payment.objects.get()
    page = sign_in("sophie").post(url("payment-reverse", found.uuid), follow=True)
    assert "A statement of the bank says" in page.content.decode()
