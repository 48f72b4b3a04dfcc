"""What is read from the database for everybody to read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from buildings.models import ParticipationPeriod
from koprogo import slots
from koprogo.ledger.services import credit, debit, post
from koprogo.slots import PublishedTotal
from tests.transparency.books.making import approved
from tests.transparency.members import crowd
from tests.transparency.publishing.making import NOW, at, billed, close, ran, rows
from transparency.models import CheckResult, Goal
from transparency.public import words
from transparency.public.derivation import derive
from transparency.public.tables import canonical
from transparency.queries.gathering import gather, moment

Way = ParticipationPeriod.Way


def participants(now):
    return {one.month: one.participants for one in gather(now).participants}


def test_participants_are_counted_on_the_last_day_of_each_month(asbl):
    crowd(7, since=date(2023, 11, 30))
    leaving = crowd(2, since=date(2024, 2, 29))
    periods = ParticipationPeriod.objects.filter(participation__in=leaving)
    periods.update(until=date(2024, 4, 1))
    found = participants(at("2024-05-10 12:00"))
    assert found == {
        "2023-11": 7,
        "2023-12": 7,
        "2024-01": 7,
        "2024-02": 9,
        "2024-03": 9,
        "2024-04": 7,
        "2024-05": 7,
    }


def test_of_the_running_month_they_are_counted_now(asbl):
    crowd(6, since=date(2025, 3, 10))
    crowd(5, since=date(2025, 3, 20))
    assert participants(at("2025-03-15 12:00")) == {"2025-03": 6}


def test_the_month_is_that_of_belgium_on_the_night_of_summer_time(asbl):
    crowd(6, since=date(2025, 3, 1))
    assert list(participants(at("2025-03-31 21:59"))) == ["2025-03"]
    assert list(participants(at("2025-03-31 22:00"))) == ["2025-03", "2025-04"]


def test_whoever_pays_nothing_and_persons_are_no_participants(asbl):
    crowd(6, since=date(2025, 3, 1))
    crowd(8, since=date(2025, 3, 1), way=Way.FREE)
    crowd(9, since=date(2025, 3, 1), kind="person")
    assert participants(at("2025-03-15 12:00")) == {"2025-03": 6}


def test_who_changes_his_way_counts_once(asbl):
    [one, *_others] = crowd(6, since=date(2025, 3, 1))
    one.periods.update(until=date(2025, 4, 1))
    one.periods.create(way=Way.SELF_HOSTED, since=date(2025, 4, 1))
    assert participants(at("2025-04-15 12:00")) == {"2025-03": 6, "2025-04": 6}


def test_months_bear_costs_and_bring_revenue(asbl):
    ran(months=3)
    approved("1.00", since=date(2025, 1, 1), until=date(2025, 4, 1))
    tables = gather(at("2025-04-10 08:00"))
    assert rows(tables, "costs") == {
        "2025-01": Decimal("9.34"),
        "2025-02": Decimal("9.33"),
        "2025-03": Decimal("9.33"),
    }
    assert rows(tables, "revenue") == dict.fromkeys(
        ["2025-01", "2025-02", "2025-03"], Decimal("12.00")
    )
    assert {one.kind for one in tables.costs} == {"servers"}
    assert {one.supplier for one in tables.costs} == {"Hosting SA"}


def test_a_year_that_is_closed_into_the_reserve_is_no_cost(asbl):
    ran(months=3)
    before = gather(at("2025-04-10 08:00"))
    post(
        journal="misc",
        year=2025,
        date=date(2025, 3, 31),
        text="Result",
        lines=[
            debit("700", Decimal("36.00")),
            credit("6100", Decimal("27.00")),
            credit("140", Decimal("9.00")),
        ],
        by=None,
    )
    after = gather(at("2025-04-10 08:00"))
    assert (after.costs, after.revenue) == (before.costs, before.revenue)
    assert sums(after) == sums(before)


def sums(tables):
    found = {"assets": Decimal(0), "liabilities": Decimal(0)}
    for one in tables.balance:
        found[one.side] += one.amount
    return found


def test_the_balance_sheet_balances_with_the_result_of_the_year(asbl):
    ran(months=3)
    tables = gather(at("2025-04-10 08:00"))
    found = sums(tables)
    assert found["assets"] == found["liabilities"] > 0
    [result] = [one for one in tables.balance if one.account == "6-7"]
    assert result.amount == Decimal("9.00")
    with override("fr"):
        assert words.account(result.account, result.name).startswith("Résultat non")


@pytest.mark.parametrize(("persons", "told"), [(4, False), (5, True)])
def test_what_a_few_persons_pay_is_among_the_contributions(asbl, persons, told):
    crowd(6, since=date(2025, 1, 1))
    crowd(persons, since=date(2025, 1, 1), kind="person")
    billed(date(2025, 1, 1))
    found = {one.kind: one.amount for one in gather(NOW).revenue}
    if told:
        assert found == {"contributions": Decimal(6), "persons": Decimal(5)}
    else:
        assert found == {"contributions": Decimal(10)}


@pytest.mark.parametrize(("many", "told"), [(4, False), (5, True)])
def test_what_a_few_pay_for_add_ons_is_among_the_contributions(asbl, many, told):
    for one in crowd(6, since=date(2025, 1, 1))[:many]:
        one.add_ons.create(add_on="ai", since=date(2025, 1, 1))
    billed(date(2025, 1, 1))
    kinds = {one.kind for one in gather(NOW).revenue}
    assert kinds == ({"contributions", "add-ons"} if told else {"contributions"})


def test_a_gift_is_told_without_its_giver(asbl):
    approved(
        "500.00", kind="gifts", supplier="Madame Bienfaisance", description="For you"
    )
    tables = gather(NOW)
    assert [one.kind for one in tables.revenue] == ["gifts"]
    assert "Bienfaisance" not in str(tables)


def test_prices_of_everybody_and_the_grid_are_told(asbl):
    tables = gather(NOW)
    assert {one.audience for one in tables.prices} == {
        *("co-ownership", "person", "ai", "iot", "anchoring", "energy")
    }
    assert [one.from_participants for one in tables.grid][:3] == [0, 500, 1000]


def test_a_check_of_the_night_before_last_is_not_sound(asbl):
    CheckResult.objects.create(
        name="ledgers", sound=True, checked_at=at("2025-10-05 03:10")
    )
    CheckResult.objects.create(
        name="history", sound=True, checked_at=at("2025-10-06 03:25")
    )
    found = {one.name: one.sound for one in gather(NOW).checks}
    assert found == {"ledgers": False, "history": True}


def test_of_a_goal_the_next_day_is_told_and_groups_below_five_hidden(asbl):
    for due, target, measured in (
        (date(2025, 6, 1), 10, 9),
        (date(2026, 6, 1), 20, 4),
        (date(2027, 6, 1), 50, 4),
    ):
        Goal.objects.create(
            name="people",
            due=due,
            target=target,
            measured=measured,
            measured_on=date(2025, 6, 1),
        )
    [goal] = gather(NOW).goals
    assert (goal.due, goal.target, goal.measured) == (date(2026, 6, 1), 20, None)


def test_totals_of_other_apps_are_told_unless_few_stand_for_them(asbl, monkeypatch):
    def told():
        return [
            PublishedTotal("fund", "given", Decimal("10.00"), behind=5),
            PublishedTotal("fund", "to", Decimal("90.00"), behind=4),
            PublishedTotal("fund", "left", Decimal("1.00")),
        ]

    monkeypatch.setattr(slots, "published_totals", [told])
    found = {one.name: one.value for one in gather(NOW).totals}
    assert found == {"given": Decimal("10.00"), "to": None, "left": Decimal("1.00")}


def test_the_statements_do_not_depend_on_the_rows(asbl):
    ran(months=3)
    close(2025, 1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        gather(NOW)
    crowd(20, since=date(2025, 4, 2))
    billed(date(2025, 6, 1))
    approved("30.00", since=date(2025, 4, 1), until=date(2025, 7, 1))
    close(2025, 2)
    with CaptureQueriesContext(connection) as many:
        gather(NOW)
    assert len(many) == len(few)


def test_all_tables_can_be_published(asbl):
    ran()
    close(2025, 1, 2, 3)
    figures = derive(canonical(gather(NOW)), today=date(2025, 10, 6), as_of=moment(NOW))
    assert figures.as_of == "2025-10-06T10:00:00Z"
    assert figures.participants == 12
    assert [str(one.percent) for one in figures.quarters[:3]] == ["25.00"] * 3
    assert figures.cost_price == Decimal("0.75")
