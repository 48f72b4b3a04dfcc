"""What the statements of charges refuse."""

from datetime import date
from decimal import Decimal

from finance.errors.base import FinanceError


class StatementPosted(FinanceError):
    """It is posted, perhaps since this very moment: a draft is changed, not this."""


class StatementNotPosted(FinanceError):
    """Only a posted statement is cancelled or written to anybody."""


class StatementCancelled(FinanceError):
    """It was cancelled by a mirror: it counts no more."""


class StatementOfYearClosed(FinanceError):
    """The fiscal year ``year`` of its last day is closed."""

    def __init__(self, year: int):
        super().__init__(year)
        self.year = year


class PeriodSettled(FinanceError):
    """The statement ``standing`` settles days of this period already."""

    def __init__(self, standing):
        super().__init__(standing)
        self.standing = standing


class PeriodNotOver(FinanceError):
    """The last day of the period has not passed."""


class StatementDueInThePast(FinanceError):
    """Nobody can pay by a day that has passed."""


class NotComputed(FinanceError):
    """It has not been computed since it was last changed."""


class StatementOutdated(FinanceError):
    """Books, owners or readings have changed since it was computed."""


class NothingToSettle(FinanceError):
    """No cost and no provision lies in the period."""


class ProvisionsUnexplained(FinanceError):
    """``amount`` (EUR) of the provisions booked in the period was called from nobody."""

    def __init__(self, amount: Decimal):
        super().__init__(amount)
        self.amount = amount


class CostsUnexplained(FinanceError):
    """``amount`` (EUR) of the costs booked in the period says not who bears it."""

    def __init__(self, amount: Decimal):
        super().__init__(amount)
        self.amount = amount


class CannotDivide(FinanceError):
    """The cost ``cost`` cannot be divided; ``reason``: of ``charging.charges.REASONS``."""

    def __init__(self, cost, reason: Exception):
        super().__init__(cost, reason)
        self.cost = cost
        self.reason = reason


class MeterUnread(FinanceError):
    """The readings of ``meter`` do not say what was used; ``reason``: a ``MeterError``."""

    def __init__(self, meter, reason: Exception):
        super().__init__(meter, reason)
        self.meter = meter
        self.reason = reason

    @property
    def day(self) -> date:
        return self.reason.day
