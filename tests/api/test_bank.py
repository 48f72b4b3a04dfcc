"""Programs send files of the bank, read what moved and say what it is."""

from decimal import Decimal

import pytest

from buildings.models import AllocationKey
from finance.models import BankMovement, BankStatement, MovementMatch, Payment
from koprogo.ledger.models import Account
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance.banking.making import lively_bank
from tests.finance.banking.statements import (
    ELSEWHERE,
    OTIS,
    RESERVE,
    ago,
    coda,
    imported,
    moved,
    statement,
    vcs,
)
from tests.finance.invoices.making import a_line, posted, supplier

FIRM = "/api/v1/portfolio/bank/files/"


@pytest.fixture
def inside(db):
    return lambda: enter(cast.tenant().pk, by=None)


@pytest.fixture
def waiting(inside):
    """A receipt of 100.00 in suspense."""
    with inside():
        imported(statement(moved("100.00", name="Omar Haddad")))
        return BankMovement.objects.get()


def result(**said):
    return {
        "account": "BE68539007547034",
        "number": "001",
        "closed_on": ago(0).isoformat(),
        "building": "acacias",
        "state": "imported",
        "movements": None,
        "in_suspense": None,
        "missing": None,
        "problem": None,
    } | said


def test_a_file_is_sent(program):
    sophie = program("sophie")
    data = coda(
        statement(moved("1.00")),
        statement(moved("2.00"), iban=ELSEWHERE),
        statement(moved("3.00"), iban=RESERVE, closing_balance=Decimal("9.00")),
    )
    answer = sophie.upload("bank/files/", files=[("a.cod", data)])
    assert answer.json()["statements"] == [
        result(movements=1, in_suspense=1, missing="0.00"),
        result(account=ELSEWHERE, building=None, state="unknown"),
        result(
            account=RESERVE,
            state="refused",
            problem="The movements and the balances of this statement differ by 6.00 "
            "EUR. Nothing of it is booked.",
        ),
    ]
    again = sophie.upload("bank/files/", files=[("a.cod", data)]).json()["statements"]
    assert [one["state"] for one in again] == ["known", "unknown", "refused"]


def test_a_firm_sends_for_all_its_buildings(program):
    data = coda(statement(moved("1.00")), statement(moved("2.00"), iban=ELSEWHERE))
    answer = program("stijn").upload(FIRM, files=[("a.cod", data)])
    assert [(one["building"], one["state"]) for one in answer.json()["statements"]] == [
        (None, "unknown"),
        ("bellevue", "imported"),
    ]
    assert program("omar").upload(FIRM, files=[("a.cod", data)]).status_code == 403


def test_what_cannot_be_read_books_nothing(program, inside):
    good, cut = coda(statement(moved("1.00"))), coda(statement(moved("2.00")))[:300]
    files = [("good.cod", good), ("cut.cod", cut)]
    answer = program("sophie").upload("bank/files/", files=files)
    assert wrong(answer)["files"].startswith("cut.cod: Line 3:")
    with inside():
        assert BankStatement.objects.count() == 0


def test_what_is_at_the_bank(program, inside):
    with inside():
        lively_bank()
    omar = program("omar")
    working, reserve = omar.get("bank/").json()
    assert working == {
        "account": "551",
        "ledger": "374.50",
        "closed_on": ago(2).isoformat(),
        "closing": "1425.00",
        "in_transit": "0.00",
        "difference": "-1092.50",
        "agrees_since": None,
    }
    assert reserve == {
        "account": "550",
        "ledger": "0.00",
        "closed_on": None,
        "closing": None,
        "in_transit": None,
        "difference": None,
        "agrees_since": None,
    }
    rows = omar.get("bank/551/statements/").json()["results"]
    assert [(row["number"], row["missing"]) for row in rows] == [
        ("010", "92.50"),
        ("008", "0.00"),
    ]


def test_movements_are_narrowed(program, inside):
    with inside():
        lively_bank()

    def amounts(**query):
        rows = program("axel").get("bank/movements/", **query).json()["results"]
        return [row["amount"] for row in rows]

    assert amounts(since=ago(3)) == ["-75.00"]
    assert amounts(until=ago(3)) == ["-12.50", "120.00", "300.00"]
    assert amounts(account="550") == []


def test_the_file_of_a_statement(program, inside):
    with inside():
        imported(statement(moved("1.00")))
        row = BankStatement.objects.get()
    answer = program("axel").get(f"bank/statements/{row.uuid}/file/")
    assert b"".join(answer) == coda(statement(moved("1.00")))


