"""Days of the demo, counted back from the day on which it is loaded. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta


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
        return self.first_day + timedelta(days=30)

    def later(self, quarters: int) -> "Quarter":
        """Return the quarter that comes so many quarters later, or earlier."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def __str__(self) -> str:
        return f"T{self.number} {self.year}"


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)
