"""Codes of the ASBL in words, for templates."""

from django import template
from django.utils.translation import gettext as _

from buildings.models import ParticipationPeriod, Reduction

register = template.Library()


@register.filter
def way(code: str | None) -> str:
    """Return in which way a participation takes part; without one it is inactive."""
    return ParticipationPeriod.Way(code).label if code else _("Inactive")


@register.filter
def reduction(code: str) -> str:
    """Return a reduction in words; "none" and nothing are none."""
    known = dict(Reduction.Kind.choices)
    return known.get(code, "")
