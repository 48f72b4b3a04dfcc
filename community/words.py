"""What each module does, what neighbours see of each other through it, where it is."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.models import Module

__all__ = ["WHAT", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """``does``: what it is for. ``shares``: what others see. ``icon``: of ``koprogo.ui``.

    ``page``: the name of the address where it begins; ``post``: where one of its posts
    stands (argument ``post_id``); empty: it has no posts.
    """

    does: str | Promise
    shares: str | Promise
    icon: str
    page: str
    post: str = ""


#: the modules that there are, in the order of the pages
WHAT: dict[Module, Words] = {
    Module.NOTICES: Words(
        _("Announcements, rides, childcare, lost and found, and events to come to."),
        _("What somebody writes there, by the name that he chose, and his photos."),
        "info",
        "community:notices",
        "community:notice",
    ),
    Module.HOURS: Words(
        _(
            "You give an hour of your time and receive one of a neighbour: help in the "
            "garden, with a computer, with children. One hour is one hour."
        ),
        _(
            "Your offers and wishes. Your balance is seen by you alone, and an exchange "
            "by the two who have it."
        ),
        "clock",
        "community:hours",
        "community:hours-post",
    ),
    Module.BAZAAR: Words(
        _("Things to give away, to swap, or to let somebody keep for a while."),
        _(
            "What somebody offers, by the name that he chose, and his photos. Who asks for "
            "it is seen by who offers it."
        ),
        "undo",
        "community:bazaar",
        "community:item",
    ),
    Module.LENDING: Words(
        _("Lend each other what one needs once a year: a drill, a ladder, a tent."),
        _(
            "What somebody lends, when it is free, and what those say who borrowed it. "
            "Who has it only its owner sees."
        ),
        "key",
        "community:things",
        "community:thing",
    ),
    Module.SKILLS: Words(
        _("Who can do what, free of charge or for hours of the exchange."),
        _("What somebody says that he can do, by the name that he chose."),
        "list",
        "community:skills",
        "community:skill",
    ),
    Module.ROOMS: Words(
        _("Book the rooms that everybody shares, by rules that are the same for all."),
        _("When a room is taken. By whom only the council sees."),
        "calendar",
        "community:rooms",
        "community:room",
    ),
    Module.WELCOME: Words(
        _("Who is who, the words of welcome of the council, and a mail once a week."),
        _("Your name and what you say about yourself, if you ask to be listed."),
        "home",
        "community:welcome",
    ),
}
