"""``{% load wording %}``: sentences of a building, and those of the ASBL instead."""

from django import template

from buildings import wording

register = template.Library()


@register.simple_tag
def either(to_owners, to_members):
    """``{% either _("Convene the owners") _("Convene the members") %}``."""
    return wording.either(to_owners, to_members)


@register.simple_tag
def speaks_to_members():
    """``{% speaks_to_members as members %}``: for what is more than a sentence."""
    return wording.speaks_to_members()
