"""What each module does, and what neighbours see of each other through it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.models import Module


@dataclass(frozen=True, slots=True)
class Words:
    """``does``: what it is for. ``shares``: what others see. ``icon``: of ``koprogo.ui``."""

    does: str | Promise
    shares: str | Promise
    icon: str


#: the modules that there are, in the order of the pages
WHAT: dict[Module, Words] = {
    Module.HOURS: Words(
        does=_(
            "You give an hour of your time and receive one of a neighbour: help in the "
            "garden, with a computer, with children. One hour is one hour."
        ),
        shares=_(
            "Your offers and wishes. Your balance is seen by you alone, and an exchange "
            "by the two who have it."
        ),
        icon="clock",
    ),
}
