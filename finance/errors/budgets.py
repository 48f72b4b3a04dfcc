"""What budgets, their instalments and the reserve rule refuse."""

from finance.errors.base import FinanceError


class AlreadyAdopted(FinanceError):
    """An adopted budget is never changed: an adjusted one is adopted after it."""


class NothingBudgeted(FinanceError):
    """A budget without lines cannot be adopted."""


class NotABudgetAccount(FinanceError):
    """A line names an account that holds neither costs nor calls for the reserve."""

    def __init__(self, account):
        super().__init__(account)
        self.account = account


class DecidedInTheFuture(FinanceError):
    """A decision is noted when the assembly has taken it."""


class BudgetYearClosed(FinanceError):
    """The fiscal year is closed: there is nothing to expect of it any more."""


class ReserveTooLow(FinanceError):
    """The budget calls less for the reserve than ``check`` asks (art. 3.86 §3)."""

    def __init__(self, check):
        super().__init__(check)
        self.check = check


class AlreadyOptedOut(FinanceError):
    """The decision to leave the reserve contribution out is noted for this year."""


class NotInForce(FinanceError):
    """Provisions are called by the budget of the year that was adopted last."""


class NoInstalmentLeft(FinanceError):
    """Every period of the year was called, wholly or in part."""


class DraftsChanged(FinanceError):
    """The drafts that would be replaced are not those that were shown."""
