"""What payment files, mandates and direct debits refuse, told to programs."""

from finance.errors import orders as errors
from finance.refusals.orders import sentence
from koprogo.api.problems import REFUSALS, Refusal


def _at(field: str, code: str) -> Refusal:
    return Refusal(code, sentence, status=400, field=field)


REFUSALS |= {
    errors.NothingToOrder: Refusal("nothing-to-order", sentence),
    errors.NotPayable: Refusal("not-payable", sentence),
    errors.NoIban: Refusal("no-iban", sentence),
    errors.IbanUnconfirmed: Refusal("iban-unconfirmed", sentence),
    errors.ExecutedInThePast: _at("execution_date", "executed-in-the-past"),
    errors.AssociationIncomplete: Refusal("association-incomplete", sentence),
    errors.OrderGivenUp: Refusal("order-given-up", sentence),
    errors.OrderPaid: Refusal("order-paid", sentence),
    errors.NoCreditor: Refusal("no-creditor", sentence),
    errors.MandateRunning: Refusal("mandate-running", sentence),
    errors.MandateExists: _at("reference", "mandate-exists"),
    errors.MandateNotWritable: _at("reference", "mandate-not-writable"),
    errors.SignedInTheFuture: _at("signed_on", "signed-in-the-future"),
    errors.MandateRevoked: Refusal("mandate-revoked", sentence),
    errors.TooSoon: _at("on", "too-soon"),
    errors.NothingToCollect: Refusal("nothing-to-collect", sentence),
    errors.CollectionGivenUp: Refusal("collection-given-up", sentence),
}
