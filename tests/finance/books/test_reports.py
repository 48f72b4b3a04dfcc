"""What the reports say, to the cent, and to whom."""

from datetime import date

import pytest
from django.utils import timezone

from buildings.services import create_lot
from finance import services as calls
from finance.models import BookSettings
from finance.opening import Balances
from finance.queries.books import default_period, has_simple_books
from finance.queries.reserve import reserve_fund, working_fund
from finance.queries.sales import information_of
from finance.reports import (
    OWNERS,
    READABLE,
)
from finance.reports.balance_sheet import balance_sheet, position
from finance.services import open_balances
from finance.services.year_end import close_fiscal_year
from koprogo.ledger import services as ledger
from koprogo.ledger.queries import account_balances
from tests import cast
from tests.finance.books.making import (
    JULY,
    LAST,
    SINCE,
    YEAR,
    a_call,
    a_settled_year,
    a_year,
    booked_cost,
    closed_year,
    eur,
    own,
    paid_from_bank,
    some_works,
)
from tests.finance.books.reading import EVERYBODY, OWNER, figures, report
from tests.finance.charge_statements.books import cost, key, provisions
from tests.finance.factories import item, opened, payment
from tests.finance.invoices import making as invoices
from tests.finance.sales import making as sales

# Trial balance


def test_the_trial_balance_of_a_period(acacias):
    provisions("900.00", on=date(2024, 7, 1))
    booked_cost("1000.00", on=JULY)
    found = report("trial-balance")
    assert figures(found)[""] == {
        "Co-owners – working fund": ["900.00", "0.00", "0.00", "900.00"],
        "Suspense account": ["0.00", "0.00", "1000.00", "-1000.00"],
        "Cleaning of the building by contract": ["0.00", "1000.00", "0.00", "1000.00"],
        "Calls for provisions": ["-900.00", "0.00", "0.00", "-900.00"],
        "Together": ["0.00", "1000.00", "1000.00", "0.00"],
    }
    assert (found.since, found.until) == (SINCE, LAST)


def test_who_may_not_read_an_account_gets_no_way_to_it(acacias):
    provisions("900.00", on=JULY)
    for reader, pages in (
        (
            EVERYBODY,
            [("finance:books-account", "4101"), ("finance:books-account", "701")],
        ),
        (OWNER, [(), ("finance:books-account", "701")]),
    ):
        rows = report("trial-balance", reader=reader).sections[0].rows
        assert [row.page for row in rows] == pages


# Balance sheet


def test_both_funds_with_their_money(acacias):
    a_settled_year(costs="1000.00", called="900.00", reserve="200.00")
    some_works(called="10000.00", spent="4000.00")
    a_call(item("600.00", purpose="working_fund"), on=JULY)
    payment("H1", "300.00", bank_account="550", date=JULY)
    found = figures(report("balance-sheet"))
    assert found == {
        "What the association has": {
            "Owed by co-owners": ["11500.00"],
            "Savings account (reserve)": ["300.00"],
            "Together": ["11800.00"],
        },
        "Its funds, and what it owes": {
            "Working fund": ["600.00"],
            "Works in progress": ["6000.00"],
            "Reserve fund": ["200.00"],
            "Current account (working)": ["5000.00"],
            "Together": ["11800.00"],
        },
        "The two funds and their money": {
            "Working fund": ["600.00", "-5000.00"],
            "Reserve fund": ["200.00", "300.00"],
        },
    }


def test_what_is_not_settled_is_a_result(acacias):
    provisions("900.00", on=JULY)
    cost("1000.00")
    found = figures(report("balance-sheet"))["Its funds, and what it owes"]
    assert found["Result that is not settled yet"] == ["-100.00"]
    assert position(on=LAST).result == eur("-100.00")


def test_who_owes_and_who_is_in_credit_stand_apart(acacias):
    provisions("1000.00", on=JULY)
    payment("H1", "700.00", date=JULY)
    lifts = invoices.supplier()
    own(("440", "50.00", {"supplier": lifts}), ("551", "-50.00"))
    other = invoices.supplier("Brico SA")
    own(("440", "-30.00", {"supplier": other}), ("551", "30.00"))
    found = figures(report("balance-sheet"))
    has, owes = found["What the association has"], found["Its funds, and what it owes"]
    assert (has["Owed by co-owners"], has["Credits of suppliers"]) == (
        ["500.00"],
        ["50.00"],
    )
    assert (owes["Credits of co-owners"], owes["Owed to suppliers"]) == (
        ["200.00"],
        ["30.00"],
    )
    assert has["Together"] == owes["Together"]


