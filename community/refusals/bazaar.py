"""What the bazaar refuses."""

from django.utils.translation import gettext as _

from community.errors import bazaar as errors

FIELDS: dict = {}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    return {
        errors.OnesOwnThing: _("It is yours already."),
        errors.AskedAlready: _("You have asked for it already."),
        errors.ThingGone: _("Somebody has got it in the meantime."),
        errors.HandedOver: _("It was handed over already."),
        errors.NotReserved: _("It is reserved for nobody at the moment."),
        errors.NotHandedOver: _("Who offers it has not said yet that you have it."),
        errors.DoesNotComeBack: _("It was given for good: it does not come back."),
    }[type(error)]
