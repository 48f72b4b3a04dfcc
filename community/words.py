"""What each module does, and what neighbours see of each other through it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from buildings.models import Module


@dataclass(frozen=True, slots=True)
class Words:
    """``does``: what it is for. ``shares``: what others see. ``icon``: of ``koprogo.ui``."""

    does: str | Promise
    shares: str | Promise
    icon: str


#: the modules that there are, in the order of the pages
WHAT: dict[Module, Words] = {}
