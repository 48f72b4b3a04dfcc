"""Codes of the ASBL in words, for templates."""

from django import template

from buildings.models import Reduction
from transparency.public import words
from transparency.words import way_of

register = template.Library()
register.filter("way", way_of)
register.filter("measure", words.decimal)


@register.filter
def reduction(code: str) -> str:
    """Return a reduction in words; "none" and nothing are none."""
    known = dict(Reduction.Kind.choices)
    return known.get(code, "")
