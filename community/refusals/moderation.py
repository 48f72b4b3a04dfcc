"""What reports, answers and appeals refuse."""

from django.utils.translation import gettext as _

from community.errors import moderation as errors

FIELDS: dict = {}


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    return {
        errors.ReportedAlready: _("You have reported it; the answer is still to come."),
        errors.OnesOwn: _("You wrote it yourself: change it, or end it."),
        errors.Answered: _("Somebody has answered it in the meantime."),
        errors.Involved: _(
            "Somebody else answers this: you wrote it, reported it, or gave the first "
            "answer."
        ),
        errors.NoAppeal: _("There is nothing to appeal against."),
    }[type(error)]
