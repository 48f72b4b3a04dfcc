"""What reminders, pauses and instalment plans refuse."""

from finance.errors.base import FinanceError


class NotLate(FinanceError):
    """Nothing of this account holder is overdue: there is nothing to agree."""


class PlanRunning(FinanceError):
    """This account holder has a plan: it is withdrawn before another one."""


class PlanEnded(FinanceError):
    """The plan has ended already."""


class PlanOutside(FinanceError):
    """A plan covers what is overdue, and no more than what is owed; ``least``, ``most``."""

    def __init__(self, least, most):
        super().__init__(least, most)
        self.least = least
        self.most = most


class PlanInThePast(FinanceError):
    """The first instalment is due today or later."""


class PauseEnded(FinanceError):
    """The pause has ended already."""


class PauseInThePast(FinanceError):
    """A pause ends on a day to come."""


class LevelsDoNotRise(FinanceError):
    """A higher level comes more days after the due date than the one below it."""


class UnknownLevel(FinanceError):
    """The building has no level of reminders of this position."""


class ReminderGone(FinanceError):
    """The reminder was cancelled already."""


class BeingSent(FinanceError):
    """The letter of this reminder is being made at this moment."""
