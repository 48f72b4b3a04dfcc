"""The public figures: worked ones, days at the edge, and what always holds."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transparency.public.making import (
    A_YEAR,
    AS_OF,
    GRID,
    TODAY,
    any_tables,
    costs,
    grid,
    revenue,
    step,
)
from tests.worked_tables import DOCS, worked_tables
from transparency import tariff
from transparency.public.derivation import derive, simulate
from transparency.public.figures import described
from transparency.public.months import from_to
from transparency.public.rows import (
    BudgetLine,
    ClosedQuarter,
    Measured,
    Participants,
    ReserveMovement,
)
from transparency.public.tables import TABLES, Tables

TABLES_OF_DOCS = worked_tables("rules/transparency.md")
EUR = Decimal


def of(tables, today=TODAY):
    return derive(tables, today=today, as_of=AS_OF)


def count(*pairs):
    return tuple(Participants(month, number) for month, number in pairs)


def cell(value):
    if value is None:
        return ""
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def figure(figures, path):
    for name in path.split("."):
        figures = getattr(figures, name)
    return cell(figures)


@pytest.mark.parametrize("row", TABLES_OF_DOCS["100 co-ownerships at 1 €"])
def test_a_year(row):
    assert figure(of(A_YEAR), row["Figure"]) == row["Value"]


@pytest.mark.parametrize("row", TABLES_OF_DOCS["Surplus of a month"])
def test_the_surplus_of_a_month(row):
    tables = Tables(
        revenue=revenue(("2026-02", row["Revenue (€)"])),
        costs=costs(("2026-02", row["Costs (€)"])),
    )
    found = of(tables).last_month
    assert found.surplus == EUR(row["Surplus (€)"])
    assert cell(found.percent) == row["Ratio (%)"]


@pytest.mark.parametrize("row", TABLES_OF_DOCS["The next bound"])
def test_the_next_bound(row):
    prices = [step("2025-01-01", row["In force (€)"], "founding")]
    if row["Announced (€)"]:
        prices.append(step("2026-04-01", row["Announced (€)"]))
    number = int(row["Participants"])
    tables = Tables(
        participants=count(("2026-03", number)), prices=tuple(prices), grid=GRID
    )
    found = of(tables)
    bound = found.next_tier.from_participants if found.next_tier else None
    assert (cell(bound), cell(found.missing)) == (row["Next bound"], row["Missing"])


def test_every_figure_is_described():
    """As the page of the rule says it, from tables that there are."""
    text = (DOCS / "rules/transparency.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    written = {}
    for row in rows:
        name, formula, tables = [one.strip() for one in row.strip("|").split("|")]
        written[name.strip("`")] = (formula, tables)
    found = {
        name: (by.formula, ", ".join(by.tables)) for name, by in described().items()
    }
    for span in ("running", "last_year", "this_year"):
        for name in list(found):
            if name.startswith(f"{span}."):
                assert found.pop(name) == found[name.replace(span, "last_month")]
    assert written == found
    known = {table.name for table in TABLES}
    assert all(set(by.tables) <= known for by in described().values())


# Days at the edge


def test_the_first_day_of_an_asbl():
    """No row at all: nothing is divided, nothing is shown that is not so."""
    found = of(Tables())
    assert (found.participants, found.price, found.cost_price) == (None, None, None)
    assert (found.next_tier, found.missing, found.schedule) == (None, None, ())
    assert [one.month for one in found.months] == ["2026-03"]
    assert [one.quarter for one in found.quarters] == ["2026-Q1"]
    assert found.last_year.costs == found.distributable == found.reserve == 0
    assert (found.last_year.percent, found.last_year.uptime) == (None, None)
    assert found.running.grams is None
    assert not found.asks_members
    assert simulate(found, 100) is None


def test_a_running_month_without_rows():
    """The participants of the month before are not those of now."""
    tables = replace(A_YEAR, participants=A_YEAR.participants[:-1])
    found = of(tables)
    assert found.participants is None
    assert (found.next_tier, found.missing) == (None, None)
    assert found.months[-1].month == "2026-03"
    assert (found.months[-1].costs, found.months[-1].cost_price) == (0, None)
    assert found.cost_price == EUR("0.95")


def test_the_leap_day():
    tables = Tables(
        participants=count(("2028-01", 10), ("2028-02", 20)),
        costs=costs(("2028-01", "31.00"), ("2028-02", "29.00"), ("2028-03", "5.00")),
    )
    found = of(tables, date(2028, 2, 29))
    assert (found.participants, found.running.costs) == (20, EUR("29.00"))
    assert found.cost_price == EUR("3.10")
    assert not found.months[-1].complete
    assert of(tables, date(2028, 3, 1)).cost_price == EUR("1.45")


def test_the_first_day_of_a_year():
    tables = Tables(
        revenue=revenue(("2025-12", "50.00"), ("2026-01", "7.00")),
        costs=costs(("2025-11", "10.00"), ("2025-12", "20.00"), ("2026-01", "3.00")),
    )
    found = of(tables, date(2026, 1, 1))
    assert (found.last_month.until, found.last_month.surplus) == ("2025-12", 30)
    assert (found.this_year.since, found.this_year.revenue) == (None, 0)
    # What the year before left is not divided yet; the reserve comes first.
    assert (found.undivided, found.distributable) == (20, 0)
    assert (found.last_year.since, found.last_year.costs) == ("2025-01", 30)
    assert found.reserve_target == 30
    assert [(one.quarter, one.complete) for one in found.quarters] == [
        ("2025-Q4", True),
        ("2026-Q1", False),
    ]


def test_nothing_is_divided_twice():
    """Of this year and the one before; not of the running month, nor what was given."""
    tables = Tables(
        revenue=revenue(
            ("2025-07", "90.00"), ("2026-01", "30.00"), ("2026-03", "5.00")
        ),
        costs=costs(("2025-07", "9.00"), ("2026-02", "10.00"), ("2026-03", "2.00")),
        reserve=(ReserveMovement(date(2025, 8, 1), "Before", EUR("4.00")),),
        budget=(
            _line("reserve", "8.00", spent="8.00"),
            _line("fund", "7.00", spent="7.00"),
            _line("features", "20.00", spent="6.00"),
        ),
    )
    found = of(tables)
    # 90 − 9 + 30 − 10 = 101; the reserve and the fund took 15, features still have 14
    assert (found.undivided, found.reserve_lacks) == (72, 6)
    assert found.distributable == 66


def _line(line, amount, *, spent):
    decided = date(2025, 12, 1)
    return BudgetLine(decided, line, "", EUR("10.00"), EUR(amount), EUR(spent))


def test_costs_that_are_spread_over_months_to_come_do_not_count_yet():
    tables = Tables(
        costs=costs(("2026-02", "1.00"), ("2026-03", "2.00"), ("2026-04", "4.00"))
    )
    found = of(tables)
    assert [one.month for one in found.months] == ["2026-02", "2026-03"]
    assert found.quarters[-1].costs == EUR("3.00")
    assert found.this_year.costs == EUR("1.00")
    assert of(Tables(costs=costs(("2026-05", "4.00")))).months[0].month == "2026-03"


# Prices


def test_of_one_day_the_price_written_last_holds():
    prices = (
        step("2026-02-01", "0.60", place=2),
        step("2026-02-01", "0.80"),
        step("2025-01-01", "1.00"),
    )
    found = of(Tables(prices=prices))
    assert (found.price, found.announced) == (EUR("0.60"), None)


def test_a_price_that_is_to_begin_is_announced():
    prices = (step("2025-01-01", "1.00"), step("2026-04-01", "0.80"))
    found = of(Tables(prices=prices))
    assert found.price == EUR("1.00")
    assert (found.announced.price, found.announced.since) == (
        EUR("0.80"),
        date(2026, 4, 1),
    )
    begun = of(Tables(prices=prices), date(2026, 4, 1))
    assert (begun.price, begun.announced) == (EUR("0.80"), None)


def test_prices_of_everybody():
    prices = (
        step("2025-01-01", "2.00", audience="ai"),
        step("2025-01-01", "1.00"),
        step("2026-04-01", "1.00", audience="iot"),
    )
    assert [(one.audience, one.price) for one in of(Tables(prices=prices)).prices] == [
        ("co-ownership", EUR("1.00")),
        ("ai", EUR("2.00")),
    ]


def test_a_voted_price_replaces_the_grid_from_its_day():
    vote = grid((0, "0.70"), since=date(2026, 3, 1), kind="voted")
    tables = Tables(participants=count(("2026-03", 600)), grid=(*GRID, *vote))
    found = of(tables)
    assert (found.voted, found.next_tier, found.missing) == (True, None, None)
    assert simulate(found, 5000).price == EUR("0.70")
    before = of(tables, date(2026, 2, 28))
    assert (before.voted, len(before.schedule)) == (False, 3)


def test_of_a_grid_and_a_vote_of_one_day_the_vote_holds():
    vote = grid((0, "0.70"), kind="voted")
    found = of(Tables(grid=(*vote, *GRID)))
    assert [one.price for one in found.schedule] == [EUR("0.70")]


# Quarters


@pytest.mark.parametrize("row", TABLES_OF_DOCS["Whether members are asked"])
def test_whether_members_are_asked(row):
    names = ["2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]
    months = ["2025-04", "2025-07", "2025-10", "2026-01"]
    results = [one.split("/") for one in row["Quarters (revenue/costs)"].split(", ")]
    tables = Tables(
        revenue=revenue(*zip(months, [one[0] for one in results], strict=True)),
        costs=costs(*zip(months, [one[1] for one in results], strict=True)),
        quarters=tuple(
            ClosedQuarter(name, date(2026, 1, 5))
            for name in names
            if name[-2:] in row["Closed"].split(", ")
        ),
    )
    assert of(tables).asks_members is (row["Members are asked"] == "yes")


# Hidden cells, uptime, what if


@pytest.mark.parametrize("number", [0, 1, 4])
def test_a_small_group_hides_all_that_it_would_tell(number):
    few = replace(A_YEAR, participants=count(("2026-02", number), ("2026-03", number)))
    found = of(few)
    assert (found.participants, found.missing, found.next_tier) == (None, None, None)
    assert (found.cost_price, found.billed_above) == (None, None)
    assert {one.participants for one in found.months} == {None}
    assert {one.cost_price for one in found.months} == {None}
    none = replace(A_YEAR, participants=count(("2026-02", None), ("2026-03", None)))
    assert found.to_json() == of(none).to_json()


def test_five_are_shown():
    found = of(replace(A_YEAR, participants=count(("2026-02", 5), ("2026-03", 5))))
    assert (found.participants, found.missing, found.cost_price) == (5, 495, 19)


def test_a_minute_that_was_missed_is_never_all():
    rows = Measured("2026-02", 10, Decimal("1.00"), 10, 99_999, 100_000)
    assert of(Tables(footprint=(rows,))).last_month.uptime == EUR("99.99")
    whole = replace(rows, minutes_up=100_000)
    assert of(Tables(footprint=(whole,))).last_month.uptime == 100


@pytest.mark.parametrize("row", TABLES_OF_DOCS["What if"])
def test_what_if(row):
    found = simulate(of(A_YEAR), int(row["Participants"]))
    assert found.price == EUR(row["Price (€)"])
    assert found.revenue == EUR(row["A month (€)"])
    assert cell(found.cost_price) == row["Cost price (€)"]
    assert cell(found.missing) == row["Missing"]


def test_what_if_without_known_costs_or_without_participants():
    assert simulate(of(replace(A_YEAR, costs=())), 100).cost_price is None
    with pytest.raises(tariff.NoParticipants):
        simulate(of(A_YEAR), -1)


# What always holds


@given(any_tables(), st.randoms())
@settings(max_examples=30)
def test_the_order_of_rows_does_not_matter(tables, random):
    shuffled = {}
    for field in fields(Tables):
        rows = list(getattr(tables, field.name))
        random.shuffle(rows)
        shuffled[field.name] = tuple(rows)
    assert of(Tables(**shuffled)).to_json() == of(tables).to_json()


@given(any_tables(), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
@settings(max_examples=40)
def test_sums_agree_with_each_other(tables, today):
    found = of(tables, today)
    for span in (found.running, found.last_month, found.last_year, found.this_year):
        assert sum(one.amount for one in span.costs_by_kind) == span.costs
        assert sum(one.amount for one in span.revenue_by_kind) == span.revenue
        assert span.surplus == span.revenue - span.costs
    for name in ("costs", "revenue", "surplus"):
        whole = sum(getattr(one, name) for one in found.months)
        assert sum(getattr(one, name) for one in found.quarters) == whole
    assert sum(
        one.amount for one in tables.costs if one.month <= found.months[-1].month
    ) == sum(one.costs for one in found.months)
    year = set(from_to(found.last_year.since, found.last_year.until))
    assert found.last_year.costs == sum(
        one.costs for one in found.months if one.month in year
    )
    assert [one.month for one in found.months] == from_to(
        found.months[0].month, found.running.until
    )
    assert found.reserve == sum(one.amount for one in tables.reserve)
    assert 0 <= found.distributable <= max(found.undivided, 0)
    assert found.digest == of(tables, today).digest
