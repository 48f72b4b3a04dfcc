"""Days of the demo, counted back from the day on which it is loaded. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a calendar year; ``number`` is 1 to 4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def due_on(self) -> date:
        """Thirty days to pay what is called on the first day."""
        return self.day(30)

    def day(self, number: int) -> date:
        """Return the day that comes so many days after the first."""
        return self.first_day + timedelta(days=number)

    def later(self, quarters: int) -> "Quarter":
        """Return the quarter that comes so many quarters later, or earlier."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def last_quarters(day: date, number: int) -> list[Quarter]:
    """Return the quarter of ``day`` and those before it, the oldest first."""
    return [quarter_of(day).later(step) for step in range(1 - number, 1)]


def bank_day(day: date) -> date:
    """Return the day itself, or the Monday after a weekend: banks rest."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday >= SATURDAY else day
