from django import template
from django.utils.translation import get_language

from finance.structured_reference import format_reference
from koprogo.ui.formatting import CONVENTIONS

register = template.Library()


@register.filter
def overdue(item, today):
    """Whether something of the document is still open after its due date."""
    return item.is_overdue(today)


@register.filter
def absolute(amount):
    """The amount without its sign, where words tell the side."""
    return abs(amount)


@register.filter
def minus(amount):
    """The amount with the other sign: what is taken off."""
    return -amount


@register.filter
def exact(amount):
    """EUR with four decimals, as the arithmetic has it before it is cut."""
    return f"{amount:.4f}".replace(".", CONVENTIONS[get_language()].decimal_mark)


@register.filter
def reference(base):
    """``+++ddd/dddd/ddddd+++`` for the ten digits of an account holder."""
    return format_reference(base)
