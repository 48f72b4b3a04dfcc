"""What the bank refuses, told to programs."""

from finance import errors as books
from finance.errors import bank as errors
from finance.refusals.bank import sentence
from finance.refusals.invoices import sentence as invoice_sentence
from koprogo.api.problems import REFUSALS, Refusal


def _at(field: str, code: str) -> Refusal:
    return Refusal(code, sentence, status=400, field=field)


REFUSALS |= {
    errors.NothingToMatch: Refusal("nothing-to-match", sentence),
    errors.AlreadyUndone: Refusal("match-already-undone", sentence),
    errors.PaymentOfTheBank: Refusal("payment-of-the-bank", sentence),
    errors.PartsDiffer: _at("parts", "parts-differ"),
    errors.WrongWay: _at("parts", "wrong-way"),
    errors.OtherAmount: _at("parts", "other-amount"),
    errors.NotOfItsOwn: _at("parts", "not-of-its-own"),
    books.MoreThanOpen: Refusal(
        "more-than-open", invoice_sentence, status=400, field="parts"
    ),
    books.NotOwed: Refusal("not-owed", invoice_sentence),
}
