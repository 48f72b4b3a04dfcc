"""Why the register or its follow-up refused something, said to a person."""

from django.utils.translation import gettext as _

from governance.errors import decisions as errors
from koprogo.slots import EffectRefused


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, EffectRefused):
        return str(error)
    return {
        errors.NotAdopted: _("This decision was rejected: nothing follows from it."),
        errors.NothingToCarryOut: _("Nothing follows from this decision by itself."),
        errors.CarriedOut: _("This decision was carried out meanwhile."),
        errors.ReasonNeeded: _("Say why it is dropped."),
    }[type(error)]
