"""What nobody can do to a posted statement, not even with SQL as the application's role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from finance.models import ChargeDocument, ChargePiece, ChargeStatement
from tests import cast
from tests.finance.charge_statements.books import (
    JULY,
    booked,
    computed,
    cost,
    eur,
    posted,
    provisions,
)
from tests.finance.factories import item
from tests.sql import changed, refused


@pytest.fixture
def settled(acacias):
    provisions("90.00")
    cost("100.00")
    return posted()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE finance_chargestatement SET due_on = due_on + 1",
        "UPDATE finance_chargestatement SET posted_at = NULL, entry_id = NULL",
        "UPDATE finance_chargestatement SET since = since + 1",
        "DELETE FROM finance_chargestatement",
        "UPDATE finance_chargepiece SET until = until - 1",
        "DELETE FROM finance_chargepiece",
        "UPDATE finance_chargecost SET cents[1] = cents[1] + 1",
        "DELETE FROM finance_chargecost",
        "UPDATE finance_chargedocument SET costs = costs + 1",
        "UPDATE finance_chargedocument SET charge_id = NULL",
        "DELETE FROM finance_chargedocument",
        "UPDATE finance_accountcharge SET working = working + 1",
        "DELETE FROM finance_accountcharge",
        "UPDATE finance_cost SET amount = amount + 1",
        "DELETE FROM finance_cost",
    ],
)
def test_a_posted_statement_is_frozen(settled, statement):
    with refused("frozen|permission denied|append"):
        changed(statement)


def test_it_is_cancelled_once(settled):
    changed("UPDATE finance_chargestatement SET cancelled_at = now()")
    with refused("frozen"):
        changed("UPDATE finance_chargestatement SET cancelled_at = now() + '1 day'")


def test_nothing_is_added_to_it(settled):
    with refused("frozen"):
        ChargePiece.objects.create(
            statement=settled,
            position=99,
            lot=cast.lot("A"),
            holding=cast.holding("H1"),
            since=settled.since,
            until=settled.until,
        )


def test_its_days_take_nothing_more(settled):
    for act in (
        lambda: booked("6105000", eur("1.00")),
        lambda: booked("701", eur("-1.00")),
        lambda: booked("7500000", eur("-1.00")),
    ):
        with refused("lies in a period that is settled"):
            act()
    # Neither the reserve nor works are in a statement of charges.
    booked("700", eur("-1.00"))
    booked("671", eur("1.00"))
    booked("6105000", eur("1.00"), on=settled.until)
    assert item("1.00").amount == eur("1.00")


def by_hand(statement, entry=None):
    """Mark it as posted, as somebody would who goes around the services."""
    ChargeStatement.objects.filter(pk=statement.pk).update(
        posted_at=timezone.now(), entry=entry
    )


def test_parts_that_do_not_sum_to_the_cost(acacias):
    cost("100.00")
    statement = computed()
    changed("UPDATE finance_chargecost SET cents[1] = cents[1] + 1")
    with refused("the parts do not sum to the cost"):
        by_hand(statement)


def test_a_document_that_is_not_the_sum_of_its_parts(acacias):
    cost("100.00")
    statement = computed()
    changed("UPDATE finance_chargedocument SET costs = costs + 1")
    with refused("a document does not state the sum of its parts"):
        by_hand(statement)


def test_documents_that_nobody_was_charged_for(acacias):
    cost("100.00")
    with refused("the documents are not what was charged"):
        by_hand(computed())


def test_two_that_stand_do_not_overlap(acacias):
    first = posted_of_nothing(JULY)
    with refused("statement_no_overlap"):
        posted_of_nothing(first.since)


def posted_of_nothing(day):
    statement = ChargeStatement.objects.create(
        title="Nothing", since=day, until=day + timedelta(days=1), due_on=day
    )
    statement.computed_at = statement.posted_at = timezone.now()
    statement.save()
    assert not ChargeDocument.objects.exists()
    return statement
