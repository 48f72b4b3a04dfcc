"""What is refused about the factors of estimates, told to a person."""

from django.utils.translation import gettext as _

from community.errors import impact as errors

FIELDS: dict = {
    errors.FactorTooEarly: ("since",),
    errors.FactorWrong: ("value",),
    errors.FactorUnchanged: ("value",),
}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    return {
        errors.FactorTooEarly: _(
            "Months that are over were told already: begin with this month or later."
        ),
        errors.FactorUnchanged: _("This is what holds in that month anyway."),
        errors.FactorWrong: _("A share is at most 100 per cent."),
        errors.FactorWritten: _("This factor was written already."),
    }[type(error)]
