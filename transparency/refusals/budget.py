"""What ideas, allocations, spendings, offices and effects refuse, told to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui.formatting import decimal, money
from transparency import errors
from transparency.refusals import books, membership


def sentence(error: errors.TransparencyError) -> str:
    """Say why nothing was changed."""
    match error:
        case errors.PartsNotWhole():
            return _(
                "The lines are %(total)s %% together: they must be 100 %%, each above 0."
            ) % {"total": decimal(error.total, get_language())}
        case errors.MoreThanLeft():
            return _("This line has %(amount)s left.") % {"amount": _eur(error.left)}
        case errors.MoreThanSpent():
            return _("Only %(amount)s was noted on this line.") % {
                "amount": _eur(error.spent)
            }
        case errors.AdoptedAlready():
            return membership.sentence(error)
        case errors.NotYet() | errors.QuarterClosed():
            return books.sentence(error)
    return {
        errors.NotAMember: _(
            "Only who votes for a member proposes ideas and supports them."
        ),
        errors.NotTheAuthor: _("Only who wrote an idea changes it."),
        errors.IdeaAnswered: _(
            "The board has answered this idea: it stays as it is, with its support."
        ),
        errors.IdeaSupported: _(
            "Somebody else supports this idea meanwhile: it stays as it is written."
        ),
        errors.AnswerNeeded: _("Say why it is declined."),
        errors.AllocationStays: _("The members adopted this: it stays as it is."),
        errors.OneFundLine: _("Only one line can go to the solidarity fund."),
        errors.NotAdoptedYet: _("The members have not adopted this line yet."),
        errors.BookedWhole: _(
            "What goes to the reserve or to the fund was booked when it was adopted."
        ),
        errors.SpentOnAnotherDay: _(
            "The day lies between the decision of the members and today."
        ),
        errors.SpendingRecorded: _("This was recorded already."),
        errors.EndowmentPaid: _("The fund has this endowment already."),
        errors.PaidBeforeGiven: _(
            "It is paid from the day on which the members gave it."
        ),
        errors.NoFund: _("The solidarity fund is not founded yet."),
        errors.NotYearlyAccounts: _(
            "These are no yearly accounts that wait for the members."
        ),
        errors.ReportNotMade: _(
            "The report is not made in every language yet: the members cannot have "
            "seen it."
        ),
        errors.NoAccount: _(
            "This person has no account: who holds an office must be able to sign in."
        ),
        errors.OfficeHeld: _("This person holds the office on some of these days."),
        errors.OfficeOver: _("It has ended by then: there is nothing to end."),
        errors.OfficeBegun: _("It has begun: it ends after its first day."),
    }[type(error)]


def _eur(amount) -> str:
    return money(amount, get_language())
