"""What the bank gives back, on the pages and in the API."""

import pytest

from buildings.models import Holding
from finance.models import BankMovement, MovementMatch, Payment
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import Program, a_token
from tests.finance.banking.statements import OMAR, moved, vcs
from tests.finance.banking.test_returned import back, taken_next
from tests.finance.banking.test_sent import debits, taken
from tests.finance.pages import errors, url

WORDS = "GARDEN-7"


def inside():
    return enter(cast.tenant().pk, by=None)


@pytest.fixture
def given_back(db):
    """A direct debit of Omar that arrived, and a movement that gives it back."""
    with inside():
        made, [row] = debits("H1")
        taken(moved(str(row.amount), vcs=vcs("H1"), iban=OMAR, message=WORDS))
        taken_next(back(f"-{row.amount}", iban=OMAR, message=WORDS))
        return made, BankMovement.objects.get(amount__lt=0)


def match(client, movement, **data):
    return client.post(url("bank-match", movement.uuid), data)


def standing():
    with inside():
        return Payment.objects.standing().count()


def test_one_click_takes_the_payment_back(given_back, sign_in):
    client = sign_in("sophie")
    made, movement = given_back
    page = client.get(url("bank-suspense"))
    [row] = page.context["rows"]
    [share] = row.proposals[0].shares
    text = page.content.decode()
    assert "not enough money on the account (AM04)" in text
    assert "Comes back: the payment of" in text
    assert (
        match(client, movement, kind="proposal", share=share.value).status_code == 302
    )
    assert standing() == 0
    page = client.get(url("collection", made.uuid)).content.decode()
    assert "Returned by the bank" in page
    assert "not enough money on the account (AM04)" in page
    with inside():
        omar = Holding.objects.get(code="H1").uuid
    account = client.get(url("holder-statement", omar)).content.decode()
    assert "Payment returned by the bank" in account


def test_it_is_chosen_by_hand_and_taken_back(given_back, sign_in):
    client = sign_in("sophie")
    _made, movement = given_back
    page = client.get(url("bank-match", movement.uuid) + "?kind=return")
    [label] = page.context["form"].fields["match"].choices.labels
    wrong = match(client, movement, kind="return", match="somebody")
    assert list(errors(wrong)) == ["match"]
    assert match(client, movement, kind="return", match=label).status_code == 302
    assert standing() == 0
    page = client.get(url("bank-movement", movement.uuid))
    [said] = page.context["matches"]
    with inside():
        [other] = BankMovement.objects.filter(amount__gt=0)
    assert said.other == other.uuid
    assert url("bank-movement", other.uuid) in page.content.decode()
    undo = client.get(url("bank-undo", said.uuid)).content.decode()
    assert "So is the payment that had come back" in undo


def test_the_others_read_neither_who_nor_why(given_back, sign_in):
    client = sign_in("sophie")
    _made, movement = given_back
    with inside():
        match_of = MovementMatch.objects.get().uuid
    share = f"return {match_of} {movement.amount}"
    assert match(client, movement, kind="proposal", share=share).status_code == 302
    texts = [
        sign_in("clara").get(url(*place)).content.decode()
        for place in (["bank"], ["bank-table", "csv"])
    ]
    assert [WORDS in text for text in texts] == [False, False]
    assert [text.count("Returned by the bank") for text in texts] == [2, 2]


def test_a_program_takes_the_payment_back(given_back, client):
    _made, movement = given_back
    program = Program(a_token("sophie")[1], client)
    [waiting] = program.get("bank/suspense/").json()["results"]
    assert waiting["return_reason"] == "AM04"
    [proposal, *_others] = waiting["proposals"]
    share = proposal["shares"][0]
    part = {"kind": "return", "match": share["match"], "amount": share["amount"]}
    path = f"bank/movements/{movement.uuid}/match/"
    answer = program.post(path, {"parts": [part]}).json()
    assert (answer["what"], answer["in_suspense"]) == ("returned", "0.00")
    assert [one["kind"] for one in answer["matches"]] == ["returned"]
    assert standing() == 0
    other = {**part, "amount": "-1.00"}
    refused = program.post(path, {"parts": [other]})
    assert refused.status_code == 400
