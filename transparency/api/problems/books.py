"""What the books, contributions, payments and quarters refuse, told to programs."""

from finance.errors.bank import StatementInTheFuture, UnbookableStatement
from finance.refusals import bank
from koprogo.api.problems import REFUSALS, Refusal
from transparency import errors
from transparency.refusals.books import sentence


def _at(field: str, code: str, said=sentence) -> Refusal:
    return Refusal(code, said, status=400, field=field)


REFUSALS |= {
    errors.NotYet: Refusal("day-not-come", sentence, status=400),
    errors.QuarterClosed: Refusal("quarter-closed", sentence),
    errors.ReasonMissing: _at("reason", "voucher-reason-missing"),
    errors.TooManyMonths: _at("last_day", "too-many-months"),
    errors.VoucherEntered: Refusal("voucher-entered", sentence),
    errors.VoucherDecided: Refusal("voucher-decided", sentence),
    errors.VoucherChanged: Refusal("voucher-changed", sentence),
    errors.SamePerson: Refusal("voucher-same-person", sentence),
    errors.NotApproved: Refusal("voucher-not-approved", sentence),
    errors.VoucherPaid: Refusal("voucher-paid", sentence),
    errors.VoucherNotPaid: Refusal("voucher-not-paid", sentence),
    errors.YearNotOver: Refusal("calendar-year-not-over", sentence),
    errors.ReceiptRecorded: Refusal("receipt-recorded", sentence),
    errors.ReceiptReversed: Refusal("receipt-reversed", sentence),
    errors.BankFileGone: Refusal("bank-file-gone", sentence),
    errors.NotOurAccount: _at("file", "not-our-account"),
    errors.QuarterNotOver: Refusal("quarter-not-over", sentence),
    errors.NotNextQuarter: Refusal("not-next-quarter", sentence),
    errors.QuarterAlreadyClosed: Refusal("quarter-already-closed", sentence),
    errors.MonthsNotBilled: Refusal("months-not-billed", sentence),
}
# Buildings import files as a whole and say it of each: only the ASBL refuses one.
REFUSALS.setdefault(
    UnbookableStatement, _at("file", "unbookable-statement", bank.sentence)
)
REFUSALS.setdefault(
    StatementInTheFuture, _at("file", "statement-in-the-future", bank.sentence)
)
