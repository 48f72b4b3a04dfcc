"""Calendars: one's own bookings and events, those of a room without names, one event."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.http import FileResponse
from django.utils.translation import gettext as _

from buildings.models import Building
from community.icalendar import Entry, calendar
from community.models import Bookable, Booking, Coming, Event, Neighbour
from community.queries.bookings import BOOKED
from koprogo.ui.downloads import send_file
from koprogo.ui.origin import mail_link

__all__ = ["CALENDAR", "event_file", "own_calendar", "room_calendar"]

CALENDAR = "text/calendar; charset=utf-8"


def own_calendar(
    rows: Iterable[Booking],
    coming: Iterable[Coming],
    *,
    me: Neighbour,
    building: Building,
    now: datetime,
) -> bytes:
    """Return his bookings, those of what he lends, and the events to which he comes."""
    entries = [_own(row, me, building) for row in rows]
    for row in coming:
        is_sure = row.answer == Coming.Answer.YES
        entries.append(_event(row.event, building, is_certain=is_sure))
    books = set(BOOKED) & set(building.modules)
    name = _("Bookings, %(place)s") if books else _("Events, %(place)s")
    return calendar(name % {"place": building.name}, entries, stamp=now)


def event_file(
    event: Event, *, building: Building, origin: str, now: datetime
) -> FileResponse:
    """Return one event as a file to be saved, with what its post says.

    ``origin``: of its page.
    """
    entry = _event(event, building, origin=origin)
    body = calendar(f"{event.post.title}, {building.name}", [entry], stamp=now)
    return send_file(BytesIO(body), name="event.ics", content_type=CALENDAR)


def _event(
    event: Event, building: Building, *, is_certain: bool = True, origin: str = ""
) -> Entry:
    """Return an event; nobody who comes is named in it."""
    post = event.post
    return Entry(
        uid=f"{post.uuid}@koprogo",
        begin=event.begins_at,
        end=event.ends_at,
        title=post.title,
        place=f"{event.place}, {building.name}",
        text=post.text,
        url=mail_link("community:notice", building.slug, post.uuid, origin=origin),
        is_certain=is_certain,
    )


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
