"""The words of the mails about bookings: that there is news, and where to read it.

What is lent and what neighbours write to each other is never in a mail.
"""

from django.utils.translation import gettext_lazy as _

from community.models import Booking, Mail, Neighbour, Waiting
from community.notices import News, tell

__all__ = ["tell_freed", "tell_of"]

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


def tell_of(
    what: str, booking: Booking, *, to: Neighbour, origin: str = "", once: str = ""
) -> None:
    """Queue the mail about a booking, if he is here and wants such mails.

    ``once`` tells apart those of the same kind; each of them is sent once.
    """
    news = News(
        "sentence",
        f"booking-{what}{once}:{booking.uuid}",
        ("community:booking", booking.uuid),
        origin,
        {"sentence": SENTENCES[what]},
        booking.bookable.post.module,
    )
    tell([to], news, about=Mail.BOOKINGS)


def tell_freed(waiting: Waiting, *, booking: Booking) -> None:
    """Queue the mail to who waits; ``booking``: the one that made room."""
    bookable = waiting.bookable
    name = "community:room" if bookable.is_room else "community:thing"
    news = News(
        "sentence",
        f"booking-freed-{waiting.pk}:{booking.uuid}",
        (name, bookable.post.uuid),
        context={"sentence": SENTENCES["freed"]},
        module=bookable.post.module,
    )
    tell([waiting.neighbour], news, about=Mail.BOOKINGS)
