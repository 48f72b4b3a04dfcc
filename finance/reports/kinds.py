"""The reports that have a name; account and journal are asked for by code."""

from collections.abc import Callable
from datetime import date

from finance.queries.entries import Reader
from finance.reports.accounts import trial_balance_report
from finance.reports.balance_sheet import balance_sheet
from finance.reports.income import income_statement
from finance.reports.layout import Report
from finance.reports.people import owners_report, suppliers_report
from finance.reports.simple import simple_view

OWNERS = "owners"
# Of a period, both its days included; the others are of a day: its end.
PERIODS = frozenset({"trial-balance", "income", "simple"})
# Everybody who may read the books; account holders' balances are for fewer.
READABLE = ("trial-balance", "balance-sheet", "income", "simple", "suppliers")


def make(name: str, *, since: date, until: date, reader: Reader) -> Report:
    """Return a report; one of a day is of ``until``."""
    makers: dict[str, Callable[[], Report]] = {
        "trial-balance": lambda: trial_balance_report(
            since=since, until=until, reader=reader
        ),
        "balance-sheet": lambda: balance_sheet(on=until),
        "income": lambda: income_statement(since=since, until=until),
        "simple": lambda: simple_view(since=since, until=until),
        "suppliers": lambda: suppliers_report(on=until),
        OWNERS: lambda: owners_report(on=until),
    }
    return makers[name]()
