"""Works with calls of their own: noted, called, spent, ended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finance import services as calls
from finance.errors.books import (
    DecisionNeeded,
    EntryInTheFuture,
    WorksEnded,
    WorksExist,
    WorksNotCalled,
    WorksPending,
)
from finance.models import AccountCharge
from finance.queries.works import called_without_works, pending_of, works_accounts
from finance.refusals.books import sentence
from finance.services.works import add_works, end_works
from koprogo.ledger.queries import findings, party_balances
from tests import cast
from tests.finance.books.making import (
    a_call,
    eur,
    lines_of,
    nets,
    some_works,
    works_cost,
    works_item,
)
from tests.finance.charge_statements.books import sold, somebody
from tests.finance.factories import draft, item
from tests.finance.invoices import making as invoices


def end(works, decision="Refund, item 4", **more):
    return end_works(
        works,
        **{"decision": decision, "due_on": timezone.localdate(), "by": None} | more,
    )


def charges():
    rows = AccountCharge.objects.order_by("pk").values_list(
        "holding__code", "kind", "working"
    )
    return [(code, kind, str(amount)) for code, kind, amount in rows]


def test_called_and_spent(acacias):
    roof = some_works(spent="4000.00")
    a_call(works_item("100.00", roof), title="Second call")
    calls.cancel_call(a_call(works_item("7.00", roof)), by=None)
    draft(works_item("5.00", roof))
    lift = some_works("Lift", called="")
    assert [
        (one.works, one.called, one.spent, one.left) for one in works_accounts()
    ] == [
        (lift, 0, 0, 0),
        (roof, eur("10100.00"), eur("4000.00"), eur("6100.00")),
    ]


def test_a_call_that_names_no_works_is_told(acacias):
    a_call(item("50.00", purpose="works"))
    some_works()
    assert called_without_works() == eur("50.00")


def test_a_surplus_goes_back_by_what_was_called(acacias):
    """A 500, B 300, C 200: 1,000.01 left; the cent goes to A, the first of the deed."""
    roof = some_works(called="2000.00", spent="999.99")
    ended = end(roof)
    assert ended.ended_on == timezone.localdate()
    assert charges() == [
        ("H1", "works", "-500.01"),
        ("H2", "works", "-300.00"),
        ("H3", "works", "-200.00"),
    ]
    codes = {cast.lot(code).pk: code for code in "ABC"}
    units = ended.entry.lines.order_by("pk").values_list("unit_id", flat=True)
    assert [codes.get(unit) for unit in units] == ["A", "B", "C", None]
    assert lines_of(ended.entry)[-1] == ("702", eur("1000.01"))
    assert AccountCharge.objects.first().text == "Roof: Refund, item 4"
    assert findings() == []


def test_a_deficit_is_called(acacias):
    end(some_works(called="100.00", spent="110.00", key_code="lift"))
    assert charges() == [("H2", "works", "3.33"), ("H3", "works", "6.67")]
    assert nets("702") == ["-110.00"]


def test_who_was_called_gets_it_back_also_after_a_sale(acacias):
    roof = some_works(called="1000.00")
    sold(to=somebody(), on=timezone.localdate())
    end(roof)
    assert charges()[1] == ("H2", "works", "-300.00")
    h2 = cast.holding("H2")
    assert party_balances(["4101"], parties=[h2.party_id]) == {h2.party_id: 0}


def test_without_a_difference_nothing_is_booked(acacias):
    ended = end(some_works(called="10.00", spent="10.00"))
    assert (ended.entry, charges()) == (None, [])
    assert end(some_works("Lift", called="")).entry is None


# Refused


def refused(error, act):
    with pytest.raises(error) as found:
        act()
    assert sentence(found.value).endswith(".")


def test_works_end_once_as_an_assembly_decided(acacias):
    roof = some_works()
    refused(DecisionNeeded, lambda: end(roof, decision=" "))
    end(roof)
    refused(WorksEnded, lambda: end(roof))


def test_somebody_must_have_been_called(acacias):
    roof = some_works(called="")
    works_cost(roof, "10.00")
    refused(WorksNotCalled, lambda: end(roof))


def test_nothing_may_still_come(acacias):
    roof = some_works()
    prepared = draft(works_item("5.00", roof))
    assert pending_of(roof) == 1
    refused(WorksPending, lambda: end(roof))
    calls.discard_draft(prepared, by=None)
    line = invoices.a_line("10.00", code="671", works=roof)
    waiting = invoices.drafted(line)
    refused(WorksPending, lambda: end(roof))
    invoices.submit_invoice(waiting, by=None)
    assert pending_of(roof) == 1


def test_ended_works_are_not_called_for(acacias):
    roof = some_works()
    end(roof)
    prepared = draft(works_item("5.00", roof))
    refused(WorksEnded, lambda: calls.issue_call(prepared, by=None))


def test_works_have_a_name_of_their_own_and_a_decision_of_the_past(acacias):
    some_works(called="")
    refused(WorksExist, lambda: some_works(called=""))
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused(
        EntryInTheFuture,
        lambda: add_works(title="Lift", decision="x", decided_on=tomorrow, by=None),
    )


def test_the_list_of_works_costs_three_statements(acacias, django_assert_num_queries):
    some_works()
    with django_assert_num_queries(3):
        works_accounts()
    some_works("Lift", spent="4.00")
    some_works("Gate")
    with django_assert_num_queries(3):
        works_accounts()
