"""What the years of the books refuse, whoever sends the SQL."""

import psycopg
import pytest

from koprogo.audit.services import record
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy import enter
from tests import cast
from tests.ledger.books import (
    close_year,
    open_books,
    open_year,
    post,
    reopen_year,
    write_entry,
    write_line,
    write_posted,
)
from tests.sql import changed, owner_of, refused

REOPEN = "UPDATE ledger_fiscalyear SET closed_at = NULL, closed_by_id = NULL"
CLOSE = "UPDATE ledger_fiscalyear SET closed_at = now() WHERE year = %s"
OPEN = (
    "INSERT INTO ledger_fiscalyear (tenant_id, year, since, until, closed_at)"
    " SELECT tenant_id, {year}, '{since}', '{until}', {closed_at}"
    " FROM ledger_journal WHERE code = 'misc'"
)


def written(**columns):
    entry = write_entry(**columns)
    write_line(entry, "10", "1", "0")
    write_line(entry, "20", "0", "1")
    return entry


def opened(year="2026", since="2026-01-01", until="2027-01-01", closed_at="NULL"):
    changed(OPEN.format(year=year, since=since, until=until, closed_at=closed_at))


def test_sql_cannot_post_into_a_closed_year(scratch):
    open_year(2026)
    close_year(2026)
    entry = written()
    with refused("ledger: year 2026 is closed"):
        write_posted(entry)


@pytest.mark.parametrize("columns", [{"date": "'2027-01-01'"}, {"year": "2025"}])
def test_sql_cannot_post_on_a_day_of_another_year(scratch, columns):
    open_year(2026)
    entry = written(**columns)
    with refused("ledger: .* is no day of year"):
        write_posted(entry)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"year": "2025"}, "fiscal_year_named_by_its_beginning"),
        ({"until": "2026-01-01"}, "fiscal_year_dates"),
        ({"until": "2028-01-02"}, "fiscal_year_two_years"),
        ({"since": "2026-06-01", "until": "2027-06-01"}, "fiscal_year_once"),
        (
            {"year": "2027", "since": "2027-06-30", "until": "2028-06-30"},
            "fiscal_year_no_overlap",
        ),
        ({"closed_at": "now()"}, "ledger: a year begins open"),
    ],
)
def test_sql_cannot_open_what_is_no_year(books, values, message):
    if message in ("fiscal_year_once", "fiscal_year_no_overlap"):
        opened(until="2027-07-01")
    with refused(message):
        opened(**values)


def test_sql_cannot_open_a_year_that_its_entries_do_not_fit(books):
    post()
    with refused("ledger: entries do not fit into year 2026"):
        opened(until="2026-03-01")
    with refused("ledger: entries do not fit into year 2025"):
        opened(year="2025", since="2025-07-01", until="2026-07-01")


@pytest.mark.parametrize(
    "change",
    [
        "year = 2027",
        "since = '2026-01-02'",
        "until = '2027-02-01', closed_at = now()",
        "until = '2027-02-01'",
        "closed_at = NULL",
    ],
)
def test_sql_cannot_move_a_year(books, change):
    open_year(2026)
    with refused("ledger: a year is closed or reopened, and changes in nothing else"):
        changed(f"UPDATE ledger_fiscalyear SET {change}")


def test_sql_cannot_backdate_a_closing(books):
    open_year(2026)
    entry = post()
    changed("UPDATE ledger_fiscalyear SET closed_at = '2020-01-01'")
    assert FiscalYear.objects.get().closed_at > entry.posted_at


def test_sql_closes_years_in_their_order(books):
    open_year(2025)
    open_year(2026)
    with refused("ledger: years are closed in their order"):
        changed(CLOSE, [2026])
    changed(CLOSE, [2025])
    changed(CLOSE, [2026])
    with refused("ledger: a later year is closed"):
        changed(f"{REOPEN} WHERE year = 2025")


def test_sql_reopens_a_year_only_with_its_reason_in_the_history(books):
    open_year(2026)
    closed = close_year(2026)
    moment = closed.closed_at.isoformat()
    with refused("ledger: a year is reopened for a reason in the history"):
        changed(REOPEN)
    record("year.reopened", target=closed, by=None, reason="", closed_at=moment)
    with refused("ledger: a year is reopened for a reason in the history"):
        changed(REOPEN)
    reopen_year(2026)
    close_year(2026)
    with refused("ledger: a year is reopened for a reason in the history"):
        changed(REOPEN)  # the event of before was of another closing


def test_a_closed_year_stays(books):
    open_year(2026)
    close_year(2026)
    with refused("ledger: year 2026 is closed"):
        changed("DELETE FROM ledger_fiscalyear")
    reopen_year(2026)
    assert changed("DELETE FROM ledger_fiscalyear") == 1


def test_sql_changes_no_year_of_another_tenant(books):
    open_year(2026)
    close_year(2026)
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        assert changed(REOPEN) == 0
        assert changed("DELETE FROM ledger_fiscalyear") == 0
    assert FiscalYear.objects.get().is_closed


def test_a_closed_year_of_another_tenant_closes_nothing(books):
    open_year(2026)
    close_year(2026)
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        open_books()
        assert str(post()) == "misc 2026-1"


def test_the_owner_posts_nothing_into_a_closed_year(tenant_id, own_database):
    with enter(tenant_id, by=None):
        open_year(2026)
        close_year(2026)
    with (
        owner_of(own_database) as owner,
        pytest.raises(psycopg.DatabaseError, match="reopened for a reason"),
        owner.transaction(),
    ):
        owner.execute(REOPEN)
    with (
        owner_of(own_database) as owner,
        pytest.raises(psycopg.DatabaseError, match="added and never changed"),
        owner.transaction(),
    ):
        owner.execute("TRUNCATE ledger_fiscalyear CASCADE")