def test_nothing_is_left_out_of_the_sum(acacias):
    """Lines of owners and suppliers without a name, other funds, everything."""
    for account in ("4101", "4100", "440", "161000", "170", "415", "530"):
        ledger.post(
            journal="misc",
            year=YEAR,
            date=JULY,
            text="x",
            lines=[
                ledger.debit(account, eur("7.00")),
                ledger.credit("551", eur("7.00")),
            ],
            by=None,
        )
    found = figures(report("balance-sheet"))
    has, owes = found["What the association has"], found["Its funds, and what it owes"]
    assert has["Together"] == owes["Together"] == ["35.00"]
    assert has["Co-owners – working fund"] == ["14.00"]
    assert owes["Special reserve fund"] == ["-7.00"]


def test_the_sheet_is_the_same_before_and_after_the_closing(acacias):
    a_year()
    a_settled_year()
    before = figures(report("balance-sheet"))
    closed_before = position(on=LAST)
    calls_of_reserve = account_balances("700", on=LAST)["700"]
    close_fiscal_year(year=YEAR, by=None)
    assert figures(report("balance-sheet")) == before
    assert (
        position(on=LAST).reserve_fund
        == closed_before.reserve_fund
        == -calls_of_reserve
    )


# Income statement


def test_costs_by_group_and_the_result(acacias):
    provisions("900.00", on=JULY)
    cost("1000.00")
    cost("60.00", account="6430000", basis="lot", lot=cast.lot("B"), label="Lock")
    own(("7500000", "-5.00", {"key": key()}), ("551", "5.00"))
    a_call(item("200.00", purpose="reserve"), on=JULY)
    some_works(called="10000.00", spent="4000.00")
    assert figures(report("income")) == {
        "Services and other goods": {
            "Cleaning of the building by contract": ["1000.00"],
            "Together": ["1000.00"],
        },
        "Other costs": {"Private costs": ["60.00"], "Together": ["60.00"]},
        "Income": {"Bank interest": ["5.00"], "Together": ["5.00"]},
        "Ordinary result": {
            "Costs": ["-1060.00"],
            "Income": ["5.00"],
            "Provisions called, less those settled": ["900.00"],
            "Ordinary result": ["-155.00"],
        },
        "Called for the reserve fund": {
            "Calls for the reserve fund": ["200.00"],
            "Together": ["200.00"],
        },
        "Works with calls of their own": {
            "Costs of extraordinary works": ["-4000.00"],
            "Calls for extraordinary works": ["10000.00"],
            "Together": ["6000.00"],
        },
    }


def test_a_settled_year_has_no_ordinary_result_also_when_it_is_closed(acacias):
    closed_year(costs="1000.00", called="900.00", reserve="200.00")
    found = figures(report("income"))
    assert found["Ordinary result"] == {
        "Costs": ["-1000.00"],
        "Income": ["0.00"],
        "Provisions called, less those settled": ["1000.00"],
        "Ordinary result": ["0.00"],
    }
    assert "Income" not in found


# People


def test_balances_of_the_owners_on_a_day(acacias):
    a_call(item("1000.00"), item("100.00", purpose="reserve"), on=JULY)
    payment("H1", "550.00", date=JULY)
    payment("H2", "400.00", date=LAST)
    assert figures(report(OWNERS, until=JULY))[""] == {
        "Clara Élise": ["300.00", "30.00", "330.00"],
        "Jean Moreau & Fatima El Idrissi": ["200.00", "20.00", "220.00"],
        "Together": ["500.00", "50.00", "550.00"],
    }
    found = report(OWNERS)
    assert figures(found)[""]["Clara Élise"] == ["-70.00", "0.00", "-70.00"]
    assert [row.cells["lots"] for row in found.sections[0].rows] == ["B", "C"]


def test_balances_of_the_suppliers_on_a_day(acacias):
    bought, sold = invoices.supplier("Ascenseurs SA"), invoices.supplier("Brico SA")
    own(("440", "-80.00", {"supplier": bought}), ("551", "80.00"))
    own(("440", "5.00", {"supplier": sold}), ("551", "-5.00"))
    own(("440", "80.00", {"supplier": bought}), ("551", "-80.00"), on=LAST)
    assert figures(report("suppliers", until=JULY))[""] == {
        "Ascenseurs SA": ["80.00"],
        "Brico SA": ["-5.00"],
        "Together": ["75.00"],
    }
    assert figures(report("suppliers"))[""] == {
        "Brico SA": ["-5.00"],
        "Together": ["-5.00"],
    }


