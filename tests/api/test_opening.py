"""Opening balances by a program: looked at, posted once, taken back by a mirror."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finance.models import Opening
from koprogo.ledger.queries import trial_balance
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance import factories


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def body(acacias):
    """1,000.00 at the bank and 300.00 owed, against the fund, a credit and an invoice."""
    h1, h2, h3 = (str(cast.holding(code).uuid) for code in ("H1", "H2", "H3"))
    return {
        "date": in_days(0),
        "accounts": [
            {"account": "551", "debit": "1000.00"},
            {"account": "100", "credit": "1150.00"},
        ],
        "owners": [
            {"holding": h1, "working": "200.00", "reserve": "100.00"},
            {"holding": h2, "credit": "50.00"},
            {"holding": h3},
        ],
        "suppliers": [{"name": "Ascenseurs SA", "owed": "100.00"}],
    }


def nets():
    return {total.account: str(total.net) for total in trial_balance(on=_today())}


def _today():
    return timezone.localdate()


def test_what_is_looked_at_is_what_is_posted(program, body):
    sophie = program("sophie")
    trial = sophie.post("opening/check/", body).json()
    assert (trial["difference"], trial["hints"], trial["obstacle"]) == (
        "0.00",
        [],
        None,
    )
    assert trial["new_suppliers"] == ["Ascenseurs SA"]
    assert sophie.get("opening/").status_code == 404
    assert Opening.objects.count() == 0
    made = sophie.post("opening/", body)
    assert made.status_code == 201
    opening = made.json()
    assert opening["totals"] == trial["totals"]
    assert opening["suppliers"] == [{"name": "Ascenseurs SA", "owed": "100.00"}]
    assert opening["reversed"] is False
    assert sophie.get("opening/").json() == opening
    owners = sophie.get("opening/owners/").json()["results"]
    assert [
        (row["holding"]["code"], row["working"], row["reserve"], row["credit"])
        for row in owners
    ] == [("H1", "200.00", "100.00", "0.00"), ("H2", "0.00", "0.00", "50.00")]
    assert problem(sophie.post("opening/", body)) == (409, "already-opened")
    check = sophie.post("opening/check/", body).json()
    assert check["obstacle"] == {
        "code": "already-opened",
        "detail": "The books of this building have been opened already.",
    }


def test_an_opening_is_taken_back_by_a_mirror(program, body):
    sophie = program("sophie")
    opening = sophie.post("opening/", body).json()
    path = f"opening/{opening['uuid']}/reverse/"
    assert sophie.post(path).json() == opening | {"reversed": True}
    assert sophie.get("opening/").status_code == 404
    again = sophie.post(path)
    assert problem(again) == (409, "already-cancelled")
    assert again.json()["detail"] == "This opening has been reversed already."
    assert set(nets().values()) == {"0.00"}


def test_a_difference_is_explained_and_never_booked(program, body):
    sophie = program("sophie")
    body["suppliers"] = []
    trial = sophie.post("opening/check/", body).json()
    assert trial["difference"] == "100.00"
    assert trial["obstacle"]["code"] == "opening-unbalanced"
    assert trial["hints"]
    assert problem(sophie.post("opening/", body)) == (409, "opening-unbalanced")


def test_nothing_is_no_opening(program, body):
    nothing = {"date": in_days(0), "accounts": [], "owners": [], "suppliers": []}
    answer = program("sophie").post("opening/", nothing)
    assert problem(answer) == (409, "nothing-to-open")


def test_the_day_of_an_opening(program, body):
    sophie = program("sophie")
    late = sophie.post("opening/", body | {"date": in_days(1)})
    assert problem(late) == (400, "opening-in-the-future")
    assert wrong(late) == {"date": "This day has not come yet."}
    factories.payment("H1", "1.00", date=_today() - timedelta(days=2))
    assert problem(sophie.post("opening/", body)) == (400, "opening-too-late")


def test_nothing_is_called_or_paid_before_the_opening(program, body):
    sophie = program("sophie")
    assert sophie.post("opening/", body).status_code == 201
    payment = {
        "holding": body["owners"][0]["holding"],
        "amount": "1.00",
        "date": in_days(-1),
    }
    answer = sophie.post("payments/", payment, **{"Idempotency-Key": "1"})
    assert problem(answer) == (409, "before-opening")
    assert "its balances hold what happened before" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"accounts": [{"account": "551"}, {"account": "551"}]},
            "accounts",
            "An account stands here twice.",
        ),
        (
            {"accounts": [{"account": "100", "debit": "1.00"}]},
            "accounts.100",
            "The amount cannot be below zero.",
        ),
        (
            {"accounts": [{"account": "551", "debit": 1}]},
            "accounts.0.debit",
            "Write the amount as text",
        ),
        (
            {"suppliers": [{"name": "A", "owed": "1"}, {"name": "a", "owed": "2"}]},
            "suppliers.1.name",
            "This supplier stands above already.",
        ),
        ({"suppliers": [{"name": "A", "owed": "x"}]}, "suppliers.0.owed", "Write"),
    ],
)
def test_mistakes_are_told_at_their_place(program, body, changes, field, sentence):
    said = wrong(program("sophie").post("opening/", body | changes))
    assert list(said) == [field]
    assert said[field].startswith(sentence)


@pytest.mark.parametrize(
    ("owners", "sentence"),
    [
        (
            lambda h1: [{"holding": h1, "working": "1.00", "credit": "1.00"}],
            "Either something is owed, or there is a credit: not both.",
        ),
        (lambda h1: [{"holding": h1}, {"holding": h1}], "A holding stands here twice."),
        (
            lambda h1: [{"holding": "00000000-0000-0000-0000-000000000000"}],
            "There is no holding 00000000-0000-0000-0000-000000000000 here.",
        ),
    ],
)
def test_owners_that_cannot_be(program, body, owners, sentence):
    h1 = body["owners"][0]["holding"]
    answer = program("sophie").post("opening/check/", body | {"owners": owners(h1)})
    assert wrong(answer) == {"owners": sentence}


def test_a_supplier_may_owe_us(program, body):
    body["suppliers"] = [{"name": "Ascenseurs SA", "owed": "-40.00"}]
    trial = program("sophie").post("opening/check/", body).json()
    assert trial["difference"] == "140.00"
