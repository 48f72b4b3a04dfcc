"""What payment files, mandates and direct debits refuse."""

from finance.errors.base import FinanceError


class NothingToOrder(FinanceError):
    """Nothing is left to transfer of what was chosen."""


class NotPayable(FinanceError):
    """Some invoices are not to be paid any more: somebody paid or ordered them."""


class NoIban(FinanceError):
    """Nobody knows the account of this supplier."""

    def __init__(self, invoice):
        super().__init__(invoice)
        self.invoice = invoice


class IbanUnconfirmed(FinanceError):
    """The money would go to another account than before; nobody said it is right."""

    def __init__(self, invoice, known):
        super().__init__(invoice)
        self.invoice = invoice
        self.known = known


class ExecutedInThePast(FinanceError):
    """The bank executes today or later."""


class AssociationIncomplete(FinanceError):
    """A bank asks for the association's KBO number and for its own account."""


class OrderGivenUp(FinanceError):
    """The file was given up before."""


class OrderPaid(FinanceError):
    """All that the file orders was paid."""


class NoCreditor(FinanceError):
    """Without the identifier that its bank gives, an association collects nothing."""


class MandateRunning(FinanceError):
    """The account holder has a mandate: it is revoked before another one."""


class MandateExists(FinanceError):
    """Another mandate has this reference."""


class MandateNotWritable(FinanceError):
    """A bank would change some characters of this reference."""


class SignedInTheFuture(FinanceError):
    """A mandate was signed today or before."""


class MandateRevoked(FinanceError):
    """The mandate does not run any more."""


class TooSoon(FinanceError):
    """Who pays is told 14 days before: ``first`` is the first day that is possible."""

    def __init__(self, first):
        super().__init__(first)
        self.first = first


class NothingToCollect(FinanceError):
    """Nobody who was chosen has a mandate and owes something by that day."""


class CollectionGivenUp(FinanceError):
    """The collection was given up before."""
