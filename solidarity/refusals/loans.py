"""What is refused about loans and exclusions, told to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui.formatting import day
from solidarity.errors import SolidarityError
from solidarity.errors import loans as errors

__all__ = ["fields_of", "sentence"]

#: at which field of a form a refusal stands
FIELDS = {
    errors.ReceivedInTheFuture: ("received_on", "day", "on"),
    errors.BooksClosed: ("received_on", "day", "on"),
    errors.NothingComesBack: ("aid",),
    errors.TooSoon: ("day",),
    errors.NoSuchPlan: ("months", "amount"),
    errors.MonthsNeeded: ("months",),
    errors.WordsNeeded: ("words",),
}


def fields_of(error: SolidarityError) -> tuple[str, ...]:
    """Return the fields at which it may be said."""
    return FIELDS.get(type(error), ())


def sentence(error: SolidarityError) -> str:
    """Say why nothing was changed."""
    match error:
        case errors.TooSoon():
            return _("The first day that can be is %(day)s.") % {
                "day": day(error.first, get_language())
            }
        case errors.NoSuchPlan(code="months"):
            return _("The plan cannot have this number of months.")
        case errors.NoSuchPlan(code="early"):
            return _("Write an amount that is not more than what is left.")
        case errors.NoSuchPlan(code="small"):
            return _("Too little is left for so many months.")
        case errors.NoSuchPlan():
            return _("Nothing is left to pay by a plan.")
    return _sentences()[type(error)]


def _sentences() -> dict[type[SolidarityError], str]:
    return {
        errors.RepaymentRecorded: _("This payment was noted already."),
        errors.RepaymentReversed: _(
            "This payment was reversed already, or a part of it was given back."
        ),
        errors.ReceivedInTheFuture: _("This day is not possible."),
        errors.NothingComesBack: _("Nothing is to be paid back of this help."),
        errors.NothingToGiveBack: _("Nothing is left to give back."),
        errors.BooksClosed: _("The year of this day is closed in the books."),
        errors.NoCreditor: _(
            "The bank account of the fund has no creditor identifier yet: ask the board to note it."
        ),
        errors.NothingToCollect: _(
            "No instalment is due by this day that is not under way already."
        ),
        errors.NotSoNow: _("This was done already: look at how it stands now."),
        errors.NotWritable: _(
            "A bank would refuse this file: its day is past, or a mandate is not complete."
        ),
        errors.NotCollectedYet: _("The day of collecting is still to come."),
        errors.ChangeWaits: _("A change of this plan waits for its answer already."),
        errors.WordsNeeded: _("Tell us in some words what happened."),
        errors.DebitUnderWay: _(
            "A direct debit is with the bank: try again when it has arrived."
        ),
        errors.Concerned: _("You take no part in this request."),
        errors.NotLate: _("Nothing of this plan is late."),
        errors.SpeakFirst: _("Speak with the person first, and note what you agreed."),
        errors.TooEarlyToWriteOff: _(
            "This is possible after 90 days late and two talks with the person."
        ),
        errors.Proposed: _("This is proposed, or done, already."),
        errors.AnotherMember: _("Another member of the committee confirms this."),
        errors.AtTheBank: _(
            "A payment of this help is with the bank: this is possible once it is "
            "noted as paid, or as not sent."
        ),
        errors.DisputeEndTold: _("How the case ended is known already."),
        errors.NotADispute: _("This help was not for a case, or it was not paid yet."),
        errors.MonthsNeeded: _("Choose 1 to 24 months."),
    }
