"""The nightly check of the result and the reserve: the owner switches triggers off."""

import pytest
from django.utils import timezone

from finance import services
from finance.queries.integrity_books import findings
from finance.services.year_end import close_fiscal_year, reopen_fiscal_year
from koprogo.tenancy import enter
from tests import cast
from tests.finance.books.making import (
    JULY,
    YEAR,
    a_call,
    a_settled_year,
    a_year,
    closed_year,
    own,
    some_works,
)
from tests.finance.charge_statements.books import key
from tests.finance.factories import item
from tests.sql import owner_of

TABLES = ("ledger_line", "ledger_entry", "finance_chargedocument", "finance_cost")


def lively():
    """Two years of everything: settled, closed, reopened, with works and withdrawals."""
    a_year(2024)
    a_call(item("70.00", purpose="reserve"), on=JULY.replace(year=2024))
    close_fiscal_year(year=2024, by=None)
    a_year()
    own(
        ("160", "40.00"),
        ("6816001", "-40.00", {"key": key()}),
        ("6105000", "40.00", {"key": key()}),
        ("551", "-40.00"),
    )
    services.cancel_call(
        a_call(item("9.00", purpose="reserve"), on=JULY), by=None, on=JULY
    )
    a_settled_year()
    some_works(spent="40.00")
    close_fiscal_year(year=YEAR, by=None)
    reopen_fiscal_year(year=YEAR, reason="x", by=None)
    close_fiscal_year(year=YEAR, by=None)


def test_sound_books(acacias):
    lively()
    assert list(findings()) == []


def test_empty_books(acacias):
    assert list(findings()) == []


def test_the_statements_do_not_grow_with_the_lines(acacias, django_assert_num_queries):
    closed_year()
    with django_assert_num_queries(12):
        list(findings())
    for _more in range(2):
        a_call(item("5.00", purpose="reserve"), on=timezone.localdate())
    with django_assert_num_queries(12):
        list(findings())


TAMPERED = {
    "UPDATE ledger_line SET debit = debit + 1 WHERE debit = 1000 AND account_id = %(6105000)s": [
        "trial-balance",
        "result",
        "year-carried",
    ],
    "UPDATE finance_chargedocument SET provisions = provisions + 1": ["provisions"],
    "UPDATE ledger_line SET account_id = %(701)s WHERE account_id = %(700)s AND credit = 70": [
        "year-carried",
        "year-carried",
        "reserve-called",
    ],
    "UPDATE finance_cost SET amount = amount - 1 WHERE withdrawal": [
        "reserve-withdrawn"
    ],
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_what_is_wrong_is_found(own_database, statement):
    tenant = cast.tenant().pk
    with enter(tenant, by=None):
        lively()
    accounts = {
        code: f"(SELECT id FROM ledger_account WHERE code = '{code}' AND tenant_id = {tenant})"
        for code in ("6105000", "700", "701")
    }
    with owner_of(own_database) as owner:
        for table in TABLES:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(statement % accounts)
    with enter(tenant, by=None):
        assert [one.rule for one in findings()] == TAMPERED[statement]
