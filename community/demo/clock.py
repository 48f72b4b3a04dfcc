"""The clock of the demo: what neighbours did months ago bears the moment of that day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from unittest import mock

from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Days:
    """Moments by days from the day of the demo: before it below 0, to come above."""

    today: date

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def moment(self, days: int, hour: int = 12, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(days), time(hour, minute)))

    @contextmanager
    def on(self, days: int, hour: int = 12, minute: int = 0) -> Iterator[datetime]:
        """Let what happens inside happen at this moment.

        Only the command that loads the demo does so: it is alone in its process.
        """
        moment = self.moment(days, hour, minute)
        with mock.patch.object(timezone, "now", return_value=moment):
            yield moment
