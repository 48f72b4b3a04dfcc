"""What modules and profiles refuse."""

from django.utils.translation import gettext as _

from buildings.errors import (
    AddressTaken,
    DecidedLater,
    NotOpenYet,
    SwitchedAlready,
    TooManyFounded,
)
from community.errors import neighbours as errors

#: at which field of a form a refusal stands
FIELDS = {DecidedLater: ("decided_on",)}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    return {
        SwitchedAlready: _("Somebody was faster: look at how it stands now."),
        DecidedLater: _("This day has not come yet."),
        NotOpenYet: _(
            "Nothing is switched on before enough people have typed the code of the hall."
        ),
        AddressTaken: _(
            "A building at this address was founded meanwhile: go back and look."
        ),
        TooManyFounded: _(
            "You are on the council of several buildings of neighbours already."
        ),
        errors.TakesPart: _("You take part already."),
        errors.NotOneself: _("Nobody blocks himself."),
    }[type(error)]
