"""``manage.py import_bank FILE``."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from finance.models import BankStatement
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import (
    ELSEWHERE,
    ago,
    coda,
    moved,
    statement,
    today,
    vcs,
)

ACACIAS = f"BE68539007547034 001 {today()}"
BELLEVUE = f"BE71096123456769 007 {today()}"


@pytest.fixture
def run(db, tmp_path, capsys):
    """``run(statements, …)`` imports a file of them; returns what was printed."""

    def with_file(*statements, **options):
        path = tmp_path / "bank.cod"
        path.write_bytes(coda(*statements))
        call_command("import_bank", str(path), **options)
        return capsys.readouterr().out.splitlines()

    return with_file


def kept(slug=cast.ACACIAS):
    with enter(cast.tenant(slug).pk, by=None):
        return BankStatement.objects.count()


def of_both():
    with enter(cast.tenant().pk, by=None):
        reference = vcs("H1")
    return [
        statement(moved("1.00", vcs=reference), moved("2.00")),
        statement(moved("3.00"), iban=ELSEWHERE, number="007"),
    ]


def test_each_statement_goes_where_it_is_of(run):
    assert run(*of_both()) == [
        f"{ACACIAS} acacias imported: 2 movements (holder 1, suspense 1)",
        f"{BELLEVUE} bellevue imported: 1 movements (suspense 1)",
    ]
    assert (kept(), kept(cast.BELLEVUE)) == (1, 1)
    assert run(*of_both()) == [
        f"{ACACIAS} acacias known: 2 movements",
        f"{BELLEVUE} bellevue known: 1 movements",
    ]


def test_a_dry_run_changes_nothing(run):
    printed = run(*of_both(), dry_run=True)
    assert printed[0].endswith("acacias imported: 2 movements (holder 1, suspense 1)")
    assert printed[-1] == "Nothing was changed."
    assert (kept(), kept(cast.BELLEVUE)) == (0, 0)


def test_as_somebody_it_goes_where_he_may(run):
    printed = run(*of_both(), user="SOPHIE@example.org")
    assert printed[1] == f"{BELLEVUE} unknown: 1 movements"
    assert (kept(), kept(cast.BELLEVUE)) == (1, 0)
    with pytest.raises(CommandError, match=r"Nobody has the address x@example\.org"):
        run(*of_both(), user="x@example.org")


def test_what_is_missing_or_refused_is_said(run, capsys):
    run(statement(moved("1.00", on=ago(5)), number="1"))
    [line] = run(statement(moved("1.00", on=ago(2)), opening="7.00", number="3"))
    assert line.endswith("1 movements (suspense 1); 6.00 missing before it")
    wrong = statement(moved("1.00"), opening="8.00", closing_balance=Decimal(0))
    with pytest.raises(CommandError, match="Some statements were refused"):
        run(wrong)
    assert "acacias refused: The movements and the balances" in capsys.readouterr().out


def test_a_file_that_is_none(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_bank", str(tmp_path / "none.cod"))
    path = tmp_path / "other.txt"
    path.write_text("hello")
    with pytest.raises(CommandError, match="neither a CODA file"):
        call_command("import_bank", str(path))
