"""Budgets and what became of them, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.fiscal_year import year_name
from finance.models import Budget, BudgetLine
from finance.queries.follow_up import FollowUp
from koprogo.ui.exports import Table


def budgets_table(budgets: Iterable[Budget]) -> Table:
    """``budgets``: as of ``queries.budgets.budget_list``."""
    header = [
        _("Fiscal year"),
        _("Title"),
        _("Status"),
        _("Decided on"),
        _("Decision"),
        _("Total"),
    ]
    rows = [
        (
            year_name(budget.year.since, budget.year.until),
            budget.title,
            status(budget),
            budget.decided_on,
            budget.decision,
            budget.total,
        )
        for budget in budgets
    ]
    return Table("budgets", _("Budgets"), header, rows)


def status(budget: Budget) -> str:
    """Say what a budget of ``budget_list`` is."""
    if not budget.is_adopted:
        return _("Draft")
    return _("In force") if budget.in_force == budget.pk else _("Replaced")


def budget_table(lines: Iterable[BudgetLine], names: dict[str, str]) -> Table:
    """``names``: of the accounts, by code."""
    header = [
        _("Kind"),
        _("Account"),
        _("Name of the account"),
        _("Description"),
        _("Divided by"),
        _("Amount"),
    ]
    rows = [
        (
            line.get_kind_display(),
            line.account.code,
            names[line.account.code],
            line.label,
            str(line.key),
            line.amount,
        )
        for line in lines
    ]
    return Table("budget", _("Budget"), header, rows)


def follow_up_table(found: FollowUp) -> Table:
    """A line for each account, with what it cost in each month."""
    header = [
        _("Account"),
        _("Name of the account"),
        _("Budget"),
        _("Spent"),
        _("Remaining"),
        *(f"{month.first:%Y-%m}" for month in found.months),
    ]
    rows = [
        (row.code, row.name, row.budget, row.actual, row.remaining, *row.months)
        for row in found.accounts
    ]
    return Table("budget-follow-up", _("Budget and costs"), header, rows)