# Simplified


def test_the_simplified_view(acacias):
    opened(on=SINCE, H1="500.00")
    a_call(item("1000.00"), item("100.00", purpose="reserve"), on=JULY)
    payment("H1", "700.00", date=JULY)
    calls.reverse_payment(payment("H2", "3.00", date=JULY), by=None, on=JULY)
    booked_cost("40.00", on=JULY)
    paid_from_bank("40.00")
    own(("58", "10.00"), ("551", "-10.00"))
    assert figures(report("simple")) == {
        "Receipts and expenses": {
            "Payments of co-owners": ["703.00", "3.00"],
            "Cleaning of the building by contract": ["0.00", "40.00"],
            "Together": ["703.00", "43.00"],
        },
        "Treasury and its movements": {
            "Current account (working)": ["0.00", "703.00", "53.00", "650.00"],
            "Together": ["0.00", "703.00", "53.00", "650.00"],
        },
        "The two funds": {"Working fund": ["0.00"], "Reserve fund": ["100.00"]},
        "Claims and debts": {
            "Owed by co-owners": ["900.00"],
            "Credits of co-owners": ["0.00"],
            "Owed to suppliers": ["0.00"],
            "Credits of suppliers": ["0.00"],
        },
    }


def test_small_buildings_see_it_first_unless_they_chose(acacias):
    assert has_simple_books()  # A, B, C: the cellar does not count
    for number in range(16):
        create_lot(code=f"Z{number}", shares=0, by=None)
    assert has_simple_books()  # 19
    create_lot(code="Z16", shares=0, by=None)
    assert not has_simple_books()  # 20
    BookSettings.objects.create(simple_view=True)
    assert has_simple_books()
    BookSettings.objects.update(simple_view=False)
    assert not has_simple_books()


# Of all


def test_sub_accounts_of_the_funds_are_the_funds(acacias):
    """What was brought in on 100000 and 160001 counts as 100 and 160 everywhere."""
    balances = {
        "551": eur("1000.00"),
        "550": eur("400.00"),
        "100": eur("-100.00"),
        "100000": eur("-900.00"),
        "160": eur("-50.00"),
        "160001": eur("-350.00"),
    }
    open_balances(Balances(balances), date=SINCE, by=None)
    a_call(item("30.00", purpose="reserve"))
    assert (working_fund(), reserve_fund()) == (eur("1000.00"), eur("430.00"))
    assert reserve_fund(on=SINCE) == eur("400.00")
    found = position(on=LAST)
    assert (found.working_fund, found.reserve_fund) == (eur("1000.00"), eur("430.00"))
    [funds] = [one for one in balance_sheet(on=LAST).sections if "fund" in one.columns]
    assert [(row.cells["fund"], row.cells["money"]) for row in funds.rows] == [
        (eur("1000.00"), eur("1000.00")),
        (eur("430.00"), eur("400.00")),
    ]
    sold = information_of(sales.planned("A"), on=timezone.localdate())
    assert (sold.working_fund, sold.reserve_fund) == (eur("1000.00"), eur("430.00"))


def test_the_period_is_the_running_year(acacias):
    building = cast.building()
    assert default_period(building, on=JULY) == {"since": SINCE, "until": JULY}
    a_year(since=date(2025, 3, 1))
    assert default_period(building, on=JULY) == {
        "since": date(2025, 3, 1),
        "until": JULY,
    }


@pytest.mark.parametrize("name", [*READABLE, OWNERS])
def test_empty_books_have_reports_too(acacias, name):
    found = report(name, until=date.max)
    assert found.name == name
    assert found.size == sum(len(one.rows) for one in found.sections)


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("trial-balance", 2),
        ("balance-sheet", 3),
        ("income", 2),
        ("simple", 5),
        ("suppliers", 2),
        (OWNERS, 5),
    ],
)
def test_more_lines_need_no_more_statements(
    acacias, django_assert_max_num_queries, name, most
):
    for code in ("H1", "H2", "H3"):
        with django_assert_max_num_queries(most):
            report(name, until=timezone.localdate())
        payment(code, "5.00")
        own(("440", "-8.00", {"supplier": invoices.supplier(code)}), ("551", "8.00"))
        a_call(item("10.00"), on=JULY)
