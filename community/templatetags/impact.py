"""What neighbours achieve, on pages."""

from django import template

from community.impact import Name
from community.impact_words import MEANING, factor_value, measure
from community.models import ImpactFactor

register = template.Library()
register.filter("measure", measure)


@register.filter
def with_unit(row: ImpactFactor) -> str:
    """Return what a factor is, with its unit."""
    return factor_value(Name(row.name), row.value)


@register.filter
def meaning(row: ImpactFactor) -> str:
    """Return what a factor stands for."""
    return str(MEANING[Name(row.name)])
