"""What the books refuse, whoever sends the SQL."""

import psycopg
import pytest
from django.db import IntegrityError

from koprogo.ledger.models import Account, Entry, Line
from koprogo.tenancy import enter
from tests import cast
from tests.ledger.books import (
    mirror,
    pair,
    post,
    sides,
    write_entry,
    write_line,
    write_posted,
)
from tests.sql import (
    changed,
    checked_as_at_commit,
    owner_of,
    refused,
    refused_at_commit,
    rows,
)

BALANCED = [("10", "10.00", "0"), ("20", "0", "10.00")]


def write_lines(entry, *lines):
    for line in lines:
        write_line(entry, *line)


# Balance


def test_sql_can_post_what_balances(books):
    with checked_as_at_commit():
        entry = write_entry()
        write_lines(entry, *BALANCED)
        assert str(write_posted(entry)) == "misc 2026-1"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "0 lines"),
        ([("10", "10", "0")], "1 lines"),
        ([("10", "10", "0"), ("20", "0", "9.99")], "debit 10.00, credit 9.99"),
        ([("10", "10", "0"), ("20", "10", "0")], "debit 20.00, credit 0"),
    ],
)
def test_sql_cannot_post_what_does_not_balance(scratch, lines, message):
    entry = write_entry()
    write_lines(entry, *lines)
    with refused(f"ledger: .*{message}"):
        write_posted(entry)


@pytest.mark.parametrize(
    ("debit", "credit", "message"),
    [
        ("10", "10", "line_debit_xor_credit"),
        ("0", "0", "line_debit_xor_credit"),
        ("-10", "0", "line_debit_xor_credit"),
        ("0", "-10", "line_debit_xor_credit"),
        ("10", "-10", "line_debit_xor_credit"),
        ("NaN", "0", "ledger_line_debit_check"),
        ("0", "NaN", "ledger_line_credit_check"),
        ("1e12", "0", "numeric field overflow"),
    ],
)
def test_a_line_is_debit_or_credit(scratch, debit, credit, message):
    entry = write_entry()
    with refused(message):
        write_line(entry, "10", debit, credit)


def test_a_temporary_table_does_not_stand_in_for_the_lines(scratch):
    """Any role may create one, and its name is found first."""
    entry = write_entry()
    write_line(entry, "10", "10", "0")
    changed(
        "CREATE TEMPORARY TABLE ledger_line AS"
        " SELECT tenant_id, entry_id, debit, credit FROM public.ledger_line"
        " UNION ALL SELECT tenant_id, entry_id, credit, debit FROM public.ledger_line"
    )
    with refused("ledger: 1 lines, debit 10.00, credit 0"):
        write_posted(entry)


def test_a_temporary_table_does_not_stand_in_for_the_entry(scratch):
    write_entry()
    changed(
        "CREATE TEMPORARY TABLE ledger_entry AS"
        " SELECT tenant_id, id, now() AS posted_at FROM public.ledger_entry"
    )
    with refused_at_commit("ledger: entry .* was not posted"):
        pass


# An entry begins unposted and is posted before the commit


@pytest.mark.parametrize(
    "columns",
    [{"posted_at": "now()"}, {"number": "1"}, {"posted_at": "now()", "number": "1"}],
)
def test_an_entry_begins_unposted(books, columns):
    with refused("ledger: an entry begins unposted"):
        write_entry(**columns)


def test_an_unposted_entry_cannot_be_committed(books):
    with refused_at_commit("ledger: entry .* was not posted"):
        write_lines(write_entry(), *BALANCED)


@pytest.mark.parametrize("elsewhere", [None, cast.BELLEVUE])
def test_an_unposted_entry_cannot_be_committed_from_elsewhere(scratch, elsewhere):
    """Row-level security hides it there; its check looks in its own tenant."""
    unposted = write_entry()
    tenant = cast.tenant(elsewhere).pk if elsewhere else None
    with enter(tenant, by=None):
        before = rows("SELECT current_setting('app.tenant')")
        with refused_at_commit("ledger: entry .* was not posted"):
            pass
        assert rows("SELECT current_setting('app.tenant')") == before
    assert Entry.objects.get().pk == unposted


def test_leaving_an_unposted_entry_behind_rolls_back(tenant_id):
    """With a real commit."""
    with (
        pytest.raises(IntegrityError, match="was not posted"),
        enter(tenant_id, by=None),
    ):
        write_entry()
    with enter(tenant_id, by=None):
        assert Entry.objects.count() == 0


def test_sql_cannot_choose_the_number(books):
    post()
    entry = write_entry()
    write_lines(entry, *BALANCED)
    changed(
        "UPDATE ledger_entry SET posted_at = now(), number = 17 WHERE id = %s", [entry]
    )
    assert Entry.objects.get(pk=entry).number == 2


@pytest.mark.parametrize(
    "change",
    [
        "text = 'other'",
        "year = 2027",
        "date = '2027-01-01', posted_at = now()",
        "source = 'x', posted_at = now()",
        "uuid = gen_random_uuid(), posted_at = now()",
        "number = 1",
    ],
)
def test_the_only_change_is_the_posting(scratch, change):
    entry = write_entry()
    write_lines(entry, *BALANCED)
    with refused("ledger: the only change of an entry is its posting"):
        changed(f"UPDATE ledger_entry SET {change} WHERE id = %s", [entry])
    with refused("ledger: an entry is never deleted"):
        changed("DELETE FROM ledger_entry WHERE id = %s", [entry])


