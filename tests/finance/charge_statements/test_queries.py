"""What a holder reads of his own: every line with its arithmetic."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from finance.charging.costs import Kind
from finance.models import Basis
from finance.queries.charge_documents import shown_charges
from finance.queries.charge_statements import statement_list
from finance.queries.charging import metered_periods, unsettled_before
from tests import cast
from tests.finance.charge_statements.books import (
    DEED,
    INSURANCE,
    JULY,
    SINCE,
    UNTIL,
    WITHDRAWAL,
    computed,
    cost,
    drafted,
    eur,
    key,
    posted,
    provisions,
    sold,
    somebody,
)
from tests.finance.charge_statements.meters import metered, read


def shown(statement, holding):
    return shown_charges(
        statement.documents.select_related("statement", "charge").get(holding=holding)
    )


def row(step):
    return (
        str(step.what),
        step.lot.code,
        str(step.by),
        str(step.amount),
        step.parts,
        step.total,
        str(step.exact),
        step.extra_cent,
        str(step.part),
        step.unit,
    )


def test_the_statement_of_a_buyer(acacias):
    """A third of the lift for B, then 92 of 365 days."""
    provisions("300.00")
    lift = cost("1000.00", account="6101005", label="Lift", key=key("lift"))
    cleaning = cost("100.00", occupant_percent=60)
    private = cost("60.00", on=DEED, lot=cast.lot("B"), basis="lot", label="Lock")
    cost("-50.00", account=WITHDRAWAL, withdrawal=True, label="From the reserve")
    cost("10.00", lot=cast.lot("A"), basis="lot", label="Of somebody else")
    buyer = sold(to=somebody())
    found = shown(posted(), buyer)
    assert [(line.cost, line.kind, str(line.part)) for line in found.lines[:2]] == [
        (lift, Kind.ORDINARY, "84.02"),
        (cleaning, Kind.ORDINARY, "7.56"),
    ]
    assert [row(step) for step in found.lines[0].steps] == [
        (
            "To the lot",
            "B",
            "Lift",
            "1000.00",
            1,
            3,
            "333.3333",
            False,
            "333.33",
            "parts",
        ),
        (
            "To you, of the lot",
            "B",
            "days of ownership",
            "333.33",
            92,
            365,
            "84.0174",
            True,
            "84.02",
            "days",
        ),
    ]
    by_account = {
        one.code: (one.label, one.part, one.occupant) for one in found.ordinary
    }
    assert by_account == {
        "6101005": ("Repair of lifts", eur("84.02"), eur("0.00")),
        "6105000": ("Cleaning of the building by contract", eur("7.56"), eur("4.54")),
    }
    assert [(one.lines[0].cost, one.part) for one in found.private] == [
        (private, eur("60.00"))
    ]
    assert [(one.code, one.part, one.amount) for one in found.reserve] == [
        (WITHDRAWAL, eur("-3.78"), eur("-50.00"))
    ]
    assert [one.code for one in found.borne_by_occupant] == ["6105000"]
    assert found.lines[1].owner == eur("3.02")
    assert (found.provisions, found.owner) == ([], found.document.costs - eur("4.54"))
    assert found.state.open == found.document.balance


def test_the_seller_keeps_his_calls(acacias):
    one = provisions("300.00")
    cost("100.00")
    sold(to=somebody())
    found = shown(posted(), cast.holding("H2"))
    assert [(part.uuid, part.amount) for part in found.provisions] == [
        (one.uuid, eur("90.00"))
    ]
    # In favour: nothing is asked.
    assert found.state.open == 0


def test_a_draft_has_no_state(acacias):
    cost("100.00")
    assert shown(computed(), cast.holding("H1")).state is None


def test_what_was_measured_is_explained(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="0", B="0")
    read(water, DEED, B="60", kind="handover")
    read(water, UNTIL, A="14.5", B="85.5")
    cost("100.00", basis=Basis.METERS, meters=water, label="Water")
    buyer = sold(to=somebody())
    statement = posted()
    [line] = shown(statement, buyer).lines
    assert [
        (str(one.by), one.parts, one.total, one.unit, str(one.measure))
        for one in line.steps
    ] == [
        ("Cold water", 85_500, 100_000, "thousandths", "m³"),
        ("Cold water", 25_500, 85_500, "thousandths", "m³"),
    ]
    assert metered_periods(statement) == [(water.pk, SINCE, UNTIL)]


def test_several_lots_of_one_holding(acacias):
    cost("90.00", key=key("lift"))
    sold("C", to=cast.holding("H2"), on=SINCE)
    [line] = shown(posted(), cast.holding("H2")).lines
    assert [(lot.code, str(part)) for lot, part, _occupant in line.lots] == [
        ("B", "30.00"),
        ("C", "60.00"),
    ]


def test_a_document_costs_the_same_for_many_costs(acacias):
    for number in range(3):
        cost("10.00", account=INSURANCE if number else "6105000")
        provisions("5.00")
    statement = posted()
    document = statement.documents.select_related("statement", "charge").first()
    with CaptureQueriesContext(connection) as count:
        shown_charges(document)
    assert len(count) <= 8


def test_the_list_has_the_sums(acacias):
    provisions("300.00")
    cost("1000.00")
    posted()
    drafted(since=UNTIL, until=date(2026, 2, 1), title="January")
    rows = statement_list().values_list(
        "title", "costs_sum", "provisions_sum", "balance_sum"
    )
    assert [(title, *map(str, sums)) for title, *sums in rows] == [
        ("January", "0.00", "0.00", "0.00"),
        ("Charges 2025", "1000.00", "300.00", "700.00"),
    ]


def test_costs_that_no_statement_settles(acacias):
    cost("10.00", on=date(2024, 12, 31))
    cost("10.00", on=SINCE)
    statement = posted(until=JULY)
    assert unsettled_before(statement) == (1, eur("10.00"))
    later = drafted(since=JULY)
    assert unsettled_before(later) == (1, eur("10.00"))
