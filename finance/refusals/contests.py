"""Why a file of a contested line was refused something, said to a person."""

from django.utils.translation import gettext as _

from finance.errors import FinanceError
from finance.errors import contests as errors


def sentence(error: FinanceError) -> str:
    """Say why nothing was changed."""
    return {
        errors.NotTheHolder: _("Only who holds the account can contest its lines."),
        errors.NothingToContest: _(
            "Nothing is asked by this line: there is nothing to contest."
        ),
        errors.AlreadyContested: _("This line is contested already."),
        errors.ContestClosed: _("This file was closed meanwhile."),
    }[type(error)]
