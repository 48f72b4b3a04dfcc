"""Durations in words: 90 minutes are 1 h 30 min."""

from django.utils.translation import gettext as _

__all__ = ["duration", "signed"]

MINUS = "−"


def duration(minutes: int) -> str:
    """Return a duration in the active language; a balance below 0 has its sign."""
    sign = MINUS if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    values = {"hours": hours, "minutes": rest}
    if hours and rest:
        return sign + _("%(hours)s h %(minutes)s min") % values
    if rest:
        return sign + _("%(minutes)s min") % values
    return sign + _("%(hours)s h") % values


def signed(minutes: int) -> str:
    """Return the same with the sign of what was given, too."""
    return f"+{duration(minutes)}" if minutes > 0 else duration(minutes)
