"""What only the pages of a building show: ``{% load buildings %}``."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from buildings.models import Lot, Owner, Ownership
from koprogo.ui import formatting

register = template.Library()

# How a change of an import names the fields and values of its rows.
FIELD_NAMES = {
    field.name: field.verbose_name
    for model in (Ownership, Owner, Lot)
    for field in model._meta.local_fields
} | {
    "parts": _("parts"),
    "members": _("holders"),
    "representative": _("representative"),
    "holding": _("account holder"),
}
CHOICES = dict(
    [
        *Lot.Kind.choices,
        *Owner.Kind.choices,
        *Owner.Channel.choices,
        *settings.LANGUAGES,
    ]
)


@register.filter
def figure(value):
    """A key figure as its kind is written: euros, a day, or the words as they are."""
    if isinstance(value, Decimal):
        return formatting.money(value, get_language())
    if isinstance(value, date):
        return formatting.day(value, get_language())
    return value


@register.filter
def kbo(digits: str) -> str:
    """``0833.576.428``."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


@register.filter
def percent_of(parts: int, total: int) -> str:
    """``33,3333 %``: for information, rounded half up; money is never split by it."""
    units, decimals = divmod((2_000_000 * parts + total) // (2 * total), 10_000)
    mark = formatting.CONVENTIONS[get_language()].decimal_mark
    return f"{units}{mark}{decimals:04}{formatting.NBSP}%"


@register.filter
def part_of(parts: int, whole: int) -> str:
    """A right in a holding, in lowest terms: ``1/3``, or ``1`` for all of it."""
    return str(Fraction(parts, whole))


@register.simple_tag
def home_card(card):
    """A card of the overview: its template sees its own context and no more."""
    return get_template(card.template).render(card.context)


@register.filter
def in_words(fields: dict) -> str:
    """The fields of an import's change, as ``Shares: 163 · Floor: 2``."""
    return " · ".join(
        gettext("%(field)s: %(value)s")
        % {"field": capfirst(FIELD_NAMES[name]), "value": _value(name, value)}
        for name, value in fields.items()
    )


def _value(name, value):
    if value is None or value == "":
        return "—"
    if isinstance(value, date):
        return formatting.day(value, get_language())
    if name == "members":
        return ", ".join(value)
    if isinstance(value, dict):
        return ", ".join(f"{code} {part}" for code, part in value.items())
    return CHOICES.get(value, value)
