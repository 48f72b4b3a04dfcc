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
    Module.LENDING: Words(
        _("Lend each other what one needs once a year: a drill, a ladder, a tent."),
        _(
            "What somebody lends, when it is free, and what those say who borrowed it. "
            "Who has it only its owner sees."
        ),
        "key",
    ),
    Module.ROOMS: Words(
        _("Book the rooms that everybody shares, by rules that are the same for all."),
        _("When a room is taken. By whom only the council sees."),
        "calendar",
    ),
}
