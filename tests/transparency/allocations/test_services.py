"""Divisions of a surplus: proposed, adopted once, booked, frozen."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.ledger.models import Entry
from tests.transparency.allocations.making import (
    FIVE,
    TWO,
    adopted,
    balance,
    booked,
    decision,
    draft,
    line_of,
    month_ago,
    proposed,
    spent,
    today,
)
from tests.transparency.members import joined
from tests.worked_tables import worked_tables
from transparency import chart
from transparency.budgeting import NothingToDivide
from transparency.errors import (
    AdoptedAlready,
    AllocationStays,
    OneFundLine,
    PartsNotWhole,
)
from transparency.models import Allocation, AllocationLine, Endowment, Idea
from transparency.public.derivation import derive
from transparency.queries.allocations import (
    TEMPLATE,
    TEMPLATE_WITH_FUND,
    allocation_list,
    commitments,
    plan_of,
)
from transparency.queries.dividing import distributable_on
from transparency.queries.gathering import gather
from transparency.services.allocations import (
    adopt_allocation,
    change_allocation,
    discard_allocation,
    prepare_allocation,
)
from transparency.services.ideas import propose_idea

pytestmark = pytest.mark.usefixtures("asbl")
TABLES = worked_tables("rules/participatory-budget.md")


@pytest.mark.parametrize("row", TABLES["What a division comes to"])
def test_what_is_adopted(row):
    made = adopted(row["Surplus (€)"], row["Lines"])
    expected = list(map(Decimal, row["Amounts (€)"].split(", ")))
    assert [line.amount for line in made.lines.all()] == expected
    assert [one.amount for one in commitments(made)] == expected
    assert sum(expected) == made.amount


def test_it_is_planned_as_it_will_be_adopted():
    made = allocation_list().get(pk=proposed().pk)
    planned = [one.amount for one in commitments(made)]
    adopt_allocation(made, decision=decision(), by=None)
    assert [line.amount for line in made.lines.order_by("position")] == planned


def test_the_reserve_and_the_fund_are_booked_and_the_rest_is_spent_later():
    made = adopted()
    assert balance(chart.CARRIED_FORWARD) == Decimal("21600.00")
    assert balance(chart.RESERVE) == Decimal("-3600.00")
    assert balance(chart.FUND) == Decimal("-18000.00")
    spent(line_of(made, "features"), "600.00")
    rows = {
        one.line.purpose: (one.spent, one.left)
        for one in commitments(allocation_list().get(pk=made.pk))
    }
    assert rows == {
        "features": (Decimal("600.00"), Decimal("21000.00")),
        "fund": (Decimal("18000.00"), Decimal("0.00")),
        "infrastructure": (Decimal("0.00"), Decimal("18000.00")),
        "price-cut": (Decimal("0.00"), Decimal("10800.00")),
        "reserve": (Decimal("3600.00"), Decimal("0.00")),
    }


def test_the_fund_is_endowed_by_an_act():
    by = decision(7)
    made = adopt_allocation(proposed(), decision=by, by=None)
    [act] = Endowment.objects.all()
    assert (act.line, act.amount) == (line_of(made, "fund"), Decimal("18000.00"))
    assert (act.decision, act.decision_text) == (by.uuid, by.text)
    assert act.given_on == act.entry.date == today()
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert {"fund.endowed", "allocation.adopted"} <= set(actions)


def test_the_same_decision_once_more_changes_nothing():
    by, made = decision(), proposed()
    first = adopt_allocation(made, decision=by, by=None)
    again = adopt_allocation(made, decision=by, by=None)
    assert again.adopted_at == first.adopted_at
    assert (Entry.objects.count(), Endowment.objects.count()) == (2, 1)


def test_what_was_adopted_is_not_adopted_by_another_decision():
    made = adopted()
    with pytest.raises(AllocationStays):
        adopt_allocation(made, decision=decision(2), by=None)
    assert Entry.objects.count() == 2


def test_a_decision_adopts_one_division():
    by = decision()
    adopt_allocation(proposed(), decision=by, by=None)
    other = proposed("10.00", TWO)
    with pytest.raises(AdoptedAlready):
        adopt_allocation(other, decision=by, by=None)
    other.refresh_from_db()
    assert other.adopted_at is None


def test_it_is_changed_and_discarded_until_it_is_adopted():
    made = proposed()
    change_allocation(made, draft("10.00", TWO, title="Another"), by=None)
    made.refresh_from_db()
    assert (made.title, made.amount, made.with_fund) == ("Another", 10, False)
    assert [line.purpose for line in made.lines.all()] == ["features", "reserve"]
    discard_allocation(made, by=None)
    assert Allocation.objects.count() == AllocationLine.objects.count() == 0


@pytest.mark.parametrize(
    "act",
    [
        lambda made: change_allocation(made, draft("10.00", TWO), by=None),
        lambda made: discard_allocation(made, by=None),
    ],
)
def test_what_was_adopted_stays(act):
    made = adopted()
    with pytest.raises(AllocationStays):
        act(made)
    assert made.lines.count() == 5


@pytest.mark.parametrize("model", [Allocation, AllocationLine])
def test_the_database_refuses_to_change_it(model):
    adopted()
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        model.objects.update(title="Other")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("features 50, reserve 49.99", PartsNotWhole),
        ("features 50, reserve 50.01", PartsNotWhole),
        ("features 100, reserve 0", PartsNotWhole),
        ("fund 50, fund 50", OneFundLine),
    ],
)
def test_lines_that_are_refused(text, error):
    with pytest.raises(error):
        prepare_allocation(draft("10.00", text), by=None)
    with pytest.raises(error):
        change_allocation(proposed(), draft("10.00", text), by=None)
    assert Allocation.objects.get().amount == 72_000


def test_without_a_surplus_nothing_is_divided():
    with pytest.raises(NothingToDivide):
        prepare_allocation(draft("0.00", TWO), by=None)


def test_a_cent_that_a_line_does_not_get_is_not_booked():
    made = adopted("0.01", "features 50, fund 25, reserve 25")
    assert [line.amount for line in made.lines.all()] == [Decimal("0.01"), 0, 0]
    assert Entry.objects.count() == Endowment.objects.count() == 0


def test_two_lines_may_have_one_purpose():
    made = adopted("10.00", "features 30, features 20, reserve 50")
    amounts = [line.amount for line in made.lines.all()]
    assert amounts == [Decimal("3.00"), Decimal("2.00"), Decimal("5.00")]
    assert plan_of(made.amount, draft(text=FIVE).lines).total == 100


def test_the_ideas_of_its_lines_are_taken_up():
    author = joined(1).voter
    said = {"text": "Why", "language": "fr", "by": None}
    idea = propose_idea(author=author, title="Chat", **said)
    other = propose_idea(author=author, title="Music", **said)
    adopted("10.00", TWO, idea=idea)
    idea.refresh_from_db()
    other.refresh_from_db()
    assert (idea.state, other.state) == (Idea.State.TAKEN, Idea.State.OPEN)


# Templates and warnings


def warned(lines):
    plan = plan_of(Decimal("100.00"), lines)
    return [(one.purpose, one.percent) for one in plan.outside]


def test_the_template_is_whole_and_inside_its_bands():
    assert plan_of(Decimal(100), TEMPLATE).total == 100
    assert warned(TEMPLATE) == []


def test_the_template_with_the_fund_is_whole():
    """Its bands sum to more than 100: one of them cannot be kept."""
    assert plan_of(Decimal(100), TEMPLATE_WITH_FUND).total == 100
    assert warned(TEMPLATE_WITH_FUND) == [("reserve", Decimal("10.00"))]


def test_lines_of_one_purpose_are_weighed_together():
    text = "features 25, features 25, research 20, reserve 20, price-cut 10"
    assert warned(draft(text=text).lines) == []
    assert warned(draft(text=TWO).lines) == [
        ("research", Decimal("0.00")),
        ("reserve", Decimal("50")),
    ]


def test_parts_that_are_not_whole_come_to_nothing():
    plan = plan_of(Decimal("10.00"), draft(text="features 50").lines)
    assert (plan.total, plan.amounts) == (50, ())
    assert plan.rows == [(draft(text="features 50").lines[0], None)]


# What can be divided


def shown_to_all():
    """What the board sees: the same figures as everybody."""
    there = distributable_on(today())
    public = derive(gather(timezone.now()), today=today(), as_of="")
    assert public.distributable == there.amount
    assert public.undivided == there.surplus
    assert public.reserve == there.reserve
    assert public.reserve_target == there.target
    return there


@pytest.mark.parametrize("row", TABLES["What can be divided"])
def test_what_can_be_divided(row):
    for month in (1, 2, 3):
        booked("6100", chart.BANK, "90.00", on=month_ago(month))
    earned = Decimal(row["Earned (€)"])
    booked(chart.BANK, chart.CONTRIBUTIONS, earned + 270, on=month_ago(4))
    if reserve := Decimal(row["Reserve (€)"]):
        booked(chart.BANK, chart.RESERVE, reserve, on=month_ago(4))
    if left := Decimal(row["Left on adopted lines (€)"]):
        adopted(left, "features 100")
    there = shown_to_all()
    assert there.target == 270
    assert there.amount == Decimal(row["Can be divided (€)"])


def test_this_month_does_not_count_and_what_was_given_since_is_gone():
    booked(chart.BANK, chart.CONTRIBUTIONS, "1000.00", on=month_ago())
    booked(chart.BANK, chart.CONTRIBUTIONS, "500.00", on=today())
    assert shown_to_all().amount == 1000
    made = adopted("400.00", "features 50, fund 25, reserve 25")
    there = shown_to_all()
    assert (there.surplus, there.reserve) == (600, 100)
    spent(line_of(made, "features"), "150.00")
    assert shown_to_all().surplus == 750


def test_a_closing_changes_nothing():
    for month in (1, 2, 3):
        booked("6100", chart.BANK, "100.00", on=month_ago(month))
    booked(chart.BANK, chart.CONTRIBUTIONS, "1000.00", on=month_ago(3))
    before = shown_to_all()
    booked(chart.CONTRIBUTIONS, chart.CARRIED_FORWARD, "1000.00", on=month_ago())
    booked(chart.CARRIED_FORWARD, "6100", "300.00", on=month_ago())
    assert shown_to_all() == before
    assert (before.surplus, before.target, before.amount) == (700, 300, 400)
