"""What is not posted: too early, twice, outdated, or without somebody who bears it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from finance.errors import BeforeOpening
from finance.errors.charge_statements import (
    CannotDivide,
    CostsUnexplained,
    NotComputed,
    NothingToSettle,
    PeriodNotOver,
    PeriodSettled,
    ProvisionsUnexplained,
    StatementDueInThePast,
    StatementOfYearClosed,
    StatementOutdated,
    StatementPosted,
)
from finance.models import ChargeCost, ChargePiece
from finance.services.charge_statements import (
    cancel_statement,
    compute_statement,
    discard_statement,
    post_statement,
    redraft_statement,
)
from koprogo.audit.models import AuditEvent
from koprogo.ledger import services as ledger
from tests import cast
from tests.finance.charge_statements.books import (
    DEED,
    JULY,
    SINCE,
    UNTIL,
    booked,
    computed,
    cost,
    drafted,
    eur,
    posted,
    provisions,
    sold,
    somebody,
)
from tests.finance.factories import opened

DAY = timedelta(days=1)


def test_it_is_posted_once(acacias):
    cost("10.00")
    statement = posted()
    for act in (compute_statement, post_statement, discard_statement):
        with pytest.raises(StatementPosted):
            act(statement, by=None)


def test_a_settled_period_is_not_settled_again(acacias):
    cost("10.00")
    draft = drafted(since=date(2025, 12, 1), until=date(2026, 2, 1))
    standing = posted()
    with pytest.raises(PeriodSettled) as refused:
        drafted(since=date(2025, 12, 31), until=date(2026, 2, 1))
    assert refused.value.standing == standing
    with pytest.raises(PeriodSettled):
        compute_statement(draft, by=None)
    with pytest.raises(PeriodSettled):
        redraft_statement(
            draft, title="x", since=SINCE, until=UNTIL, due_on=UNTIL, by=None
        )
    assert drafted(since=UNTIL, until=date(2026, 2, 1))


def test_it_is_posted_when_its_last_day_has_passed(acacias):
    today = timezone.localdate()
    tomorrow = today + DAY
    cost("10.00", on=today)
    early = computed(since=today, until=tomorrow, due_on=tomorrow)
    with pytest.raises(PeriodNotOver):
        post_statement(early, by=None)
    with pytest.raises(PeriodNotOver):
        post_statement(early, by=None, on=tomorrow)
    cost("10.00", on=today - DAY)
    over = computed(since=today - DAY, until=today, title="Over")
    assert post_statement(over, by=None).is_posted


def test_nobody_pays_by_a_day_that_has_passed(acacias):
    cost("10.00")
    late = timezone.localdate() - DAY
    statement = computed(due_on=late)
    with pytest.raises(StatementDueInThePast):
        post_statement(statement, by=None)
    assert post_statement(statement, by=None, on=late).is_posted


def test_what_was_not_computed_is_not_posted(acacias):
    with pytest.raises(NotComputed):
        post_statement(drafted(), by=None)


def test_nothing_to_settle(acacias):
    with pytest.raises(NothingToSettle):
        posted()


@pytest.mark.parametrize("change", ["cost", "call", "sale"])
def test_what_changed_since_is_computed_again_first(acacias, change):
    cost("10.00")
    statement = computed()
    if change == "cost":
        cost("5.00")
    elif change == "call":
        provisions("5.00")
    else:
        sold(to=somebody())
    with pytest.raises(StatementOutdated):
        post_statement(statement, by=None)
    statement = compute_statement(statement, by=None)
    assert post_statement(statement, by=None).is_posted


def test_provisions_that_no_call_explains(acacias):
    cost("10.00")
    booked("701", eur("-5.00"))
    with pytest.raises(ProvisionsUnexplained) as refused:
        computed()
    assert refused.value.amount == eur("5.00")


def test_costs_that_nobody_bears(acacias):
    booked("6105000", eur("5.00"))
    with pytest.raises(CostsUnexplained) as refused:
        computed()
    assert refused.value.amount == eur("5.00")


def test_a_lot_without_holder_is_named_before_anything_is_written(acacias):
    cleaning = cost("10.00")
    cast.lot("B").ownerships.update(until=JULY)
    statement = drafted()
    with pytest.raises(CannotDivide) as refused:
        compute_statement(statement, by=None)
    assert (
        refused.value.cost,
        refused.value.reason.lot_id,
        refused.value.reason.day,
    ) == (
        cleaning,
        cast.lot("B").pk,
        JULY,
    )
    assert not ChargePiece.objects.exists()


def test_a_closed_year(acacias):
    cost("10.00")
    statement = computed()
    ledger.open_year(since=SINCE, until=UNTIL, by=None)
    ledger.close_year(year=2025, by=None)
    with pytest.raises(StatementOfYearClosed) as refused:
        post_statement(statement, by=None)
    assert refused.value.year == 2025
    ledger.reopen_year(year=2025, reason="Forgotten", by=None)
    post_statement(statement, by=None)
    ledger.close_year(year=2025, by=None)
    with pytest.raises(StatementOfYearClosed):
        cancel_statement(statement, by=None)
    statement.refresh_from_db()
    assert statement.cancelled_at is None


def test_nothing_before_the_opening(acacias):
    opened(on=UNTIL, H1="10.00")
    with pytest.raises(BeforeOpening):
        post_statement(computed(), by=None)


def test_a_draft_changed_and_discarded(acacias, sophie):
    cost("10.00")
    statement = computed()
    same_days = redraft_statement(
        statement, title="New", since=SINCE, until=UNTIL, due_on=DEED, by=sophie
    )
    assert same_days.computed_at is not None
    changed = redraft_statement(
        statement, title="New", since=SINCE, until=DEED, due_on=DEED, by=sophie
    )
    assert (changed.computed_at, ChargeCost.objects.count()) == (None, 0)
    discard_statement(compute_statement(changed, by=sophie), by=sophie)
    assert not ChargePiece.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="charges.")
    assert list(actions.order_by("pk").values_list("action", flat=True)) == [
        "charges.drafted",
        "charges.computed",
        "charges.redrafted",
        "charges.redrafted",
        "charges.computed",
        "charges.discarded",
    ]


def test_computing_again_replaces_what_was_computed(acacias):
    cost("10.00")
    statement = computed()
    cost("5.00")
    compute_statement(statement, by=None)
    sums = [sum(one.cents) for one in statement.costs.all()]
    assert sorted(sums) == [500, 1000]
    assert statement.pieces.count() == 4
