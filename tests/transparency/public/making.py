"""An ASBL with a year behind it, and any ASBL at all."""

from datetime import date
from decimal import Decimal
from operator import attrgetter

from hypothesis import strategies as st

from transparency.public.months import from_to
from transparency.public.package import Publisher
from transparency.public.rows import (
    BalanceLine,
    BudgetLine,
    Check,
    ClosedQuarter,
    Cost,
    Decision,
    Endowment,
    Goal,
    GridTier,
    Measured,
    Participants,
    Price,
    Report,
    ReserveMovement,
    Revenue,
    Total,
)
from transparency.public.tables import TABLES, Tables

TODAY = date(2026, 3, 19)
AS_OF = "2026-03-19T10:00:00Z"
ASBL = Publisher("ASBL KoproGo", "https://example.org/transparency/")
FOUNDED = date(2025, 1, 1)


def grid(*tiers, since=FOUNDED, kind="grid"):
    return tuple(GridTier(since, kind, bound, Decimal(price)) for bound, price in tiers)


def step(since, price, cause="crossing", audience="co-ownership", place=1, reason=None):
    day = date.fromisoformat(since)
    return Price(day, audience, Decimal(price), reason, cause, "", place)


def costs(*pairs, kind="servers"):
    return tuple(
        Cost(month, kind, "Host", "Rent", Decimal(amount)) for month, amount in pairs
    )


def revenue(*pairs, kind="contributions"):
    return tuple(Revenue(month, kind, Decimal(amount)) for month, amount in pairs)


YEAR = from_to("2025-03", "2026-02")
GRID = grid((0, "1.00"), (500, "0.80"), (1000, "0.60"))

#: every table has rows; 100 co-ownerships at 1 € with 1,140 € a year
A_YEAR = Tables(
    participants=tuple(Participants(month, 100) for month in [*YEAR, "2026-03"]),
    prices=(
        step("2025-01-01", "1.00", "founding"),
        step("2025-01-01", "2.00", "founding", "ai"),
    ),
    grid=GRID,
    costs=costs(*[(month, "95.00") for month in YEAR]),
    revenue=revenue(*[(month, "100.00") for month in YEAR]),
    reserve=(
        ReserveMovement(date(2025, 6, 1), "First", Decimal("100.00")),
        ReserveMovement(date(2025, 9, 1), '=Repair, "urgent"', Decimal("-20.00")),
    ),
    endowments=(Endowment(date(2025, 12, 1), "Vote", Decimal("30.00")),),
    balance=(
        BalanceLine("550", "Bank", "assets", Decimal("140.00")),
        BalanceLine("130", "Legal reserve", "liabilities", Decimal("80.00")),
        BalanceLine("140", "Result", "liabilities", Decimal("60.00")),
    ),
    budget=(
        BudgetLine(
            date(2025, 12, 1),
            *("features", "Forms"),
            *(Decimal(40), Decimal("24.00"), Decimal("10.50")),
        ),
    ),
    decisions=(Decision(date(2025, 12, 1), "Budget", "adopted", None, None, None),),
    quarters=tuple(
        ClosedQuarter(quarter, date.fromisoformat(day))
        for quarter, day in (("2025-Q3", "2025-10-05"), ("2025-Q4", "2026-01-05"))
    ),
    reports=(
        Report(
            *("2025-Q4", "quarter", 2, date(2026, 1, 9), "fr"),
            *("ab" * 32, "reports/2025-Q4.fr.2.pdf", 1),
        ),
    ),
    checks=(
        Check("ledgers", True, "2026-03-19T02:00:00Z"),
        Check("backup", False, None),
    ),
    footprint=(
        Measured("2026-02", 1000, Decimal("33.5"), 50_000_000, 40_319, 40_320),
        Measured("2026-03", 0, Decimal("0.00"), 0, 26_000, 26_000),
    ),
    totals=(
        Total("fund", "loans", None),
        Total("community", "objects", Decimal(12)),
    ),
    goals=(Goal("People", date(2030, 12, 31), Decimal(50_000), Decimal(120)),),
)

# Any rows: every cell by its type

_TEXTS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=8
)
_MONTHS = st.sampled_from(from_to("2024-11", "2026-05"))
_MONEY = st.decimals(-999, 9999, places=2)
_DAYS = st.dates(date(2024, 11, 1), date(2026, 5, 31))
_CELLS = {
    "date": _DAYS,
    "month": _MONTHS,
    "quarter": st.sampled_from(["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]),
    "moment": st.just("2026-03-19T02:00:00Z"),
    "integer": st.integers(0, 2000),
    "decimal": _MONEY,
    "boolean": st.booleans(),
    "string": _TEXTS,
}
_TIERS = st.sampled_from([(), GRID, grid((0, "0.70"), kind="voted"), GRID[:1]])


def _cell(table, column):
    if column.choices:
        return st.sampled_from(column.choices)
    if column.name in table.key and column.type == "string":
        return _TEXTS.filter(bool)
    cell = _CELLS[column.type]
    nullable = not column.required and column.type != "string"
    return st.none() | cell if nullable else cell


def rows_of_any(table):
    row = st.builds(
        table.row, **{one.name: _cell(table, one) for one in table.columns()}
    )
    if not table.key:
        return st.lists(row, max_size=4).map(tuple)
    return st.lists(row, max_size=4, unique_by=attrgetter(*table.key)).map(tuple)


@st.composite
def any_tables(draw):
    rows = {table.name: draw(rows_of_any(table)) for table in TABLES}
    return Tables(**{**rows, "grid": draw(_TIERS)})
