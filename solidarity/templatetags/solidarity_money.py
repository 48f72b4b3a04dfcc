"""Tags for the money of the fund: ``{% load solidarity_money %}``."""

from dataclasses import dataclass
from decimal import Decimal

from django import template
from django.utils import timezone

from solidarity.instalments import interest_of, schedule
from solidarity.queries.money import shown
from solidarity.words import percent

register = template.Library()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a person pays back each month, and how much of all of it is interest."""

    each: Decimal
    last: Decimal
    interest: Decimal


@register.filter
def account_number(code: str) -> str:
    """``55.1.1`` for the account 5511."""
    return shown(code)


@register.filter
def rate(percent_a_year: Decimal) -> str:
    """``1,5 %`` for the rate 1.50."""
    return percent(percent_a_year / 100)


@register.simple_tag
def cost_of(terms) -> Cost:
    """Return what a loan costs on terms that have an amount, months and a rate."""
    plan = schedule(
        terms.amount,
        annual_percent=terms.percent,
        months=terms.months,
        first_due=timezone.localdate(),
    )
    return Cost(plan[0].amount, plan[-1].amount, interest_of(plan))
