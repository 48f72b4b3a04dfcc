"""What of a check and of the register can never be true, even for raw SQL."""

from decimal import Decimal

import pytest

from finance.models import AccountsCheck, CheckedVoucher
from tests.finance.auditor.making import (
    asked,
    begun,
    declared,
    end_conflict_today,
    looked_at,
    signed,
)
from tests.sql import changed, refused

pytestmark = pytest.mark.usefixtures("acacias")
ADDED = (
    "INSERT INTO finance_auditorquestion"
    " (uuid, tenant_id, check_of_id, text, asked_at, answer)"
    " SELECT gen_random_uuid(), tenant_id, id, 'x', now(), ''"
    " FROM finance_accountscheck"
)
NEVER = "are added and never changed"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_accountscheck SET seed = 'mine'",
        "DELETE FROM finance_accountscheck",
        "DELETE FROM finance_checkedvoucher",
        "DELETE FROM finance_auditorquestion",
    ],
)
def test_nobody_chooses_the_vouchers(statement):
    asked(begun())
    with refused(NEVER):
        changed(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_accountscheck SET conclusion = 'x'",
        "UPDATE finance_accountscheck SET signed_at = NULL, report_id = NULL",
        "UPDATE finance_checkedvoucher SET finding = '', ticked_at = NULL",
        "UPDATE finance_auditorquestion SET answer = 'x', answered_at = now()",
        ADDED,
    ],
)
def test_a_signed_check_is_frozen(statement):
    check = looked_at(begun(), finding="Wrong")
    asked(check)
    signed(check)
    with refused("is frozen"):
        changed(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM finance_conflictofinterest",
        "UPDATE finance_conflictofinterest SET text = 'none'",
        "UPDATE finance_conflictofinterest SET ended_on = NULL",
    ],
)
def test_an_interest_stays_on_the_register(statement):
    end_conflict_today(declared())
    with refused(NEVER):
        changed(statement)


def test_a_running_interest_only_ends():
    declared()
    with refused(NEVER):
        changed("UPDATE finance_conflictofinterest SET decision = 'Voted'")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"round_to": Decimal("0.00")}, "accounts_check_criteria"),
        ({"threshold": Decimal("0.00")}, "accounts_check_criteria"),
        ({"opinion": "great"}, "accounts_check_opinion"),
    ],
)
def test_criteria_and_opinion(change, constraint):
    begun()
    with refused(constraint):
        AccountsCheck.objects.update(**change)


def test_a_finding_is_of_a_voucher_that_was_looked_at():
    begun()
    with refused("checked_voucher_looked_at"):
        CheckedVoucher.objects.update(finding="Wrong")
