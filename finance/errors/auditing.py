"""What the check of the accounts and the register of interests refuse."""

from finance.errors.base import FinanceError


class AlreadyChecking(FinanceError):
    """This auditor opened a ``check`` of this year before."""

    def __init__(self, check):
        super().__init__(check)
        self.check = check


class NotTheAuditor(FinanceError):
    """A check belongs to the auditor who opened it."""


class CheckSigned(FinanceError):
    """The report is signed: nothing of the check changes any more."""


class SampleShrinks(FinanceError):
    """A sample is made larger, never smaller: ``at_least`` were drawn."""

    def __init__(self, at_least: int):
        super().__init__(at_least)
        self.at_least = at_least


class NotInSample(FinanceError):
    """The invoice is not one of the vouchers of this check."""


class NotConcluded(FinanceError):
    """A report is signed once it has an opinion and a conclusion."""


class AlreadyAnswered(FinanceError):
    """A question is answered once: the report shows what was said."""


class DeclaredInTheFuture(FinanceError):
    """An interest is declared on a day that has come."""


class AlreadyDeclared(FinanceError):
    """The same person has declared an interest in this supplier that has not ended."""


class AlreadyEnded(FinanceError):
    """An interest ends once."""


class WrongEnd(FinanceError):
    """An interest ends on or after the day it was declared, and not in the future."""
