"""Durations on pages."""

from django import template

from community.hours_words import duration, signed

register = template.Library()
register.filter("duration", duration)
register.filter("signed_duration", signed)
