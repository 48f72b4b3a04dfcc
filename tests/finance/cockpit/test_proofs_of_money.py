"""What the lines of the bank and of suppliers say: state, sentence, page, day."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from finance.call_periods import Period
from finance.cockpit_proofs import bank, suppliers
from finance.models import BankStatement
from finance.queries.reconciliation import BankState, Reconciled
from finance.queries.transfers import ReserveTransfer
from tests.finance.cockpit.months import TODAY, ZERO, ago, some, told

ONE = UUID("00000000-0000-4000-8000-000000000001")
SAME = "Working account: the same as on the statement of 21/11/2026."
DIFFER = "Reserve account: on 21/11/2026 the books and the bank differ by €0.01."
RUNNING = Period(4, date(2026, 11, 10), date(2027, 1, 1))


def eur(text):
    return Decimal(text)


def account(code="551", *, closed_on=TODAY, difference=ZERO, missing=ZERO):
    row = BankStatement(
        tenant_id=1, bank_account=code, closed_on=closed_on, closing=ZERO
    )
    return BankState(code, ZERO, [Reconciled(row, ZERO, ZERO, difference, missing)])


def test_bank_statements():
    never = BankState("550", ZERO, [])
    assert told(bank.statements) == (
        "nothing",
        "The building has no bank account.",
        "finance:bank-import",
        None,
    )
    assert told(bank.statements, bank=[account(closed_on=ago(5)), never]) == (
        "to_do",
        "Working account: last statement of 16/11/2026. Reserve account: no statement.",
        "finance:bank-import",
        None,
    )
    assert told(bank.statements, bank=[account(closed_on=ago(5))]) == (
        "done",
        "Working account: last statement of 16/11/2026.",
        "finance:bank",
        date(2026, 12, 21),
    )


@pytest.mark.parametrize(
    ("tallies", "state", "proof", "due_on"),
    [
        ({}, "nothing", "The bank has not told of any movement yet.", None),
        (
            {"movements": some(9, 30, 2)},
            "done",
            "Every movement up to 19/11/2026 is matched.",
            None,
        ),
        (
            {"movements": some(9, 30, 2), "suspense": some(1, 30)},
            "to_do",
            "1 movement is in suspense, since 22/10/2026.",
            date(2026, 11, 26),
        ),
        (
            {"movements": some(9, 40, 2), "suspense": some(2, 36, 2)},
            "late",
            "2 movements are in suspense, the first since 16/10/2026.",
            ago(1),
        ),
    ],
)
def test_movements(tallies, state, proof, due_on):
    page = "finance:bank-suspense"
    assert told(bank.suspense, movements=tallies) == (state, proof, page, due_on)


@pytest.mark.parametrize(
    ("accounts", "state", "proof"),
    [
        ([], "nothing", "There is no statement yet."),
        ([BankState("551", ZERO, [])], "nothing", "There is no statement yet."),
        (
            [account()],
            "done",
            SAME,
        ),
        (
            [account(), account("550", difference=eur("-0.01"))],
            "to_do",
            f"{SAME} {DIFFER}",
        ),
        (
            [account(missing=eur("5.00"))],
            "to_do",
            "Working account: statements are missing in 1 place.",
        ),
    ],
)
def test_the_books_and_the_bank(accounts, state, proof):
    found = told(bank.reconciliation, bank=accounts)
    assert found == (state, proof, "finance:bank", None)


@pytest.mark.parametrize(
    ("sums", "state", "proof"),
    [
        (("0.00", "0.00", "0.00"), "nothing", "Nothing was received for the reserve."),
        (
            ("50.00", "20.00", "30.00"),
            "done",
            "€50.00 were received for the reserve, and are there.",
        ),
        (
            ("50.00", "20.00", "29.99"),
            "to_do",
            "€0.01 of the reserve are still on the working account.",
        ),
    ],
)
def test_the_reserve(sums, state, proof):
    found = told(bank.transfer, transfer=ReserveTransfer(*map(eur, sums)))
    assert found == (state, proof, "finance:transfer", None)


@pytest.mark.parametrize(
    ("tallies", "state", "proof", "query", "due_on"),
    [
        ({}, "nothing", "There is no invoice yet.", "", None),
        (
            {"booked": some(1, 3)},
            "done",
            "1 invoice is booked, of 18/11/2026.",
            "",
            None,
        ),
        (
            {"booked": some(7, 300, 3)},
            "done",
            "All 7 invoices are booked, the last of 18/11/2026.",
            "",
            None,
        ),
        (
            {"drafts": some(2, 0), "approved": some(1, 1), "booked": some(7)},
            "late",
            "To be booked: 1. Drafts: 2.",
            "?status=approved",
            ago(1),
        ),
        (
            {"submitted": some(1, 0), "drafts": some(1, -9)},
            "to_do",
            "To be approved: 1. Drafts: 1.",
            "?status=submitted",
            TODAY,
        ),
    ],
)
def test_invoices(tallies, state, proof, query, due_on):
    found = told(suppliers.invoices, invoices=tallies)
    assert found == (state, proof, f"finance:invoices{query}", due_on)


def test_the_file_of_payments():
    assert told(suppliers.payment_file) == (
        "nothing",
        "Nothing is to be paid in the next seven days.",
        "finance:orders",
        None,
    )
    ordered = {"ordered": some(3, 20, 10)}
    assert told(suppliers.payment_file, invoices=ordered) == (
        "done",
        "The last payments were ordered for 11/11/2026.",
        "finance:orders",
        None,
    )
    assert told(suppliers.payment_file, invoices=ordered | {"to_order": some(1)}) == (
        "to_do",
        "1 invoice is in no file of payments; it is due on 21/11/2026.",
        "finance:order-new",
        TODAY,
    )


def test_what_is_not_paid_in_time():
    page = "finance:invoices?status=open"
    nothing = ("nothing", "There is no invoice yet.", page, None)
    assert told(suppliers.paid) == nothing
    done = ("done", "No invoice that is booked is overdue.", page, None)
    assert told(suppliers.paid, invoices={"booked": some(2)}) == done
    late = {"booked": some(2), "overdue": some(2, 4, 1)}
    assert told(suppliers.paid, invoices=late) == (
        "late",
        "2 invoices are not paid; the first was due on 17/11/2026.",
        page,
        ago(4),
    )
