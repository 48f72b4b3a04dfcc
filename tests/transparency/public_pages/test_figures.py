"""The public page: each figure is the sum of the rows that everybody downloads."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from koprogo.ui.formatting import money
from tests.transparency.public_pages import making
from tests.transparency.public_pages.making import PAGE
from transparency.public import rows
from transparency.public.tables import BY_NAME, Tables

YEAR = ("2025-03", "2026-02")
SPANS = [("2026-03", "2026-03"), ("2026-02", "2026-02"), YEAR]


@pytest.fixture
def exported(client, published):
    """``exported("costs")``: the rows of the CSV, as anybody reads them."""

    def of(table):
        data = client.get(f"{PAGE}/data/{table}.csv").content.decode()
        return list(csv.DictReader(io.StringIO(data)))

    return of


def euro(amount):
    return money(Decimal(amount), "en")


def total(found, column="amount", **wanted):
    since, until = wanted.pop("months", ("0000-00", "9999-99"))
    return sum(
        Decimal(row[column])
        for row in found
        if since <= row.get("month", since) <= until
        and all(row[name] == value for name, value in wanted.items())
    )


def test_costs_by_kind_are_sums_of_the_rows(exported, look):
    table, found = look().tables["Costs by kind"], exported("costs")
    assert table[0] == ["Kind", "This month so far", "Last month", "Twelve months"]
    names = {"Servers": "servers", "Bandwidth": "bandwidth", "Staff": "staff"}
    names |= {"Bank": "bank"}
    shown = {row[0]: row[1:] for row in table[1:]}
    assert shown == {
        label: [euro(total(found, kind=kind, months=span)) for span in SPANS]
        for label, kind in names.items()
    } | {"Total": [euro(total(found, months=span)) for span in SPANS]}


def test_revenue_and_surplus_are_sums_of_the_rows(exported, look):
    [table] = [
        found
        for caption, found in look().tables.items()
        if caption.startswith("Revenue by kind")
    ]
    costs, revenue = exported("costs"), exported("revenue")
    shown = {row[0]: row[1:] for row in table[1:]}
    sums = [(total(revenue, months=s), total(costs, months=s)) for s in SPANS]
    assert shown["Contributions of co-ownerships"] == [
        euro(total(revenue, kind="contributions", months=span)) for span in SPANS
    ]
    assert shown["Total"] == [euro(income) for income, _cost in sums]
    assert shown["Costs"] == [euro(cost) for _income, cost in sums]
    assert shown["Surplus"] == [euro(income - cost) for income, cost in sums]
    assert shown["Part of the revenue"] == [
        f"{((income - cost) * 100 / income):.2f} %" for income, cost in sums
    ]


def test_quarters_are_sums_of_the_rows(exported, look):
    table = look().tables["Costs and revenue by quarter"]
    costs, revenue = exported("costs"), exported("revenue")
    for name, months in (
        ("Q1 2026", ("2026-01", "2026-03")),
        ("Q4 2025", ("2025-10", "2025-12")),
    ):
        [row] = [row for row in table if row[0] == name]
        spent, got = total(costs, months=months), total(revenue, months=months)
        assert row[1:4] == [euro(spent), euro(got), euro(got - spent)]
    books = {row[0]: row[5] for row in table[1:]}
    assert books["Q4 2025"] == books["Q3 2025"] == "closed for good"
    assert books["Q1 2026"] == "still open"


def test_reserve_budget_and_balance_are_sums_of_the_rows(exported, look):
    page, balance = look(), exported("balance")
    facts = {label: said[0] for label, said in page.facts.items()}
    in_reserve = total(exported("reserve"))
    target = total(exported("costs"), months=("2025-12", "2026-02"))
    assert facts["In the reserve"] == euro(in_reserve) == "€364.50"
    assert facts["Aimed at"] == f"{euro(target)} the costs of three months"
    assert facts["Still missing"] == euro(target - in_reserve)
    assert facts["Assets"] == euro(total(balance, side="assets"))
    assert facts["Liabilities"] == euro(total(balance, side="liabilities"))
    assert facts["Given to the solidarity fund"] == euro(total(exported("endowments")))
    lines = exported("budget")
    voted, spent = total(lines), total(lines, "spent")
    assert page.tables["Lines of the budget"][-1] == [
        *("Total", euro(voted), euro(spent), euro(voted - spent))
    ]


def test_participants_and_prices_are_those_of_the_rows(exported, look):
    page = look()
    [now] = [one for one in exported("participants") if one["month"] == "2026-03"]
    assert page.facts["Taking part now"] == ["1,234"] == [f"{int(now[PEOPLE]):,}"]
    assert page.facts["Next price"] == ["€0.40 from 2,000 participants on"]
    assert page.facts["Still missing for it"] == ["766"]
    assert page.facts["Co-ownerships"] == ["€0.60 since 01/01/2026"]
    assert page.facts["AI assistant"] == ["€2.00 since 01/04/2023"]
    cost = total(exported("costs"), months=("2026-02", "2026-02"))
    assert page.facts["Cost price of a co-ownership"] == [
        f"{euro((cost / 1234).quantize(Decimal('0.01')))} February 2026"
    ]
    assert page.facts["What it was billed"] == ["€0.60 February 2026"]
    assert page.tables["Changes of the price"][1:] == [
        ["01/01/2026", "€0.60", "1,003", "A bound was reached"],
        ["01/12/2024", "€0.80", "501", "A bound was reached"],
        ["01/04/2023", "€1.00", "–", "Tariff of the founders"],
    ]


PEOPLE = "participants"


def test_each_month_of_a_chart_stands_in_its_table(exported, look):
    table = look().tables["Participants by month"]
    counts = [one[PEOPLE] for one in reversed(exported(PEOPLE))]
    assert len(table) == 37
    assert [row[1].replace(",", "") or "" for row in table[1:]] == [
        count or "fewer than 5" for count in counts
    ]


def test_how_it_runs(look, published):
    page = look()
    assert page.facts["A request last month"] == ["0.0011 g of CO₂ the goal is met"]
    # Of 40,320 minutes ten are missing: 99.975…, rounded down.
    assert page.facts["Last month"] == ["99.97 % the goal is met"]
    assert page.tables["Checks of every night"][1:] == [
        ["The last backup was restored", "not in order", "17/03/2026, 03:00"],
        ["Every ledger balances", "in order", "19/03/2026, 03:00"],
    ]
    assert page.tables["Goals"][1:] == [
        ["Satisfaction, of 10", "31/12/2027", "8.50", "not yet"],
        ["People with an account", "31/12/2030", "50,000", "120"],
    ]
    assert page.tables["The factors of the formula"][-1] == [
        *("Electricity of networks", "281 g CO₂/kWh")
    ]


def test_missed_goals_are_said_in_words(look, db):
    bad = rows.Measured("2026-02", 1, Decimal("99999.00"), 10**9, 40_000, 40_320)
    making.publish(Tables(footprint=(bad,)))
    page = look()
    assert page.facts["A request last month"][0].endswith("the goal is missed")
    assert page.facts["Last month"] == ["99.20 % the goal is missed"]


def test_decisions_and_reports(look, published):
    page = look()
    assert page.tables["Decisions, latest first"][1:] == [
        ["Election", "01/06/2025", "Not adopted"],
        ["Surplus of 2024", "01/06/2025", "Adopted"],
    ]
    [report] = [said for label, said in page.facts.items() if "Q4 2025" in label]
    assert report[0].startswith("Deutsch English Français Nederlands")
    assert report[0].count("ab" * 32) == 4
    assert f"{PAGE}/reports/{published.reports[0].path.split('/')[3]}/fr.pdf" in (
        page.links
    )


def test_members_are_asked_after_two_quarters_above_a_quarter(look, published):
    asked = (
        "In the last two closed quarters more than a quarter of the revenue was left."
    )
    assert any(words.startswith(asked) for words in look().words)
    making.publish(replace(published, quarters=()))
    assert not any(words.startswith(asked) for words in look().words)


def test_groups_below_five_are_hidden(client, look, db):
    tables = making.three_years()
    few = (*tables.participants[:-1], rows.Participants("2026-03", 4))
    making.publish(replace(tables, participants=few))
    page = look()
    assert page.facts["Taking part now"] == ["fewer than 5"]
    assert "Still missing for it" not in page.facts
    assert page.tables["Solidarity fund"][1:] == [["loans", "fewer than 5"]]
    data = client.get(f"{PAGE}/data/participants.csv").content.decode()
    assert data.splitlines()[-1] == "2026-03,"
    assert look("/participants").tables["Participants by month"][1] == [
        *("March 2026", "fewer than 5")
    ]


def test_what_is_not_known_is_left_out(look, db):
    """Right after the foundation: no month is over, nobody takes part."""
    making.publish(Tables())
    page = look()
    assert page.facts["Taking part now"] == ["fewer than 5"]
    assert "Cost price of a co-ownership" not in page.facts
    said = " ".join(page.words)
    for sentence in (
        "The members have not divided a surplus yet.",
        "It begins with the fund: nothing has been counted yet.",
        "The assemblies have not decided anything yet.",
        "No report is published yet.",
        "The members have not set a goal yet.",
        "No month has been measured yet.",
        "The checks have not run yet.",
    ):
        assert sentence in said
    for table in BY_NAME:
        assert "No row yet." in look(f"/{table}").words


def test_the_moment_is_that_of_brussels(look, db):
    making.publish(
        as_of=datetime(2026, 7, 1, 22, 30, tzinfo=UTC), today=date(2026, 7, 2)
    )
    assert "As of 02/07/2026 at 00:30, Brussels time." in look().words


def test_every_link_opens(client, published, look):
    seen, waiting = set(), [f"{PAGE}?lang=en"]
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(("/transparency", "/api/")):
            continue
        seen.add(address)
        answer = client.get(address)
        assert (address, answer.status_code) == (address, 200)
        if answer["Content-Type"].startswith("text/html") and "lang=en" in address:
            page = making.Page(answer)
            missing = [
                link
                for link in page.links
                if link.startswith("#") and link[1:] not in page.ids
            ]
            assert missing == []
            waiting += page.links
    assert len(seen) > 60


def test_the_sum_behind_a_link_is_the_figure_that_was_pressed(client, published):
    """Each amount of the table of costs leads to the rows that sum to it."""
    answer = client.get(f"{PAGE}?lang=en")
    asked = [
        link
        for link in making.Page(answer).links
        if link.startswith(f"{PAGE}/costs?") and "since=" in link
    ]
    shown = answer.content.decode()
    for link in asked:
        page = making.Page(client.get(link))
        if "since=2025-12" in link:  # the target of the reserve
            continue
        sums = page.tables["Costs"][-1]
        assert sums[0] == "Total"
        written = link.replace("&", "&amp;")
        figure = shown.split(f'href="{written}">')[1].split("<")[0]
        assert figure in (sums[-1], "€0.23")  # the cost price is a quotient
    assert len(asked) >= 13
