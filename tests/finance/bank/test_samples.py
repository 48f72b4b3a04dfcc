"""Whole files of banks: ours, and published ones that are not part of a clone.

``EXPECTED.json`` beside them says what each holds: the balances and the number, sum
and references of its movements.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from finance.bank import reading
from finance.bank.statement import Reason, StatementError
from finance.bank.values import first_account, valid_reference

FOLDERS = [
    Path(__file__).parent / "samples",
    Path(__file__).resolve().parents[4] / "shared/samples",
]
# Broken, and refused as a whole.
REFUSED = {
    # something stands before the number of the account
    "codars_CODA-bad.cod": (2, Reason.LINE_TOO_LONG),
    # 12 records where the end says 27
    "codastandard_invalid.cod": (14, Reason.WRONG_COUNT),
    # an account in EUR whose closing balance is in SEK
    "genkgo_camt053.v2.minimal.xml": (60, Reason.OTHER_CURRENCY),
    "genkgo_camt053.v4.xml": (80, Reason.OTHER_CURRENCY),
    # a header only
    "genkgo_camt053.v2.wrong.xml": (2, Reason.NO_STATEMENT),
}


def files(kind):
    for folder in FOLDERS:
        expected = folder / kind / "EXPECTED.json"
        if expected.exists():
            for name, facts in json.loads(expected.read_text(encoding="utf-8")).items():
                path = folder / kind / name
                yield pytest.param(path, facts["statements"], id=name)


def read(path):
    """Return the statements, or the line and the reason of the refusal."""
    try:
        return reading.read(path.read_bytes())
    except StatementError as error:
        return error.line, error.reason


def parts_of(movements):
    for movement in movements:
        yield from movement.details
        yield from parts_of(movement.details)


def coda_facts(statement):
    amounts = [movement.amount for movement in statement.movements]
    return {
        "account": statement.account,
        "old": statement.opening_balance,
        "old_date": str(statement.opening_date),
        "new": statement.closing_balance,
        "new_date": str(statement.closing_date),
        "main": len(amounts),
        "detail": len(list(parts_of(statement.movements))),
        "sum_main": sum(amounts),
        "balances": statement.gap == 0,
        "debit_main": -sum(amount for amount in amounts if amount < 0),
        "credit_main": sum(amount for amount in amounts if amount > 0),
        "vcs": [
            movement.structured_reference
            for movement in statement.movements
            if movement.structured_reference
        ],
    }


def coda_expected(facts):
    """One without movements has no closing balance: the opening balance stays."""
    empty = facts["main"] == 0
    money = ["old", "new", "sum_main", "debit_main", "credit_main"]
    return {
        **facts,
        "account": first_account(facts["account"]),
        "new_date": facts["old_date"] if empty else facts["new_date"],
        "balances": empty or facts["balances"],
        **{key: Decimal(facts[key] or facts["old"]) for key in money},
    }


@pytest.mark.parametrize(("path", "expected"), [*files("coda")])
def test_coda(path, expected):
    if path.name in REFUSED:
        assert read(path) == REFUSED[path.name]
    else:
        assert [coda_facts(statement) for statement in read(path)] == [
            coda_expected(facts) for facts in expected
        ]


def camt053_facts(statement):
    return {
        "id": statement.reference,
        "acct": statement.account,
        "currency": statement.currency,
        "bals": {
            ("OPBD", statement.opening_balance, str(statement.opening_date)),
            ("CLBD", statement.closing_balance, str(statement.closing_date)),
        },
        "entries": len(statement.movements),
        "sum": sum(movement.amount for movement in statement.movements),
        "balances": statement.gap == 0,
        "struct": [
            movement.structured_reference
            for movement in statement.movements
            if movement.structured_reference
        ],
    }


def camt053_expected(facts):
    references = [reference for _code, _issuer, reference in facts["struct"]]
    return {
        "id": facts["id"],
        "acct": first_account(facts["acct"]),
        "currency": facts["ccy"] or facts["bals"][0][2],
        "bals": {
            (code, Decimal(amount), day) for code, amount, _, day in facts["bals"]
        },
        "entries": facts["entries"],
        "sum": Decimal(facts["sum"]),
        "balances": facts["balances"],
        "struct": [reference for reference in references if valid_reference(reference)],
    }


@pytest.mark.parametrize(("path", "expected"), [*files("camt053")])
def test_camt053(path, expected):
    if path.name in REFUSED:
        assert read(path) == REFUSED[path.name]
    else:
        assert [camt053_facts(statement) for statement in read(path)] == [
            camt053_expected(facts) for facts in expected
        ]
