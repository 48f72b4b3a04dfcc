"""What the books themselves refuse, told to programs."""

from finance.errors import PeriodShut
from finance.errors import books as errors
from finance.refusals.books import sentence
from koprogo.api.problems import REFUSALS, Refusal
from koprogo.ledger import errors as ledger

# Any posting may meet these.
SHUT = (ledger.YearClosed, ledger.DateOutsideYear, PeriodShut)


def _at(field: str, code: str) -> Refusal:
    return Refusal(code, sentence, status=400, field=field)


REFUSALS |= {
    # Fiscal years (the chart of problems has year-exists and year-does-not-fit already)
    ledger.YearClosed: Refusal("fiscal-year-closed", sentence),
    ledger.DateOutsideYear: Refusal("date-outside-year", sentence),
    ledger.YearTooLong: _at("last_day", "year-too-long"),
    ledger.AlreadyClosed: Refusal("year-already-closed", sentence),
    ledger.NotClosed: Refusal("year-not-closed", sentence),
    ledger.EarlierYearOpen: Refusal("earlier-year-open", sentence),
    ledger.LaterYearClosed: Refusal("later-year-closed", sentence),
    errors.YearNotReady: Refusal("year-not-ready", sentence),
    # The chart
    ledger.UnknownAccount: Refusal("unknown-account", sentence),
    ledger.NotACode: _at("code", "not-a-code"),
    ledger.AccountExists: Refusal("account-exists", sentence),
    ledger.OutsideTheChart: _at("code", "outside-the-chart"),
    # Entries of one's own
    errors.EntryInTheFuture: _at("date", "entry-in-the-future"),
    errors.TooFewLines: _at("lines", "too-few-lines"),
    errors.EntryUnbalanced: _at("lines", "entry-unbalanced"),
    errors.HolderNeeded: _at("lines", "holder-needed"),
    errors.SupplierNeeded: _at("lines", "supplier-needed"),
    errors.BasisNeeded: _at("lines", "basis-needed"),
    errors.NotByHand: _at("lines", "not-by-hand"),
    errors.EntryBooked: Refusal("entry-booked", sentence),
    errors.EntryTakenBack: Refusal("entry-taken-back", sentence),
    errors.NothingToTransfer: Refusal("nothing-to-transfer", sentence),
    errors.ReportTooLong: Refusal("report-too-long", sentence),
    # Works
    errors.WorksEnded: Refusal("works-ended", sentence),
    errors.WorksExist: Refusal("works-exist", sentence),
    errors.WorksPending: Refusal("works-pending", sentence),
    errors.WorksNotCalled: Refusal("works-not-called", sentence),
}
