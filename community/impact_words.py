"""What neighbours achieve, in words: factors with their units, the chart of a year."""

from decimal import Decimal

from django.template.defaultfilters import date as date_text
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from community.impact import Name
from community.queries.impact import Impact, Row
from koprogo.line_charts import Lines, Point
from koprogo.ui import formatting

__all__ = ["MEANING", "chart_of", "factor_value", "measure", "month_name"]

#: what each factor stands for
MEANING: dict[Name, str | Promise] = {
    Name.SHARE: gettext_lazy(
        "Of 100 gifts and loans to somebody new, how many spare a purchase."
    ),
    Name.PRICE: gettext_lazy("What the thing that was not bought would have cost."),
    Name.CARBON: gettext_lazy(
        "What making it would have given off, in CO₂ equivalent; using it is left out."
    ),
}


def measure(value: Decimal | None) -> str:
    """Return a number of pieces or kilograms; one that is whole without decimals."""
    if value is None:
        return ""
    language = get_language()
    if value == value.to_integral_value():
        return formatting.number(int(value), language)
    return formatting.decimal(value.normalize(), language)


def factor_value(name: Name, value: Decimal) -> str:
    """Return the value of a factor with its unit."""
    if name == Name.PRICE:
        return formatting.money(value, get_language())
    words = {"number": measure(value)}
    if name == Name.SHARE:
        return _("%(number)s %%") % words
    return _("%(number)s kg CO₂e") % words


def month_name(row: Row) -> str:
    return date_text(row.month, "F Y")


def chart_of(found: Impact) -> Lines:
    """Return exchanges and things, month by month; what is not told is a gap."""
    return Lines(
        name="impact",
        title=_("Exchanges of hours and things shared, by month"),
        description=_(
            "How many exchanges were counted and how many things changed hands, month "
            "by month. Months in which fewer than five people took part are left out."
        ),
        series=(_("Things shared"), _("Exchanges of hours")),
        points=[
            Point(
                month_name(row),
                (_count(row.facts.things), _count(row.facts.exchanges)),
            )
            for row in found.rows
        ],
        counts=True,
    )


def _count(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
