from datetime import date
from decimal import Decimal

from django import template
from django.urls import reverse

from koprogo.ui.templatetags.ui import day, money

register = template.Library()


@register.filter
def cell(value):
    """A cell of a report: an amount, a day or words; nothing for None."""
    match value:
        case None:
            return ""
        case Decimal():
            return money(value)
        case date():
            return day(value)
    return value


@register.simple_tag
def page_of(slug: str, page):
    """The address of a page in the building ``slug``: its name, and what follows."""
    name, *rest = page
    return reverse(name, args=[slug, *rest])
