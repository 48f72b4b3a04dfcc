"""The rules of a thing or a room, in words."""

from collections.abc import Iterator

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.models import Bookable

register = template.Library()
DAY, HOUR = 24 * 60, 60


@register.filter
def rules(bookable: Bookable) -> list[tuple[str, str]]:
    """Return what holds for its bookings, label and value; what has no limit is left out."""
    return list(_rules(bookable))


def _rules(bookable: Bookable) -> Iterator[tuple[str, str]]:
    if not bookable.rules.is_always_open:
        closes = f"{bookable.closes:%H:%M}".replace("00:00", "24:00")
        yield _("Opening hours"), f"{bookable.opens:%H:%M}–{closes}"
    if bookable.longest:
        yield _("At most"), _length(bookable)
    if bookable.quota:
        yield _("Each lot gets a month"), _hours(bookable.quota // HOUR)
    if bookable.ahead:
        days = ngettext("%(n)s day ahead", "%(n)s days ahead", bookable.ahead)
        yield _("Can be booked"), days % {"n": bookable.ahead}
    answer = _("The owner answers each booking.")
    if bookable.is_room:
        answer = _("The council answers each booking.")
    if bookable.is_automatic:
        answer = _("Every booking is accepted at once.")
    yield _("Answer"), answer


def _length(bookable: Bookable) -> str:
    if bookable.is_room:
        return _hours(bookable.longest // HOUR)
    days = bookable.longest // DAY
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}


def _hours(many: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", many) % {"n": many}
