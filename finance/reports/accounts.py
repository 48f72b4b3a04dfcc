"""What the accounts say: trial balance, one account, one journal."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from finance import chart
from finance.queries.entries import Reader
from finance.reports.layout import Report, Row, Section, day_after, total_of
from koprogo.ledger.models import Entry, Journal, Line
from koprogo.ledger.queries import trial_balance_between

ZERO = Decimal("0.00")
TRIAL = ("code", "name", "opening", "debit", "credit", "closing")
LEDGER = ("date", "entry", "text", "of", "debit", "credit", "balance")
JOURNAL = ("entry", "date", "text", "amount")


def trial_balance_report(*, since: date, until: date, reader: Reader) -> Report:
    """Return every account that moved by the last day ``until``: two statements."""
    moved = trial_balance_between(since=since, until=day_after(until))
    names = chart.labels(one.account for one in moved)
    rows = [
        Row(
            {
                "code": one.account,
                "name": names[one.account],
                "opening": one.opening,
                "debit": one.debit,
                "credit": one.credit,
                "closing": one.closing,
            },
            _ledger_page(one.account, reader),
        )
        for one in moved
    ]
    return Report(
        name="trial-balance",
        title=_("Trial balance"),
        since=since,
        until=until,
        sections=[Section(TRIAL, rows, totals=[total_of(rows, TRIAL, _("Together"))])],
        notes=[
            _(
                "Balances are debit minus credit: a debt of the association and its "
                "funds are below zero. The sum of each balance is zero."
            )
        ],
    )


def _ledger_page(code: str, reader: Reader) -> tuple[str, ...]:
    return ("finance:books-account", code) if reader.may_read(code) else ()


def account_report(
    code: str, lines: Iterable[Line], *, since: date, until: date, reader: Reader
) -> Report:
    """Return lines of ``koprogo.ledger.queries.account_lines`` as this person reads
    them: four statements.
    """
    found = list(lines)
    reader.read(line.entry for line in found)
    people = reader.names(line.party_id for line in found)
    number_of = entry_numbers()
    rows = [
        Row(
            {
                "date": line.entry.date,
                "entry": number_of(line.entry),
                "text": reader.text(line.entry),
                "of": people.get(line.party_id, ""),
                "debit": line.debit or None,
                "credit": line.credit or None,
                "balance": line.balance,
            },
            ("finance:books-entry", str(line.entry.uuid)),
        )
        for line in found
    ]
    return Report(
        name=f"ledger-{code}",
        title=f"{code} {chart.label(code)}",
        since=since,
        until=until,
        sections=[Section([c for c in LEDGER if c != "of" or any(people)], rows)],
    )


def journal_report(
    journal: str, year: int, entries: Iterable[Entry], *, until: date, reader: Reader
) -> Report:
    """Return entries of ``koprogo.ledger.queries.entries`` as this person reads them."""
    found = list(entries)
    reader.read(found)
    number_of = entry_numbers()
    rows = [
        Row(
            {
                "entry": number_of(entry),
                "date": entry.date,
                "text": reader.text(entry),
                "amount": entry.total,
            },
            ("finance:books-entry", str(entry.uuid)),
        )
        for entry in found
    ]
    name = Journal.Code(journal).label
    return Report(
        name=f"journal-{journal}-{year}",
        title=_("Journal “%(name)s” %(year)s") % {"name": name, "year": year},
        until=until,
        sections=[Section(JOURNAL, rows)],
    )


def entry_numbers() -> Callable[[Entry], str]:
    """Return what tells the number of an entry: journal, year, number.

    The journals are translated once, not once a line.
    """
    names = {code: str(label) for code, label in Journal.Code.choices}
    return lambda entry: f"{names[entry.journal.code]} {entry.year}-{entry.number}"
