"""What invoices of suppliers, their deferrals and their payments refuse."""

from enum import StrEnum, auto

from finance.errors.base import FinanceError


class NoLines(FinanceError):
    """An invoice has a line at least."""


class LinesDoNotSum(FinanceError):
    """The lines make ``difference`` EUR more than the total (below zero: less)."""

    def __init__(self, difference):
        super().__init__(difference)
        self.difference = difference


class LineRefused(FinanceError):
    """Something is wrong with the line at ``position``, counted from 1."""

    def __init__(self, position):
        super().__init__(position)
        self.position = position


class NotACostAccount(LineRefused):
    """The account is none of costs, or one on which only the books carry forward."""


class WorksMismatch(LineRefused):
    """Works are booked on 67, and nothing else is; they have not ended."""


class OneFund(LineRefused):
    """Works have calls of their own: the reserve fund does not pay them as well."""


class FixedAmountsDiffer(LineRefused):
    """The fixed amounts by lot make ``difference`` EUR more than the line."""

    def __init__(self, position, difference):
        super().__init__(position)
        self.difference = difference


class JudgmentIncomplete(LineRefused):
    """A judgment is named together with the lots that it exempts."""


class CannotExempt(LineRefused):
    """No judgment can exempt these lots from this line; ``reason`` says why.

    ``lots``: those without a part, when it is that.
    """

    class Reason(StrEnum):
        UNDIVIDED = auto()  # neither a key nor meters divide it, or calls pay it
        NO_PART = auto()
        NOBODY_LEFT = auto()

    def __init__(self, position, reason, lots=()):
        super().__init__(position)
        self.reason = reason
        self.lots = lots


class LineChanged(LineRefused):
    """The line is not what was shown: somebody was perhaps faster."""


class NotByMeters(LineRefused):
    """Only what meters divide has a fixed part."""


class EmptyPart(FinanceError):
    """A line is divided into two amounts, none of them 0.00."""


class TooManyLines(FinanceError):
    """The invoice has as many lines as a form shows."""


class InvoiceInTheFuture(FinanceError):
    """The date of the invoice has not come yet."""


class DuplicateInvoice(FinanceError):
    """``found`` has the same number, or the same day and total, of this supplier."""

    def __init__(self, found):
        super().__init__(found)
        self.found = found


class WrongState(FinanceError):
    """The invoice is not where this can be done: somebody was perhaps faster."""

    def __init__(self, invoice):
        super().__init__(invoice)
        self.invoice = invoice


class SamePerson(FinanceError):
    """Who prepared the invoice does not approve it, because the building says so."""


class IbanChanged(FinanceError):
    """The money would go to another account than ``known``: somebody must confirm it."""

    def __init__(self, known):
        super().__init__(known)
        self.known = known


class ReasonMissing(FinanceError):
    """Who rejects an invoice says why."""


class InvoiceCancelled(FinanceError):
    """The invoice has its mirror already."""


class InvoicePaid(FinanceError):
    """A part was paid: the payment is taken back before the invoice is."""


class InvoiceOrdered(FinanceError):
    """The invoice stands in a payment file that was not given up."""


class PeriodShut(FinanceError):
    """``day`` lies in a closed year or a settled period: nothing is changed there."""

    def __init__(self, day):
        super().__init__(day)
        self.day = day


class NotOwed(FinanceError):
    """Only a posted invoice that stands can be paid."""


class MoreThanOpen(FinanceError):
    """Only ``open`` EUR of the invoice are left to pay (below zero: to use up)."""

    def __init__(self, invoice, left):
        super().__init__(invoice)
        self.invoice = invoice
        self.left = left


class FilesGone(FinanceError):
    """The key to files that were sent before is none, or has ended: send them again."""
