"""Whole files of banks enter the books, and the books say what the files say."""

from decimal import Decimal

import pytest

from finance.bank import reading
from finance.bank.leaves import Problem
from finance.bank.statement import StatementError
from finance.models import BankStatement
from finance.queries.integrity import findings
from finance.services.bank_import import import_file, places_here
from koprogo.ledger.queries import account_balances
from tests.finance.bank.test_samples import REFUSED, files
from tests.finance.banking.statements import states

# They can be read, and are shown and never booked.
NOT_BOOKED = {
    "genkgo_camt053.v2.five.decimals.xml": Problem.UNBALANCED,
    "oca_test-camt053.xml": Problem.UNBALANCED,
    "tilleuls.cod": Problem.FRACTION_OF_A_CENT,
}


def as_account(iban):
    """The working account of Les Acacias, as if its IBAN were this one."""
    [place] = [one for one in places_here() if one.bank_account == "551"]
    place.iban = iban
    return [place]


def imported(data, iban):
    """Import what a file says of one account."""
    found = import_file(data, places=as_account(iban), by=None)
    return [one for one in found if one.statement.account == iban]


@pytest.mark.parametrize(("path", "expected"), [*files("coda"), *files("camt053")])
def test_a_file_enters_the_books(acacias, path, expected):
    """Account by account, each of them as if it were the building's own."""
    data = path.read_bytes()
    if path.name in REFUSED:
        with pytest.raises(StatementError):
            import_file(data, places=places_here(), by=None)
        expected = []
    elif path.name in NOT_BOOKED:
        [found] = imported(data, reading.read(data)[0].account)
        assert found.refusal.cause.problem == NOT_BOOKED[path.name]
        expected = []
    else:
        for iban in {statement.account for statement in reading.read(data)}:
            first, again = imported(data, iban), imported(data, iban)
            assert states(first) == ["imported"] * len(first)
            assert states(again) == ["known"] * len(first)
    assert BankStatement.objects.count() == len(expected)
    moved = sum(Decimal(facts.get("sum_main") or facts["sum"]) for facts in expected)
    assert account_balances("551", "499") == {"551": moved, "499": -moved}
    assert list(findings()) == []
