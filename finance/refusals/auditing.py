"""Why the check of the accounts or the register of interests refused something."""

from django.utils.translation import gettext as _

from finance.errors import FinanceError
from finance.errors.auditing import (
    AlreadyAnswered,
    AlreadyChecking,
    AlreadyDeclared,
    AlreadyEnded,
    CheckSigned,
    DeclaredInTheFuture,
    NotConcluded,
    NotInSample,
    NotTheAuditor,
    SampleShrinks,
    WrongEnd,
)


def sentence(error: FinanceError) -> str:
    """Say why nothing was changed."""
    if isinstance(error, SampleShrinks):
        return _(
            "A sample is made larger, never smaller: write %(number)s or more."
        ) % {"number": error.at_least}
    return {
        AlreadyChecking: _("You are already checking this year."),
        NotTheAuditor: _("Only the auditor who opened this check goes on with it."),
        CheckSigned: _(
            "The report of this check is signed: nothing of it changes any more."
        ),
        NotInSample: _("This invoice is not in the sample."),
        NotConcluded: _("Write your opinion and your conclusion before you sign."),
        AlreadyAnswered: _("This question was answered already."),
        DeclaredInTheFuture: _("This day has not come yet."),
        AlreadyDeclared: _(
            "This person has an interest in this supplier on the register already."
        ),
        AlreadyEnded: _("The end of this interest is noted already."),
        WrongEnd: _(
            "An interest ends on or after the day it was declared, and not in the "
            "future."
        ),
    }[type(error)]
