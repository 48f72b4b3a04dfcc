"""What taking part, its terms and its tariffs refuse, told to a person."""

from django.utils.translation import gettext as _

from transparency import errors


def sentence(error: errors.TransparencyError) -> str:
    """Say why nothing was changed."""
    return {
        errors.TakesPart: _(
            "This takes part already, or did before: then it comes back."
        ),
        errors.TakesNoPart: _("It takes no part on that day, or its end is set."),
        errors.NotARepresentative: _("You do not speak for this co-ownership."),
        errors.PeriodTaken: _("Another one holds some of these months already."),
        errors.TooEarly: _("That month is billed already: begin with a later one."),
        errors.NoTariff: _("The ASBL has adopted no tariff yet."),
        errors.PastTariff: _("A tariff begins on the first of a month to come."),
        errors.AdoptedAlready: _("This decision has been carried out already."),
    }[type(error)]
