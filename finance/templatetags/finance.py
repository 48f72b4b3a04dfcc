from datetime import date, timedelta
from decimal import Decimal

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.arrears import Claimed
from finance.bank import messages
from finance.models import AccountCharge
from finance.queries.explanation import Unit
from finance.refusals.bank import REASONS
from finance.structured_reference import format_reference
from koprogo.ui.formatting import CONVENTIONS, MINUS, number

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
    mark = CONVENTIONS[get_language()].decimal_mark
    return f"{amount:.4f}".replace(".", mark).replace("-", MINUS)


@register.filter
def quantity(thousandths):
    """``60,000`` for 60 000 thousandths of a cubic metre."""
    return shown_quantity(Decimal(thousandths).scaleb(-3))


@register.filter
def shown_quantity(reading):
    """``1234,500``: what a meter showed; nothing for None."""
    if reading is None:
        return ""
    return f"{reading:.3f}".replace(".", CONVENTIONS[get_language()].decimal_mark)


@register.filter
def ratio(line):
    """``350 ÷ 1 000``, ``92 ÷ 365 days`` or ``60,000 ÷ 85,500 m³``: part and total."""
    if line.unit == Unit.THOUSANDTHS:
        return f"{quantity(line.parts)} ÷ {quantity(line.total)} {line.measure}"
    parts, total = (
        number(line.parts, get_language()),
        number(line.total, get_language()),
    )
    if line.unit == Unit.DAYS:
        return _("%(some)s ÷ %(all)s days") % {"some": parts, "all": total}
    return f"{parts} ÷ {total}"


@register.filter
def rounded(lines):
    """Whether a part of these lines is not to the cent what its division gives."""
    return any(line.exact != line.part for line in lines)


@register.filter
def reference(base):
    """``+++ddd/dddd/ddddd+++`` for the ten digits of an account holder."""
    return format_reference(base)


@register.filter
def percent(rate: Decimal) -> str:
    """A rate with two decimals: 4,50 %."""
    written = f"{rate:.2f}".replace(".", CONVENTIONS[get_language()].decimal_mark)
    return f"{written}\N{NO-BREAK SPACE}%"


@register.filter
def what_for(claimed: Claimed) -> str:
    """What an overdue amount is for, in the words of the reader."""
    if claimed.kind == "call":
        return claimed.title
    if claimed.kind == "opening":
        return _("Balance brought forward")
    return str(AccountCharge.Kind(claimed.kind).label)


@register.filter
def of(found: dict, key):
    """What a dictionary has for this key; nothing else in a template asks for it."""
    return found.get(key)


@register.filter
def last_day(until: date) -> date:
    """The last day of a period that ends before ``until``."""
    return until - timedelta(days=1)


@register.filter
def communication(text: str) -> str:
    """What goes with a payment: ``+++ddd/dddd/ddddd+++`` when it is structured."""
    is_structured = len(text) == 12 and text.isdigit()
    return format_reference(int(text[:10])) if is_structured else text


@register.filter
def return_reason(code):
    """Why the bank gives a payment back."""
    return messages.return_reason(code)


@register.filter
def bank_reason(reason) -> str:
    """What speaks for a proposal, in words."""
    return str(REASONS[reason])
