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
    Module.SKILLS: Words(
        _("Who can do what, free of charge or for hours of the exchange."),
        _("What somebody says that he can do, by the name that he chose."),
        "list",
        "community:skills",
        "community:skill",
    ),
}