# Posted is for ever


def test_a_posted_entry_gets_no_more_lines(books):
    entry = post()
    with refused("ledger: a posted entry gets no more lines"):
        write_line(entry.pk, "10", "1", "0")
    with refused("ledger: a posted entry gets no more lines"):
        Line.objects.bulk_create(
            Line(
                entry=entry,
                account=Account.objects.get(code=code),
                debit=debit,
                credit=credit,
            )
            for code, debit, credit in BALANCED
        )
    assert len(sides(entry)) == 2


ATTEMPTS = {
    "UPDATE ledger_entry SET text = 'other'": "a posted entry is never changed",
    "UPDATE ledger_entry SET posted_at = NULL": "a posted entry is never changed",
    "UPDATE ledger_entry SET number = 9": "a posted entry is never changed",
    "DELETE FROM ledger_entry": "an entry is never deleted",
    "TRUNCATE ledger_entry CASCADE": "are added and never changed",
    "UPDATE ledger_line SET debit = debit * 2": "are added and never changed",
    "DELETE FROM ledger_line": "are added and never changed",
    "TRUNCATE ledger_line": "are added and never changed",
    "UPDATE ledger_account SET code = '99' WHERE code = '10'": (
        "are added and never changed"
    ),
    "UPDATE ledger_journal SET code = 'x' WHERE code = 'misc'": (
        "are added and never changed"
    ),
    "DELETE FROM ledger_account WHERE code = '10'": "foreign key constraint",
    "DELETE FROM ledger_journal WHERE code = 'misc'": "foreign key constraint",
}
NO_RIGHT = {statement for statement in ATTEMPTS if statement.startswith("TRUNCATE")} | {
    statement for statement in ATTEMPTS if "ledger_line" in statement
}


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_application_changes_nothing_posted(books, statement):
    post()
    message = "permission denied" if statement in NO_RIGHT else ATTEMPTS[statement]
    with refused(message):
        changed(statement)


def test_the_owner_changes_nothing_posted(tenant_id, own_database):
    with enter(tenant_id, by=None):
        entry = post()
        before = sides(entry)
    with owner_of(own_database) as owner:
        for statement, message in ATTEMPTS.items():
            with (
                pytest.raises(psycopg.DatabaseError, match=message),
                owner.transaction(),
            ):
                owner.execute(statement)
    with enter(tenant_id, by=None):
        assert sides(entry) == before


def test_an_account_may_be_saved_unchanged(books):
    Account.objects.get(code="10").save()


# Mirrors


def write_mirror(original, *lines):
    entry = write_entry(reverses_id=str(original.pk))
    write_lines(entry, *lines)
    return write_posted(entry)


def test_sql_can_write_an_exact_mirror(books):
    original = post()
    with checked_as_at_commit():
        reverse = write_mirror(original, ("20", "10", "0"), ("10", "0", "10"))
    assert reverse.reverses == original


@pytest.mark.parametrize(
    "lines",
    [
        [("10", "10", "0"), ("20", "0", "10")],
        [("20", "9", "0"), ("10", "0", "9")],
        [("20", "10", "0"), ("30", "0", "10")],
        [("20", "5", "0"), ("20", "5", "0"), ("10", "0", "10")],
        [("20", "10", "0"), ("10", "0", "10")] * 2,
    ],
)
def test_sql_cannot_write_another_mirror(books, lines):
    original = post()
    with refused("ledger: a mirror has the same lines with debit and credit exchanged"):
        write_mirror(original, *lines)


def test_a_mirror_repeats_each_line_as_often(books):
    original = post(*pair("10.00"), *pair("10.00"), *pair("5.00"))
    with refused("ledger: a mirror has the same lines"):
        write_mirror(
            original,
            *[("20", "10", "0"), ("10", "0", "10")],
            *[("20", "5", "0"), ("10", "0", "5")] * 2,
        )


def test_sql_cannot_reverse_twice(books):
    original = post()
    reverse = mirror(original)
    with refused("ledger_entry_reverses_id"):
        write_entry(reverses_id=str(original.pk))
    with refused("ledger: only a posted entry that is no mirror can be reversed"):
        write_mirror(reverse, *BALANCED)


def test_sql_cannot_reverse_what_is_not_posted(scratch):
    draft = write_entry()
    write_lines(draft, *BALANCED)
    with refused("ledger: only a posted entry that is no mirror can be reversed"):
        write_mirror(Entry.objects.get(pk=draft), ("20", "10", "0"), ("10", "0", "10"))


def test_an_entry_does_not_reverse_itself(scratch):
    [(pk,)] = rows("SELECT nextval('ledger_entry_id_seq')")
    entry = write_entry(id=str(pk), reverses_id=str(pk))
    write_lines(entry, *BALANCED)
    with refused("ledger: only a posted entry that is no mirror can be reversed"):
        write_posted(entry)
