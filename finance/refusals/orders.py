"""Why payment files, mandates and direct debits were refused, said to a person."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.errors import FinanceError
from finance.errors import orders as errors
from finance.refusals import calls
from koprogo.ui import formatting


def sentence(error: FinanceError) -> str:
    """Say why nothing was changed."""
    if type(error) in SENTENCES:
        return SENTENCES[type(error)](error)
    return calls.sentence(error)


SENTENCES = {
    errors.NothingToOrder: lambda error: _(
        "Nothing is left to transfer: choose invoices of which something is owed."
    ),
    errors.NotPayable: lambda error: _(
        "One of these invoices was paid, cancelled or ordered meanwhile: nothing was "
        "ordered a second time. Choose again."
    ),
    errors.NoIban: lambda error: (
        _("No account number of %(supplier)s is known: add it to the supplier.")
        % {"supplier": error.invoice.supplier}
    ),
    errors.IbanUnconfirmed: lambda error: (
        _(
            "Invoice %(number)s of %(supplier)s would be paid to another account than "
            "before (%(known)s). Ask the supplier by a number that you know, then "
            "confirm it."
        )
        % {
            "number": error.invoice.number,
            "supplier": error.invoice.supplier,
            "known": ", ".join(map(formatting.iban, error.known)),
        }
    ),
    errors.ExecutedInThePast: lambda error: _("The bank executes today or later."),
    errors.AssociationIncomplete: lambda error: _(
        "The bank asks for the association's KBO number and for its account: add them to "
        "the settings of the building."
    ),
    errors.OrderGivenUp: lambda error: _(
        "This payment file has been given up already."
    ),
    errors.OrderPaid: lambda error: _("The bank paid all of this payment file."),
    errors.NoCreditor: lambda error: _(
        "Write the creditor identifier that the bank gave to the association in the "
        "settings of the books first."
    ),
    errors.MandateRunning: lambda error: _(
        "This account holder already has a mandate: revoke it first."
    ),
    errors.MandateExists: lambda error: _(
        "There already is a mandate of this reference."
    ),
    errors.MandateNotWritable: lambda error: _(
        "Write the reference with letters without accents, digits, and - + . / only."
    ),
    errors.SignedInTheFuture: lambda error: _("This day has not come yet."),
    errors.MandateRevoked: lambda error: _("This mandate has been revoked already."),
    errors.TooSoon: lambda error: (
        _("Who pays is told 14 days before: collect on %(day)s or later.")
        % {"day": formatting.day(error.first, get_language())}
    ),
    errors.NothingToCollect: lambda error: _(
        "Nobody of those chosen owes anything by that day that is not collected already."
    ),
    errors.CollectionGivenUp: lambda error: _(
        "These direct debits have been given up already."
    ),
}
