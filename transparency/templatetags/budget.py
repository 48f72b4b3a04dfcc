"""Filters for the pages of the participatory budget: ``{% load budget %}``."""

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from koprogo.ui.formatting import decimal

register = template.Library()


@register.filter
def percent(part: Decimal) -> str:
    """``33,30`` in the active language, without its sign."""
    return decimal(part, get_language())