def test_what_is_in_suspense(program, waiting, inside):
    [row] = program("sophie").get("bank/suspense/").json()["results"]
    with inside():
        holding = cast.holding("H1")
    assert (row["uuid"], row["in_suspense"]) == (str(waiting.uuid), "100.00")
    assert row["proposals"] == [
        {
            "shares": [
                {
                    "amount": "100.00",
                    "holding": {
                        "uuid": str(holding.uuid),
                        "code": "H1",
                        "name": "Omar Haddad",
                    },
                    "invoice": None,
                    "supplier": None,
                    "match": None,
                }
            ],
            "reasons": ["name"],
        }
    ]


def test_a_movement_is_said_and_taken_back(program, waiting, inside):
    sophie = program("sophie")
    with inside():
        one, two = (str(cast.holding(code).uuid) for code in ("H1", "H2"))
    parts = [
        {"kind": "holder", "amount": "60.00", "holding": one},
        {"kind": "holder", "amount": "40.00", "holding": two},
    ]
    answer = sophie.post(f"bank/movements/{waiting.uuid}/match/", {"parts": parts})
    found = answer.json()
    assert (found["what"], found["whose"], found["in_suspense"]) == (
        "owner",
        "Omar Haddad, Clara Élise",
        "0.00",
    )
    assert [match["amount"] for match in found["matches"]] == ["60.00", "40.00"]
    with inside():
        payment = Payment.objects.get(amount=40)
    assert found["matches"][1]["payment"] == str(payment.uuid)
    again = sophie.post(f"bank/movements/{waiting.uuid}/match/", {"parts": parts})
    assert problem(again) == (409, "nothing-to-match")
    undo = f"bank/matches/{found['matches'][1]['uuid']}/undo/"
    assert sophie.post(undo).json()["in_suspense"] == "40.00"
    assert sophie.post(undo).status_code == 404
    read = sophie.get(f"bank/movements/{waiting.uuid}/").json()
    assert [match["amount"] for match in read["matches"]] == ["60.00"]
    reversal = sophie.post(f"payments/{payment.uuid}/reverse/")
    assert problem(reversal) == (409, "already-cancelled")


def test_every_kind_of_part(program, inside):
    with inside():
        invoice = posted(a_line("20.00"), supplier=supplier("Otis", iban=OTIS))
        imported(statement(moved("-50.00"), opening="90.00"))
        movement = BankMovement.objects.get()
        key = AllocationKey.objects.get(code="shares")
        cost = Account.objects.filter(code__startswith="65").first().code
        other = Account.objects.filter(code__startswith="416").first().code
    parts = [
        {"kind": "invoice", "amount": "-20.00", "invoice": str(invoice.uuid)},
        {
            "kind": "cost",
            "amount": "-5.00",
            "account": cost,
            "label": "Charges",
            "key": str(key.uuid),
        },
        {
            "kind": "supplier",
            "amount": "-5.00",
            "supplier": str(invoice.supplier.uuid),
        },
        {"kind": "transfer", "amount": "-10.00"},
        {"kind": "other", "amount": "-10.00", "account": other},
    ]
    answer = program("sophie").post(
        f"bank/movements/{movement.uuid}/match/", {"parts": parts}
    )
    assert answer.json()["what"] == "several"
    assert [match["kind"] for match in answer.json()["matches"]] == [
        "supplier",
        "cost",
        "account",
        "transfer",
        "other",
    ]


def test_what_is_wrong_with_parts(program, waiting, inside):
    sophie = program("sophie")

    def said(*parts):
        body = {"parts": list(parts)}
        return wrong(sophie.post(f"bank/movements/{waiting.uuid}/match/", body))

    assert "parts" in said()
    assert said({"kind": "transfer", "amount": "90.00"}) == {
        "parts": "The parts make €10.00 less than is in suspense."
    }
    assert said({"kind": "transfer", "amount": "-100.00"}) == {
        "parts": "A part was received where money was paid, or the reverse."
    }
    assert (
        "belongs to somebody"
        in said({"kind": "other", "amount": "100.00", "account": "440"})["parts"]
    )
    assert said({"kind": "cost", "amount": "100.00"}) == {
        "parts.0.account": "A part of this kind needs it.",
        "parts.0.label": "A part of this kind needs it.",
        "parts.0.key": "A part of this kind needs it.",
    }
    with inside():
        invoice = posted(a_line("20.00"), kind="credit_note")
    assert (
        "Only €20.00"
        in said({"kind": "invoice", "amount": "100.00", "invoice": str(invoice.uuid)})[
            "parts"
        ]
    )


def test_a_payment_of_the_bank_is_not_reversed(program, inside):
    with inside():
        imported(statement(moved("9.00", vcs=vcs("H1"))))
        payment = MovementMatch.objects.get().payment
    answer = program("sophie").post(f"payments/{payment.uuid}/reverse/")
    assert problem(answer) == (409, "payment-of-the-bank")
