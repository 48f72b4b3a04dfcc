"""What invoices refuse, told to programs."""

from finance import errors
from finance.refusals.invoices import sentence
from koprogo.api.problems import REFUSALS, Refusal


def _at(field: str, code: str) -> Refusal:
    return Refusal(code, sentence, status=400, field=field)


REFUSALS |= {
    errors.WrongState: Refusal("wrong-state", sentence),
    errors.SamePerson: Refusal("same-person", sentence),
    errors.IbanChanged: Refusal("iban-changed", sentence),
    errors.DuplicateInvoice: Refusal("duplicate-invoice", sentence),
    errors.InvoiceCancelled: Refusal("invoice-cancelled", sentence),
    errors.InvoicePaid: Refusal("invoice-paid", sentence),
    errors.InvoiceOrdered: Refusal("invoice-ordered", sentence),
    errors.PeriodShut: Refusal("period-shut", sentence),
    errors.LineChanged: Refusal("line-changed", sentence),
    errors.NotByMeters: Refusal("not-by-meters", sentence),
    errors.TooManyLines: Refusal("too-many-lines", sentence),
    errors.EmptyPart: _at("percent", "empty-part"),
    errors.FilesGone: _at("files", "files-gone"),
    errors.LinesDoNotSum: _at("total", "lines-do-not-sum"),
    errors.NotACostAccount: _at("lines", "not-a-cost-account"),
    errors.WorksMismatch: _at("lines", "works-mismatch"),
    errors.OneFund: _at("lines", "one-fund"),
    errors.FixedAmountsDiffer: _at("lines", "fixed-amounts-differ"),
    errors.JudgmentIncomplete: _at("lines", "judgment-incomplete"),
    errors.CannotExempt: _at("lines", "cannot-exempt"),
}
