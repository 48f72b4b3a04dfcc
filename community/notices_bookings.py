"""The words of the mails about bookings: that there is news, and where to read it.

What is lent and what neighbours write to each other is never in a mail.
"""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from buildings.models import Building
from community.models import Booking, Neighbour, Waiting
from koprogo.notifications.models import Delivery
from koprogo.ui.origin import mail_link

__all__ = ["freed", "news"]

SENTENCES = {
    "asked": _("A neighbour asks for something that you look after."),
    "booked": _("A neighbour has booked something that you look after."),
    "accepted": _("Your booking is accepted."),
    "declined": _("Your booking is not accepted."),
    "cancelled": _("A booking is cancelled."),
    "lapsed": _("A booking has lapsed: its time passed."),
    "given": _("A neighbour says that something was handed over."),
    "brought": _("A neighbour says that he has brought something back."),
    "back": _("What you borrowed is back with its owner."),
    "tomorrow": _("Your booking begins soon."),
    "due": _("What you borrowed is due back today."),
    "late": _("What you borrowed should be back already."),
    "review": _("You can say how it went."),
    "freed": _("A time that you wait for is free: who books first has it."),
}


def news(
    what: str, booking: Booking, *, to: Neighbour, origin: str = "", once: str = ""
) -> Delivery:
    """Return the mail about a booking; ``once`` tells apart those of the same kind."""
    return _mail(
        what,
        to=to,
        event=f"booking-{what}{once}:{booking.uuid}",
        page=("community:booking", booking.uuid),
        origin=origin,
    )


def freed(waiting: Waiting, *, booking: Booking) -> Delivery:
    """Return the mail to who waits; ``booking``: the one that made room."""
    bookable = waiting.bookable
    name = "community:room" if bookable.is_room else "community:thing"
    return _mail(
        "freed",
        to=waiting.neighbour,
        event=f"booking-freed-{waiting.pk}:{booking.uuid}",
        page=(name, bookable.uuid),
    )


def _mail(
    what: str,
    *,
    to: Neighbour,
    event: str,
    page: tuple[str, UUID],
    origin: str = "",
) -> Delivery:
    """``origin``: of the site, for the link; a task knows it from the settings."""
    person = to.user
    building = Building.objects.select_related("tenant").get()
    name, uuid = page
    with translation.override(person.language):
        context = {
            "name": to.name,
            "sentence": str(SENTENCES[what]),
            "place": building.name,
            "link": mail_link(name, building.slug, uuid, origin=origin),
        }
        subject = context["sentence"]
        body = render_to_string("community/bookings/mails/news.txt", context)
    return Delivery(
        event=event,
        recipient=f"user:{person.uuid}",
        channel=Delivery.Channel.EMAIL,
        language=person.language,
        name=str(person),
        address=person.email,
        subject=subject,
        body=body,
        sender=building.name,
    )
