"""What meters and their readings refuse."""

from datetime import date

from finance.errors.base import FinanceError


class ReadInTheFuture(FinanceError):
    """Nobody has seen yet what a meter will show on this day."""


class NoReadings(FinanceError):
    """Not one reading was given."""


class ReadingRefused(FinanceError):
    """``meter`` cannot have shown this; ``reason``: of ``finance.metering``."""

    def __init__(self, meter, reason: Exception):
        super().__init__(meter, reason)
        self.meter = meter
        self.reason = reason

    @property
    def day(self) -> date:
        return self.reason.day


class NotInUse(FinanceError):
    """``meter`` was not in use on ``day``."""

    def __init__(self, meter, day: date):
        super().__init__(meter, day)
        self.meter = meter
        self.day = day


class ReadingsSettled(FinanceError):
    """``statement`` stands on what ``meter`` measured: it would no longer be right."""

    def __init__(self, meter, statement):
        super().__init__(meter, statement)
        self.meter = meter
        self.statement = statement


class ReadingVoid(FinanceError):
    """It was declared void already."""


class NoReason(FinanceError):
    """A reading is declared void for a reason that stays on record."""


class MeterEnded(FinanceError):
    """This meter is out of use already."""


class SerialTaken(FinanceError):
    """The group has a meter of this number."""
