"""Bellevue's years: its choices, its budgets, and the year that is settled and closed."""

from datetime import date
from decimal import Decimal

from finance.demo.bellevue.assemblies import held_on
from finance.demo.bellevue.budgets import LIFT_WORKS, lines_of
from finance.demo.stage import Stage
from finance.demo.years import adopt
from finance.demo.years import settle as settle_period
from finance.fiscal_year import year_name
from finance.models import Budget, ChargeStatement
from finance.reminding import Level
from finance.services.reminder_levels import set_levels
from finance.services.settings import update_book_settings
from finance.services.works import add_works
from finance.services.year_end import close_fiscal_year
from koprogo.ui.formatting import day as on_paper

CREDITOR = "BE45ZZZ0999001416"
BUILT_ON = date(1975, 6, 1)
LEVELS = (
    Level(1, 15),
    Level(2, 30, cost=Decimal("7.50")),
    Level(3, 60, with_interest=True, cost=Decimal("15.00"), registered=True),
)


def choose(stage: Stage) -> None:
    """Say how the books are kept, and what the assembly decided on the lift."""
    update_book_settings(
        by=stage.manager, two_people=True, accepted_on=BUILT_ON, creditor_id=CREDITOR
    )
    set_levels(LEVELS, by=stage.manager)
    voted = held_on(stage.quarters[4])
    add_works(
        title=LIFT_WORKS,
        decision=f"Assemblée générale du {on_paper(voted, 'fr')}, point 4",
        decided_on=voted,
        by=stage.manager,
    )


def adopt_budget(number: int, *, stage: Stage) -> Budget:
    """Adopt the budget of the first (0) or second (1) year."""
    quarters = stage.quarters[4 * number : 4 * number + 4]
    voted = held_on(quarters[0])
    return adopt(
        quarters,
        title=f"Budget {_name(quarters)}",
        lines=lines_of(number),
        decision=f"Assemblée générale du {on_paper(voted, 'fr')}, point 2",
        decided_on=voted,
        stage=stage,
    )


def settle(on: date, *, stage: Stage) -> ChargeStatement:
    first, second = stage.quarters[0].first_day, stage.quarters[4].first_day
    title = f"Décompte des charges {_name(stage.quarters[:4])}"
    return settle_period(first, second, title=title, on=on, stage=stage)


def close(stage: Stage) -> None:
    close_fiscal_year(year=stage.quarters[0].year, by=stage.manager)


def _name(quarters) -> str:
    return year_name(quarters[0].first_day, quarters[-1].later(1).first_day)
