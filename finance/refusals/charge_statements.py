"""Why a statement of charges or a meter refused something, said to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from buildings.models import Lot
from finance import metering
from finance.charging.costs import AmountsDiffer, OutsideStatement
from finance.charging.tenures import UnheldOn
from finance.errors import BeforeOpening, FinanceError
from finance.errors import charge_statements as errors
from finance.errors import meters as meter_errors
from finance.models import Cost
from finance.opening_messages import refusal
from finance.refusals import calls
from koprogo.ledger.errors import LedgerError
from koprogo.ui.formatting import day, money

__all__ = ["sentence"]


def sentence(error: FinanceError | LedgerError) -> str:
    """Say why nothing was changed; inside the building, which may have to be read."""
    for kinds, say in SAID:
        if isinstance(error, kinds):
            return say(error)
    return str(_plain().get(type(error)) or calls.sentence(error))


def _plain() -> dict[type[Exception], str]:
    return {
        errors.StatementPosted: _("This statement has been posted already."),
        errors.StatementNotPosted: _("This statement has not been posted yet."),
        errors.StatementCancelled: _(
            "This statement was cancelled: it counts no more."
        ),
        errors.PeriodNotOver: _("The period is not over: costs may still come."),
        errors.StatementDueInThePast: _(
            "The due date has passed: change it before you post the statement."
        ),
        errors.NotComputed: _("Compute the statement first: nothing is computed yet."),
        errors.StatementOutdated: _(
            "The books, the owners or the readings have changed since the statement was "
            "computed: compute it again and look at it before you post it."
        ),
        errors.NothingToSettle: _(
            "There is nothing to settle: the period has no costs and no provisions."
        ),
        meter_errors.ReadInTheFuture: _("This day has not come yet."),
        meter_errors.NoReadings: _("Write one reading at least."),
        meter_errors.ReadingVoid: _("This reading was declared void already."),
        meter_errors.NoReason: _("Say why the reading is void."),
        meter_errors.MeterEnded: _("This meter is out of use already."),
        meter_errors.SerialTaken: _("There already is a meter of this number."),
    }


def _settled(error: errors.PeriodSettled) -> str:
    return _("“%(title)s” settles some of these days already.") % {
        "title": error.standing.title
    }


def _year_closed(error: errors.StatementOfYearClosed) -> str:
    return _("The fiscal year %(year)s is closed: reopen it first.") % {
        "year": error.year
    }


def _unexplained_provisions(error: errors.ProvisionsUnexplained) -> str:
    return _(
        "%(amount)s of the provisions booked in this period were called by no call for "
        "funds: nobody knows to whom they belong. Correct the entry, or the opening "
        "balances, that booked them."
    ) % {"amount": money(error.amount, get_language())}


def _unexplained_costs(error: errors.CostsUnexplained) -> str:
    return _(
        "%(amount)s of the costs booked in this period do not say who bears them. "
        "Correct the entry that booked them."
    ) % {"amount": money(error.amount, get_language())}


def _unread(error) -> str:
    """Say what is wrong with the readings of a meter, and where it hangs."""
    found = {
        "meter": error.meter.serial,
        "lot": error.meter.lot,
        "group": error.meter.group,
        "day": day(error.day, get_language()),
    }
    texts = {
        metering.MissingReading: _(
            "%(group)s: the meter %(meter)s of lot %(lot)s was not read near %(day)s."
        ),
        metering.ReadTwice: _(
            "%(group)s: the meter %(meter)s of lot %(lot)s was read on %(day)s already."
        ),
        metering.ReadingTooLow: _(
            "%(group)s: the meter %(meter)s of lot %(lot)s shows less on %(day)s than "
            "before."
        ),
        metering.InvalidReading: _(
            "%(group)s: the meter %(meter)s of lot %(lot)s cannot show this on %(day)s: "
            "it has too many digits or more than three decimals."
        ),
    }
    return texts[type(error.reason)] % found


def _not_in_use(error: meter_errors.NotInUse) -> str:
    return _("The meter %(meter)s was not in use on %(day)s.") % {
        "meter": error.meter.serial,
        "day": day(error.day, get_language()),
    }


def _readings_settled(error: meter_errors.ReadingsSettled) -> str:
    return _(
        "“%(title)s” was settled with what the meter %(meter)s measured: it would no "
        "longer be right. Cancel that statement first."
    ) % {"title": error.statement.title, "meter": error.meter.serial}


def _cannot_divide(error: errors.CannotDivide) -> str:
    """Name the cost by its words, its day and its amount, and say what is missing."""
    cost, language = error.cost, get_language()
    entry = Cost.objects.select_related("entry").get(pk=cost.pk).entry
    return _("“%(label)s” of %(day)s (%(amount)s) cannot be divided: %(why)s") % {
        "label": cost.label,
        "day": day(entry.date, language),
        "amount": money(cost.amount, language),
        "why": _why(error.reason),
    }


def _why(reason: Exception) -> str:
    language = get_language()
    if isinstance(reason, UnheldOn):
        return _("lot %(lot)s had no holder on %(day)s.") % {
            "lot": Lot.objects.get(pk=reason.lot_id),
            "day": day(reason.day, language),
        }
    if isinstance(reason, OutsideStatement):
        return _("%(day)s is no day of this statement.") % {
            "day": day(reason.day, language)
        }
    if isinstance(reason, AmountsDiffer):
        return _("the fixed amounts do not sum to the cost.")
    return _("no lot has a part in it, or nothing was used.")


SAID = [
    (errors.PeriodSettled, _settled),
    (errors.StatementOfYearClosed, _year_closed),
    (errors.ProvisionsUnexplained, _unexplained_provisions),
    (errors.CostsUnexplained, _unexplained_costs),
    (errors.CannotDivide, _cannot_divide),
    ((errors.MeterUnread, meter_errors.ReadingRefused), _unread),
    (meter_errors.NotInUse, _not_in_use),
    (meter_errors.ReadingsSettled, _readings_settled),
    (BeforeOpening, refusal),
]
