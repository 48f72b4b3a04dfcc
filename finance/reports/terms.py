"""What is asked of a report, as a worker can be told it; and the whole report for it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from finance.queries.entries import Reader
from finance.reports.accounts import account_report, journal_report
from finance.reports.kinds import make
from finance.reports.layout import Report, day_after
from koprogo.ledger.models import Journal
from koprogo.ledger.queries import account_lines, entries

ACCOUNT, JOURNAL = "account", "journal"


@dataclass(frozen=True, slots=True)
class Terms:
    """``name``: of a report, or an account by its ``code``, or a journal in a ``year``.

    From ``since`` to the end of ``until``; a journal is asked for a whole year.
    """

    name: str
    since: date
    until: date
    code: str = ""
    year: int = 0

    @classmethod
    def of_journal(cls, journal: str, year: int, *, on: date) -> "Terms | None":
        """Return those of a journal in a fiscal year; None where there is none."""
        if journal not in Journal.Code.values or not 1900 <= year < 3000:
            return None
        return cls(JOURNAL, on, on, code=journal, year=year)

    def as_json(self) -> dict[str, object]:
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return asdict(self) | days

    @classmethod
    def from_json(cls, said: Mapping) -> "Terms":
        days = {name: date.fromisoformat(said[name]) for name in ("since", "until")}
        return cls(**{**said, **days})

    def lines(self):
        """Return what an account or a journal has, to count or to cut."""
        if self.name == ACCOUNT:
            until = day_after(self.until)
            return account_lines(self.code, since=self.since, until=until)
        return entries(self.code, year=self.year)

    def report(self, lines, *, reader: Reader) -> Report:
        """Return the report of these lines of an account or a journal."""
        if self.name == ACCOUNT:
            days = {"since": self.since, "until": self.until}
            return account_report(self.code, lines, reader=reader, **days)
        return journal_report(
            self.code, self.year, lines, until=self.until, reader=reader
        )


def whole_report(terms: Terms, *, reader: Reader, most: int) -> Report:
    """Return the report with all its lines, of an account or a journal ``most``."""
    if terms.name in (ACCOUNT, JOURNAL):
        return terms.report(terms.lines()[:most], reader=reader)
    return make(terms.name, since=terms.since, until=terms.until, reader=reader)


def size_of(terms: Terms, *, reader: Reader) -> int:
    """Return how many lines the report has."""
    if terms.name in (ACCOUNT, JOURNAL):
        return terms.lines().count()
    return whole_report(terms, reader=reader, most=0).size
