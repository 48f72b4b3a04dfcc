"""What the books, contributions, payments and quarters refuse, told to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koprogo.ui.formatting import day, iban
from transparency import errors
from transparency.refusals import membership


def sentence(error: errors.TransparencyError) -> str:
    """Say why nothing was changed."""
    match error:
        case errors.QuarterClosed():
            return _(
                "The quarter of %(day)s is closed: entries are taken from %(first)s on."
            ) % {"day": _day(error.day), "first": _day(error.first_open)}
        case errors.NotOurAccount():
            return _(
                "The file is of the account %(account)s, which is not the ASBL's."
            ) % {"account": iban(error.account)}
        case errors.NoTariff():
            return membership.sentence(error)
    return {
        errors.NotYet: _("This day has not come yet."),
        errors.ReasonMissing: _("Say why."),
        errors.TooManyMonths: _(
            "The last day comes after the first, and 60 months are the most."
        ),
        errors.VoucherEntered: _("This voucher has been entered already."),
        errors.VoucherDecided: _(
            "Somebody has approved, rejected or withdrawn this voucher already."
        ),
        errors.VoucherChanged: _(
            "This voucher, or what it would book, was changed meanwhile: look at it "
            "again."
        ),
        errors.SamePerson: _("Somebody else must approve what you entered."),
        errors.NotApproved: _("This voucher does not stand in the books."),
        errors.VoucherPaid: _(
            "Its payment is noted: take the payment back before anything else."
        ),
        errors.VoucherNotPaid: _("No payment of this voucher is noted."),
        errors.MonthNotBegun: _(
            "Contributions of a month are written from its first day on."
        ),
        errors.YearNotOver: _("The summary of a year is made when the year is over."),
        errors.ReceiptRecorded: _("This payment had been recorded already."),
        errors.ReceiptReversed: _("This payment has been reversed already."),
        errors.BankFileGone: _(
            "The uploaded file is not kept any more: send it again."
        ),
        errors.QuarterNotOver: _("A quarter is closed when it is over."),
        errors.NotNextQuarter: _("Quarters are closed one after the other."),
        errors.QuarterAlreadyClosed: _("This quarter has been closed already."),
        errors.MonthsNotBilled: _(
            "Contributions of some of its months are not written yet: write them first."
        ),
    }[type(error)]


#: at which field of a form it is said; the others are of the form as a whole
FIELDS = {errors.TooManyMonths: "last_day", errors.ReasonMissing: "reason"}
OF_THE_DAY = (errors.NotYet, errors.QuarterClosed)


def field_of(error: errors.TransparencyError, *, day_field: str = "") -> str | None:
    """Return the field at which a form says it; ``day_field``: where its day stands."""
    if day_field and isinstance(error, OF_THE_DAY):
        return day_field
    return FIELDS.get(type(error))


def _day(value) -> str:
    return day(value, get_language())
