"""What entries of one's own, the end of works and the closing of a year refuse."""

from finance.errors.base import FinanceError


class EntryInTheFuture(FinanceError):
    """Books say what happened: the day has not come yet."""


class TooFewLines(FinanceError):
    """An entry has two lines at least, none of zero."""


class EntryUnbalanced(FinanceError):
    """Debit is ``difference`` EUR more than credit (below zero: less)."""

    def __init__(self, difference):
        super().__init__(difference)
        self.difference = difference


class ReasonNeeded(FinanceError):
    """Whoever books by hand, or takes it back, says why."""


class EntryBooked(FinanceError):
    """This very form was sent before: a double click books once."""


class EntryTakenBack(FinanceError):
    """The entry has its mirror already."""


class EntryLineRefused(FinanceError):
    """Something is wrong with the line at ``position``, counted from 1."""

    def __init__(self, position):
        super().__init__(position)
        self.position = position


class HolderNeeded(EntryLineRefused):
    """A line on 4100 or 4101 names the account holder, and no other line does."""


class SupplierNeeded(EntryLineRefused):
    """A line on 440 names the supplier, and no other line does."""


class BasisNeeded(EntryLineRefused):
    """A cost or an income says who bears it: a key or a lot. No other line does."""


class NotByHand(EntryLineRefused):
    """Calls, statements, works and closings book on this account, and nobody else."""


class NothingToTransfer(FinanceError):
    """No reserve part has been received that is not on its account already."""


class ReportTooLong(FinanceError):
    """Nobody waits for so many lines on paper: the worker makes them."""


# Works


class WorksEnded(FinanceError):
    """The works have ended: they cost nothing more, and nothing is called for them."""

    def __init__(self, works):
        super().__init__(works)
        self.works = works


class WorksPending(FinanceError):
    """``many`` invoices of the works, or calls for them, are not booked yet."""

    def __init__(self, many):
        super().__init__(many)
        self.many = many


class WorksNotCalled(FinanceError):
    """Nothing was called: nobody can say who bears what was spent."""


class DecisionNeeded(FinanceError):
    """An assembly decides what becomes of the difference."""


class WorksExist(FinanceError):
    """There are works of this name."""


# Fiscal years


class YearNotReady(FinanceError):
    """Some ``checks`` of the closing are not done yet."""

    def __init__(self, checks):
        super().__init__(checks)
        self.checks = checks
