"""What PostgreSQL refuses of an opening, whoever sends the SQL."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from finance import services
from finance.models import Opening, OpeningBalance
from finance.opening import Balances
from koprogo.ledger import services as ledger
from koprogo.money import from_cents
from tests import cast
from tests.finance.factories import opened
from tests.sql import checked_as_at_commit, refused, refused_at_commit

TEN = from_cents(1000)


def posted(*lines):
    """A balanced entry of today with these lines, as an opening posts it."""
    return ledger.post(
        journal="misc",
        year=timezone.localdate().year,
        date=timezone.localdate(),
        text="SQL",
        lines=lines,
        by=None,
    )


def of_owner(code, account="4101"):
    return ledger.debit(account, TEN, party_id=cast.holding(code).party_id)


def opening_of(entry):
    return Opening.objects.create(date=timezone.localdate(), entry=entry)


def test_nobody_brings_nothing_along(acacias):
    opening, holding = opened(H1="10.00"), cast.holding("H2")
    with refused("opening_balance_not_zero"):
        OpeningBalance.objects.create(opening=opening, holding=holding)
    with pytest.raises(ValidationError) as refusal:
        OpeningBalance(opening=opening, holding=holding).validate_constraints()
    assert refusal.value.messages == [
        "Who brings nothing along has no opening balance."
    ]


@pytest.mark.parametrize("account", ["4100", "4101"])
def test_an_owner_s_line_has_its_balance(acacias, account):
    entry = posted(of_owner("H1", account), ledger.credit("499", TEN))
    with refused_at_commit("opening: an owner has a line and no balance"):
        opening_of(entry)


def test_the_balances_may_follow_until_the_commit(acacias):
    entry = posted(of_owner("H1"), ledger.credit("499", TEN))
    with checked_as_at_commit():
        opening = opening_of(entry)
        balance = OpeningBalance(opening=opening, holding=cast.holding("H1"))
        balance.working = TEN
        balance.save()
    assert OpeningBalance.objects.get() == balance


def test_an_opening_without_owners_needs_none(acacias):
    with checked_as_at_commit():
        services.open_balances(
            Balances({"551": TEN, "100": -TEN}), date=timezone.localdate(), by=None
        )
    assert OpeningBalance.objects.count() == 0
