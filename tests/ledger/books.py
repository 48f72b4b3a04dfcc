"""Short ways into books of three accounts: 10, 20 and 30."""

from datetime import date
from decimal import Decimal

from koprogo.ledger import services
from koprogo.ledger.models import Account, Entry, Journal
from tests.sql import changed, rows

DAY = date(2026, 3, 1)


def open_books():
    services.open_books(accounts=["10", "20", "30"])


def debit(account, amount, **whose):
    return services.debit(account, Decimal(amount), **whose)


def credit(account, amount, **whose):
    return services.credit(account, Decimal(amount), **whose)


def pair(amount):
    return [debit("10", amount), credit("20", amount)]


def post(*lines, journal="misc", year=2026, day=DAY, source=None):
    """Post these lines; 10.00 from account 20 to account 10 by default."""
    return services.post(
        journal=journal,
        year=year,
        date=day,
        text="Test",
        lines=lines or pair("10.00"),
        by=None,
        source=source,
    )


def mirror(entry, *, year=2026, day=DAY):
    return services.mirror(entry, year=year, date=day, text="Mistake", by=None)


def draft(*lines, journal="misc", year=2026, day=DAY, source=None):
    """An entry to be; 10.00 from account 20 to account 10 by default."""
    return services.EntryDraft(
        journal, year, day, "Test", lines or pair("10.00"), source
    )


def open_year(year, since=None, until=None):
    """Open the calendar year, or these days."""
    return services.open_year(
        since=since or date(year, 1, 1), until=until or date(year + 1, 1, 1), by=None
    )


def close_year(year):
    return services.close_year(year=year, by=None)


def reopen_year(year, reason="A late invoice"):
    return services.reopen_year(year=year, reason=reason, by=None)


def sides(entry):
    """Return what an entry says: account, debit, credit of each line."""
    return list(
        entry.lines.order_by("pk").values_list("account__code", "debit", "credit")
    )


# The same with SQL


def write_entry(**columns):
    """Insert an entry, unposted unless the columns say otherwise; return its key."""
    values = {
        "tenant_id": "nullif(current_setting('app.tenant'), '')::bigint",
        "uuid": "gen_random_uuid()",
        "journal_id": str(Journal.objects.get(code="misc").pk),
        "year": "2026",
        "date": "'2026-03-01'",
        "text": "'SQL'",
        **columns,
    }
    [(pk,)] = rows(
        f"INSERT INTO ledger_entry ({', '.join(values)})"
        f" VALUES ({', '.join(values.values())}) RETURNING id"
    )
    return pk


def write_line(entry, account, debit, credit):
    changed(
        "INSERT INTO ledger_line (tenant_id, entry_id, account_id, debit, credit)"
        " SELECT tenant_id, id, %s, %s::numeric, %s::numeric"
        " FROM ledger_entry WHERE id = %s",
        [Account.objects.get(code=account).pk, debit, credit, entry],
    )


def write_posted(entry):
    changed("UPDATE ledger_entry SET posted_at = now() WHERE id = %s", [entry])
    return Entry.objects.get(pk=entry)
