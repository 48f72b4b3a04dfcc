"""Programs give a line of an invoice that meters divide a fixed part."""

from buildings.models import AllocationKey
from tests import cast
from tests.api.conftest import problem, wrong
from tests.finance.charge_statements.meters import metered
from tests.finance.invoices.making import a_line, by_meters, drafted, submitted


def test_a_program_divides_a_line(program, acacias):
    invoice = drafted(by_meters(), a_line("1.00"))
    lift = AllocationKey.objects.get(code="lift")
    sophie, path = program("sophie"), f"invoices/{invoice.uuid}/lines/{{}}/divide/"
    body = {"percent": 30, "key": str(lift.uuid), "amount": "100.00"}
    answer = sophie.post(path.format(1), body)
    assert answer.status_code == 200
    assert [(line["basis"], line["amount"]) for line in answer.json()["lines"]] == [
        ("meters", "70.00"),
        ("key", "1.00"),
        ("key", "30.00"),
    ]
    assert problem(sophie.post(path.format(1), body)) == (409, "line-changed")
    by_key = sophie.post(path.format(2), body | {"amount": "1.00"})
    assert problem(by_key) == (409, "not-by-meters")
    assert sophie.post(path.format(4), body).status_code == 404
    for change, field in (({"percent": 100}, "percent"), ({"key": "x"}, "key")):
        assert list(wrong(sophie.post(path.format(1), body | change))) == [field]
    small = drafted(by_meters("0.02"), number="2")
    refused = sophie.post(
        f"invoices/{small.uuid}/lines/1/divide/",
        body | {"amount": "0.02", "percent": 10},
    )
    assert wrong(refused) == {"percent": "One of the two parts would be 0.00."}
    asked = submitted(by_meters(), number="3")
    refused = sophie.post(f"invoices/{asked.uuid}/lines/1/divide/", body)
    assert problem(refused) == (409, "wrong-state")


def test_a_key_without_the_exempted_lot_is_refused(program, acacias):
    exempt = {"exempt": frozenset([cast.lot("A")]), "judgment": "J.P., 3 May 2026"}
    invoice = drafted(a_line(basis="meters", meters=metered("A", "B"), **exempt))
    lift = AllocationKey.objects.get(code="lift")
    body = {"percent": 30, "key": str(lift.uuid), "amount": "100.00"}
    path = f"invoices/{invoice.uuid}/lines/1/divide/"
    refused = program("sophie").post(path, body)
    sentence = "Lot A has no part in what divides this cost: it bears nothing anyway."
    assert wrong(refused) == {"lines": sentence}
