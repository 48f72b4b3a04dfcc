"""What adopted lines paid for: never more than was adopted, and nothing twice."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError, ProgrammingError

from koprogo.tenancy import enter
from tests import cast
from tests.together import outcomes
from tests.transparency.allocations.making import (
    adopted,
    line_of,
    proposed,
    spent,
    today,
)
from tests.worked_tables import worked_tables
from transparency.errors import (
    BookedWhole,
    MoreThanLeft,
    MoreThanSpent,
    NotAdoptedYet,
    SpendingRecorded,
    SpentOnAnotherDay,
    TransparencyError,
)
from transparency.models import Spending
from transparency.queries.allocations import line_list

TABLE = worked_tables("rules/participatory-budget.md")["Spending"]


def line(amount="100.00", purpose="features"):
    return line_of(adopted(amount, f"{purpose} 100"), purpose)


def left(of):
    found = line_list().get(pk=of.pk)
    return found.amount - found.spent


@pytest.mark.parametrize("row", TABLE)
def test_never_beyond_what_is_left(asbl, row):
    of, before = line(), Decimal(row["Noted before (€)"])
    if before:
        spent(of, before)
    if row["Outcome"] == "refused":
        with pytest.raises((MoreThanLeft, MoreThanSpent)):
            spent(of, row["Now (€)"])
        assert left(of) == 100 - before
    else:
        spent(of, row["Now (€)"])
        assert f"left {left(of)}" == row["Outcome"]


def test_a_refusal_says_how_much_there_is(asbl):
    of = line()
    spent(of, "40.00")
    with pytest.raises(MoreThanLeft) as refused:
        spent(of, "60.01")
    assert refused.value.left == Decimal("60.00")
    with pytest.raises(MoreThanSpent) as refused:
        spent(of, "-40.01")
    assert refused.value.spent == Decimal("40.00")


def test_sent_twice_it_counts_once(asbl):
    of, uuid = line(), uuid4()
    spent(of, "10.00", uuid=uuid)
    with pytest.raises(SpendingRecorded):
        spent(of, "10.00", uuid=uuid)
    assert left(of) == 90


def test_from_the_decision_until_today(asbl):
    decided = today() - timedelta(days=3)
    of = line_of(adopted("100.00", "features 100", on=decided), "features")
    for day in (decided - timedelta(days=1), today() + timedelta(days=1)):
        with pytest.raises(SpentOnAnotherDay):
            spent(of, "1.00", on=day)
    spent(of, "1.00", on=decided)
    spent(of, "1.00", on=today())
    assert left(of) == 98


def test_nothing_is_spent_of_a_proposal(asbl):
    with pytest.raises(NotAdoptedYet):
        spent(line_of(proposed("1.00", "features 100"), "features"), "1.00")


@pytest.mark.parametrize("purpose", ["reserve", "fund"])
def test_what_was_booked_whole_is_not_spent(asbl, purpose):
    with pytest.raises(BookedWhole):
        spent(line(purpose=purpose), "1.00")


def test_what_was_noted_stays(asbl):
    spent(line(), "1.00")
    refused = (IntegrityError, InternalError, ProgrammingError)
    with pytest.raises(refused), transaction.atomic():
        Spending.objects.update(description="Other")


@pytest.mark.parametrize("times", range(3))
def test_two_at_once_on_the_last_euro(own_database, times):
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        of = line("1.00")

    def spend():
        with enter(cast.tenant(cast.ASBL).pk, by=None):
            spent(of, "1.00")

    assert outcomes([spend, spend], refusals=TransparencyError) == [
        "MoreThanLeft",
        "done",
    ]
    with enter(cast.tenant(cast.ASBL).pk, by=None):
        assert Spending.objects.count() == 1
        assert left(of) == 0
