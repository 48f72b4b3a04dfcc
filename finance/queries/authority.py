"""What stands behind a cost that no decision names: the budget of its year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from finance.models import Budget, BudgetLine, Cost
from finance.queries.budgets import latest_first

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Budgeted:
    """The budget that counts in a year, and what it has for one account, in EUR."""

    budget: Budget
    amount: Decimal


def budgets_behind(costs: Iterable[Cost]) -> dict[int, Budgeted]:
    """Return what is budgeted for the account of each cost, by cost: one statement.

    Costs come with their entries. Of a cost for which nothing is budgeted, nothing.
    """
    costs = list(costs)
    in_force = latest_first(Budget.objects.filter(year=OuterRef("budget__year")))
    lines = BudgetLine.objects.filter(
        budget=Subquery(in_force.values("pk")[:1]),
        budget__year__year__in={cost.entry.year for cost in costs},
        account__in={cost.account_id for cost in costs},
    )
    found: dict[tuple[int, int], Budgeted] = {}
    for line in lines.select_related("budget__year"):
        place = line.budget.year.year, line.account_id
        before = found[place].amount if place in found else ZERO
        found[place] = Budgeted(line.budget, before + line.amount)
    by_cost = {cost.pk: (cost.entry.year, cost.account_id) for cost in costs}
    return {pk: found[place] for pk, place in by_cost.items() if place in found}
