"""Bookings as calendars: one's own, and those of a room without names."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from buildings.models import Building
from community.icalendar import Entry, calendar
from community.models import Bookable, Booking, Neighbour
from koprogo.ui.origin import mail_link

__all__ = ["own_calendar", "room_calendar"]


def own_calendar(
    rows: Iterable[Booking], *, me: Neighbour, building: Building, now: datetime
) -> bytes:
    """Return his bookings, and those of what he lends with who has it then."""
    entries = [_own(row, me, building) for row in rows]
    name = _("Bookings, %(place)s") % {"place": building.name}
    return calendar(name, entries, stamp=now)


def _own(row: Booking, me: Neighbour, building: Building) -> Entry:
    title = row.bookable.post.title
    if row.neighbour_id != me.pk:
        words = {"thing": title, "name": row.neighbour.name}
        title = _("%(thing)s: lent to %(name)s") % words
    return Entry(
        uid=f"{row.uuid}@koprogo",
        begin=row.begins_at,
        end=row.ends_at,
        title=title,
        place=building.name,
        url=mail_link("community:booking", building.slug, row.uuid),
        is_certain=row.state != Booking.State.ASKED,
    )


def room_calendar(
    room: Bookable, rows: Iterable[Booking], *, building: Building, now: datetime
) -> bytes:
    """Return when a room is taken, and by nobody's name."""
    title = room.post.title
    entries = [
        Entry(
            uid=f"{row.uuid}@koprogo",
            begin=row.begins_at,
            end=row.ends_at,
            title=_("%(room)s: taken") % {"room": title},
            place=building.name,
            is_certain=row.state != Booking.State.ASKED,
        )
        for row in rows
    ]
    return calendar(f"{title}, {building.name}", entries, stamp=now)
