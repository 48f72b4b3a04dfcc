"""What statements of charges and meters refuse, told to programs."""

from finance.errors import charge_statements as errors
from finance.errors import meters
from finance.refusals.charge_statements import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.StatementPosted: Refusal("statement-posted", sentence),
    errors.StatementNotPosted: Refusal("statement-not-posted", sentence),
    errors.StatementCancelled: Refusal("statement-cancelled", sentence),
    errors.StatementOfYearClosed: Refusal("year-closed", sentence),
    errors.PeriodSettled: Refusal("period-settled", sentence),
    errors.PeriodNotOver: Refusal("period-not-over", sentence),
    errors.StatementDueInThePast: Refusal("statement-due-in-the-past", sentence),
    errors.NotComputed: Refusal("not-computed", sentence),
    errors.StatementOutdated: Refusal("statement-outdated", sentence),
    errors.NothingToSettle: Refusal("nothing-to-settle", sentence),
    errors.ProvisionsUnexplained: Refusal("provisions-unexplained", sentence),
    errors.CostsUnexplained: Refusal("costs-unexplained", sentence),
    errors.CannotDivide: Refusal("cannot-divide", sentence),
    errors.MeterUnread: Refusal("meter-unread", sentence),
    meters.ReadInTheFuture: Refusal("read-in-the-future", sentence, 400, "on"),
    meters.NoReadings: Refusal("no-readings", sentence, 400, "readings"),
    meters.ReadingRefused: Refusal("reading-refused", sentence),
    meters.NotInUse: Refusal("meter-not-in-use", sentence),
    meters.ReadingsSettled: Refusal("readings-settled", sentence),
    meters.ReadingVoid: Refusal("reading-void", sentence),
    meters.NoReason: Refusal("no-reason", sentence, 400, "reason"),
    meters.MeterEnded: Refusal("meter-ended", sentence),
    meters.SerialTaken: Refusal("serial-taken", sentence, 400, "serial"),
}
