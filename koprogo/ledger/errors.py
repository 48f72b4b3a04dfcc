class LedgerError(Exception):
    """The books refuse; nothing was written."""


class UnknownAccount(LedgerError):
    """The tenant's chart has no account with this code."""


class AlreadyPosted(LedgerError):
    """This source has been posted before: nothing is posted twice."""


class AlreadyReversed(LedgerError):
    """This entry already has its mirror."""


class Unbalanced(LedgerError):
    """Debit and credit differ, or there are fewer than two lines."""


# The chart


class NotACode(LedgerError):
    """An account's code has digits only, at most ten."""


class AccountExists(LedgerError):
    """The chart has an account with this code."""


class OutsideTheChart(LedgerError):
    """A sub-account's code begins with the code of an account that is there."""


class NoName(LedgerError):
    """A sub-account of the building's own has a name."""


# Fiscal years


class YearClosed(LedgerError):
    """The fiscal year ``year`` is closed: it takes no entry any more."""

    def __init__(self, year):
        super().__init__(year)
        self.year = year


class DateOutsideYear(LedgerError):
    """The day of an entry is not one of the fiscal year it is booked in."""

    def __init__(self, year):
        super().__init__(year)
        self.year = year


class YearExists(LedgerError):
    """This year, or some of its days, was opened before."""


class YearTooLong(LedgerError):
    """A fiscal year ends after it begins, and lasts 24 months at most."""


class YearDoesNotFit(LedgerError):
    """Entries are booked in this year on other days, or on its days in another year."""


class YearNotOpened(LedgerError):
    """Nobody opened this fiscal year."""


class AlreadyClosed(LedgerError):
    """The year is closed, perhaps since this very moment."""


class NotClosed(LedgerError):
    """Only a closed year can be reopened."""


class EarlierYearOpen(LedgerError):
    """Years are closed in their order."""


class LaterYearClosed(LedgerError):
    """A later year was closed on the balances of this one: reopen that one first."""


class NoReason(LedgerError):
    """A year is reopened for a reason that stays in the history."""
