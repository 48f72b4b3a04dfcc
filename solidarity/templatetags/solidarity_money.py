"""Filters for the books of the fund: ``{% load solidarity_money %}``."""

from django import template

from solidarity.queries.money import shown

register = template.Library()


@register.filter
def account_number(code: str) -> str:
    """``55.1.1`` for the account 5511."""
    return shown(code)
