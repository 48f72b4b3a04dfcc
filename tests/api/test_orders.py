"""Payment files and direct debits by programs."""

from decimal import Decimal

from finance.models import CollectedAmount, OrderedPayment
from tests import cast
from tests.api.conftest import problem
from tests.buildings.pages import inside
from tests.finance.factories import late
from tests.finance.orders.making import (
    HIS_IBAN,
    credited,
    in_days,
    may_collect,
    owed,
    today,
)


def test_invoices_are_ordered(program):
    with inside():
        one, note = owed(), credited("30.00")
    sophie = program("sophie")
    listed = sophie.get("payables/").json()
    assert [(row["number"], row["amount"]) for row in listed] == [
        ("2026/1", "100.00"),
        ("C1", "-30.00"),
    ]
    body = {
        "invoices": [str(one.uuid), str(note.uuid)],
        "execution_date": today().isoformat(),
    }
    made = sophie.post("orders/", body)
    assert made.status_code == 201
    assert (made.json()["total"], made.json()["state"]) == ("70.00", "ordered")
    again = sophie.post("orders/", body)
    assert problem(again) == (409, "not-payable")
    with inside():
        assert OrderedPayment.objects.get().amount == Decimal("70.00")
    rows = sophie.get(f"orders/{made.json()['uuid']}/payments/").json()
    assert [row["reference"] for row in rows] == ["2026/1"]


def test_mandates_and_direct_debits(program):
    with inside():
        late("600.00")
        may_collect()
        holding = cast.holding("H1").uuid
    sophie = program("sophie")
    body = {
        "holding": str(holding),
        "debtor": "Omar Haddad",
        "iban": HIS_IBAN,
        "signed_on": today().isoformat(),
    }
    made = sophie.post("mandates/", body)
    assert made.status_code == 201, made.json()
    again = sophie.post("mandates/", body)
    assert problem(again) == (409, "mandate-running")
    [found] = sophie.get("collectables/").json()
    assert (found["amount"], found["first"]) == ("300.00", True)
    day = {"on": in_days(13).isoformat(), "mandates": [made.json()["uuid"]]}
    assert sophie.post("collections/", day).status_code == 400
    done = sophie.post("collections/", day | {"on": in_days(14).isoformat()})
    assert (done.status_code, done.json()["total"]) == (201, "300.00")
    with inside():
        assert CollectedAmount.objects.get().amount == Decimal("300.00")
    assert [
        one["reference"] for one in program("omar").get("mandates/mine/").json()
    ] == [made.json()["reference"]]
    assert program("clara").get("mandates/mine/").json() == []
