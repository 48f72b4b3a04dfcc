"""Every figure of docs/rules/charges.md."""

from datetime import date
from decimal import Decimal

import pytest

from finance.charging.charges import charge, document
from finance.charging.costs import ByKey, ByLot, CostItem
from finance.charging.explanation import explain
from finance.charging.tenures import Tenure, cut
from koprogo.money import from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/charges.md")
LONG_AGO = date(2000, 1, 1)
SINCE, DEED, UNTIL = date(2025, 1, 1), date(2025, 10, 1), date(2026, 1, 1)
JULY = date(2025, 7, 1)

LOTS = {1: "A", 2: "B", 3: "C"}
HOLDERS = {1: "Peeters", 2: "Dupont", 3: "Martin", 4: "Janssens"}
SHARES = ByKey({1: 400, 2: 350, 3: 250})
COSTS = {
    "1,000.00 for the whole year": CostItem(
        1, Decimal("1000.00"), SHARES, occupant_percent=60
    ),
    "1,000.00 that covers 2025-07-01 to 2026-07-01": CostItem(
        2, Decimal("1000.00"), SHARES, JULY, date(2026, 7, 1)
    ),
    "−100.03 that covers 2025-07-01 to 2026-01-01": CostItem(
        3, Decimal("-100.03"), SHARES, JULY, UNTIL
    ),
}
OTHERS = [
    CostItem(4, Decimal("60.00"), ByLot(2, on=DEED)),
    CostItem(5, Decimal("-500.00"), SHARES, withdrawal=True),
]
PIECES = cut(
    [
        Tenure(1, 1, LONG_AGO, None),
        Tenure(2, 2, LONG_AGO, DEED),
        Tenure(2, 3, DEED, None),
        Tenure(3, 4, LONG_AGO, None),
    ],
    since=SINCE,
    until=UNTIL,
)


def charged(*costs):
    return charge(PIECES, costs, since=SINCE, until=UNTIL)


def test_the_documentation_has_these_tables_and_no_other():
    assert list(WORKED) == [*COSTS, "The statements of the four"]


@pytest.mark.parametrize("heading", COSTS)
def test_every_part_of_the_documentation(heading):
    [cost] = charged(COSTS[heading]).costs
    assert [row_of(cost, place) for place in range(len(PIECES))] == WORKED[heading]


def row_of(cost, place):
    piece, found = PIECES[place], explain(PIECES, cost, place)
    lots, holders = found.over_lots, found.over_holders
    return {
        "lot": LOTS[piece.lot_id],
        "parts": f"{lots.parts}/{lots.total}",
        "exactly": str(lots.exact),
        "extra cent": "1" if lots.extra_cent else "",
        "lot bears": str(lots.part),
        "holder": HOLDERS[piece.holding_id],
        "days": f"{holders.parts}/{holders.total}" if holders else "",
        "exactly by days": str(holders.exact) if holders else "",
        "extra cent by days": "1" if holders and holders.extra_cent else "",
        "part": str(found.part),
    }


def test_every_statement_of_the_documentation():
    *rows, sums = WORKED["The statements of the four"]
    charges = charged(*COSTS.values(), *OTHERS)
    numbers = {name: number for number, name in HOLDERS.items()}
    provisions = {numbers[row["holder"]]: Decimal(row["provisions"]) for row in rows}
    documents = document(charges, provisions)
    found = [
        (
            from_cents(holding.ordinary),
            from_cents(holding.private),
            from_cents(holding.reserve),
            one.costs,
            from_cents(holding.occupant),
            one.provisions,
            one.balance,
        )
        for holding, one in zip(charges.holdings, documents, strict=True)
    ]
    columns = list(sums)
    assert [
        {
            "holder": HOLDERS[holding.holding_id],
            **dict(zip(columns[1:], map(str, figures), strict=True)),
        }
        for holding, figures in zip(charges.holdings, found, strict=True)
    ] == rows
    assert sums == {
        "holder": "sum",
        **{
            column: f"{sum(figures):,}"
            for column, figures in zip(
                columns[1:], zip(*found, strict=True), strict=True
            )
        },
    }
